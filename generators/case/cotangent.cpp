#include "generators/case/cotangent.h"

#include <algorithm>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kCotangentResultsNames({
    NamedValue{CotangentResults::Each, "each"},
    {CotangentResults::Shared, "shared"},
    {CotangentResults::FirstOnly, "first-only"},
    {CotangentResults::SecondOnly, "second-only"},
});
static_assert(decltype(kCotangentResultsNames)::size() == kCotangentResultsCount);

}  // namespace

std::string_view cotangentResultsName(CotangentResults results) { return kCotangentResultsNames.of(results); }

Layout layoutOf(const Cotangent& cotangent, const Shape& shape) {
  const size_t rank = shape.size();
  if (!cotangent.layout) return contiguousLayout(rank);
  if (cotangent.layout->order.size() == rank) return *cotangent.layout;
  Layout layout = contiguousLayout(rank);
  const std::vector<int64_t>& steps = cotangent.layout->step;
  if (rank > 0 && !steps.empty())
    layout.step.back() = std::max<int64_t>(1, *std::max_element(steps.begin(), steps.end()));
  layout.offset = cotangent.layout->offset;
  return layout;
}

Layout sumLayout(size_t rank) {
  Layout layout = contiguousLayout(rank);
  std::fill(layout.step.begin(), layout.step.end(), int64_t{0});
  return layout;
}

Cotangent fitted(Cotangent cotangent, size_t results, const Shape& shape, DType dtype) {
  if (results < 2) cotangent.results = CotangentResults::Each;
  if (!isDifferentiable(dtype)) cotangent.negated = cotangent.conjugated = false;
  if (infoOf(dtype).kind != DTypeKind::Complex) cotangent.conjugated = false;
  if (cotangent.layout && cotangent.layout->order.size() != shape.size()) cotangent.layout.reset();
  if (cotangent.layout) fitWindow(*cotangent.layout);
  if (cotangent.layout == contiguousLayout(shape.size())) cotangent.layout.reset();
  return cotangent;
}

}  // namespace swapcheck
