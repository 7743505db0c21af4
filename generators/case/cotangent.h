// The cotangents of a case: what its backward passes begin with. Tangents are laid out as they are.
#pragma once

#include <optional>
#include <string_view>

#include "generators/parts/dtype.h"
#include "generators/parts/layout.h"

namespace swapcheck {

/// Which of two results get a cotangent. Simplest first.
enum class CotangentResults : uint8_t {
  Each,
  /// One tensor for both.
  Shared,
  /// Undefined for the second result.
  FirstOnly,
  /// Undefined for the first result.
  SecondOnly,
};

inline constexpr int kCotangentResultsCount = 4;

/// "each", "shared", "first-only" or "second-only".
std::string_view cotangentResultsName(CotangentResults results);

struct Cotangent {
  CotangentResults results = CotangentResults::Each;
  /// Zeros instead of whole numbers.
  bool zero = false;
  /// Dense and row-major where there is none.
  std::optional<Layout> layout = std::nullopt;
  /// A lazy conjugate view (complex dtypes only), a lazy negative view.
  bool conjugated = false;
  bool negated = false;
  uint64_t seed = 0;

  bool operator==(const Cotangent&) const = default;
};

/// Layout of a cotangent of that shape. Of a tensor of another rank than the cotangent's layout is for, as the base of
/// views is: its largest step and its offset.
Layout layoutOf(const Cotangent& cotangent, const Shape& shape);

/// Every stride 0: what backward gives the argument of a sum.
Layout sumLayout(size_t rank);

/// The nearest possible one for that many results of that shape and dtype.
Cotangent fitted(Cotangent cotangent, size_t results, const Shape& shape, DType dtype);

}  // namespace swapcheck
