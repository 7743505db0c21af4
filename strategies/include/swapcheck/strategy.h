// What is checked: a swap strategy and what is known to be wrong with it.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace swapcheck {

using TensorPair = std::pair<at::Tensor, at::Tensor>;

/// All of `a` and `b` change places. `a` and `b` have equal shape and dtype, here and in every family.
using WholeSwap = std::function<TensorPair(const at::Tensor& a, const at::Tensor& b)>;

/// Elements change places where `mask` is true: bool, broadcast to the operands as `torch.where` does.
using MaskedSwap = std::function<TensorPair(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask)>;

/// The positions that `x[index...]` names change places: int64 tensors that broadcast together and index the
/// leading dimensions; negative indices count from the end; a position named twice is swapped once.
using IndexedSwap =
    std::function<TensorPair(const at::Tensor& a, const at::Tensor& b, const std::vector<at::Tensor>& index)>;

/// In one tensor, slice `i[k]` and slice `j[k]` along `dim` change places, for every k. `i` and `j` are 1-D int64,
/// of one length, not negative (as `torch.index_select` asks), and name each slice at most once.
using WithinSwap =
    std::function<at::Tensor(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j)>;

using Swap = std::variant<WholeSwap, MaskedSwap, IndexedSwap, WithinSwap>;

/// The four ways to swap; the order is that of the alternatives of `Swap`.
enum class Family { Whole, Masked, Indexed, Within };

inline constexpr Family kFamilies[] = {Family::Whole, Family::Masked, Family::Indexed, Family::Within};

/// "whole", "masked", "indexed" or "within".
std::string_view familyName(Family family);

/// The family of that name, or nothing.
std::optional<Family> familyNamed(std::string_view name);

/// A declared fault of a strategy. It is strict both ways: a failure that it does not cover is a finding, and so is a
/// known failure that many cases met and none failed (it is stale).
struct KnownFailure {
  /// Id of the property that fails ("gradient").
  std::string property;
  /// Features that the case must have (`swapcheck list features`), all of them; "!name" for one that it must not
  /// have. Empty: every case.
  std::vector<std::string> when;
  /// Why it fails, in a sentence that the report shows.
  std::string reason;
  /// First LibTorch version that has the fault ("2.1"); empty: from the first on.
  std::string since = {};
  /// First LibTorch version that is mended; empty: none known.
  std::string until = {};
  /// Address of the upstream issue; empty: none known.
  std::string upstream = {};
  /// Checks of the property that fail so ("reverse-mode"); a failure of another check is a finding. Empty: any.
  std::vector<std::string> checks = {};
  /// Whether LibTorch is to blame, in an operator that the strategy could do without: such a known failure never
  /// grows stale, and is shown only where cases failed.
  bool ofLibtorch = false;
};

/// What a strategy does, as text for reproducers: lines of a function body that takes what the swap takes, under the
/// same names, and returns what it returns. The lines may use `torch::` and `torch.`; checks of arguments are left out.
/// Empty: the reproducer has a function to fill in.
struct Steps {
  std::string cpp = {};
  std::string python = {};
};

/// One way of swapping tensor values.
struct Strategy {
  /// `family.what`: lower-case letters, digits and hyphens round one full stop.
  std::string name;
  /// What it does, in a line.
  std::string summary;
  Swap swap;
  std::vector<KnownFailure> knownFailures = {};
  Steps steps = {};
};

/// The family that a swap's signature says.
inline Family familyOf(const Swap& swap) { return kFamilies[swap.index()]; }

}  // namespace swapcheck
