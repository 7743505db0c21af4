// Two tensors of one shape and dtype, side by side.
#pragma once

#include "properties/grid.h"

namespace swapcheck {

/// Flat positions at which some bit differs.
std::vector<int64_t> differingBits(const HostTensor& expected, const HostTensor& got);

/// Flat positions at which the numbers differ: +0 and -0 are one, since gradients are summed, and NaN equals nothing.
/// Equal bytes are equal.
std::vector<int64_t> differingNumbers(const HostTensor& expected, const HostTensor& got);

/// How far contents are from what they should be; a later one is worse.
enum class Difference : uint8_t {
  None,
  /// Zeros of the other sign.
  ZeroSign,
  /// NaN for NaN, but with another sign or payload.
  NaNBits,
  /// A number that is not finite for one that is, or the other way round, or infinity for NaN and the like.
  NotFinite,
  /// Other finite numbers.
  Numbers,
};

/// The worst of all elements, real and imaginary parts apart.
Difference differenceOf(const HostTensor& expected, const HostTensor& got);
/// The worst of those elements.
Difference differenceOf(const HostTensor& expected, const HostTensor& got, const std::vector<int64_t>& elements);

/// "gradient of a at [0, 2]: expected 1, got 2", with both tensors' grids after `evidence`; `wrong` holds the flat
/// positions that differ, at least one.
Falsified mismatch(std::string check, const std::string& name, const HostTensor& expected, const HostTensor& got,
                   const std::vector<int64_t>& wrong, std::vector<Grid> evidence = {});

}  // namespace swapcheck
