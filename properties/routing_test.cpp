// The oracle obeys the algebra of swaps.
#include "properties/routing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "generators/parts/draw.h"
#include "generators/stream/generate.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

using Tensors = std::vector<HostTensor>;

Routing routingOf(const SwapCase& swapCase) { return routingOf(swapCase, hostInputsOf(swapCase).selection); }

/// As many operands as the family has, whose whole numbers are all different.
Tensors labelled(const SwapCase& swapCase) {
  Tensors operands;
  for (size_t k = 0; k < swapCase.operands.size(); ++k)
    operands.push_back(filled(DType::Int64, swapCase.shape, Fill::Distinct, 0, static_cast<int>(k)));
  return operands;
}

Tensors randomNumbers(const SwapCase& swapCase, uint64_t seed) {
  Tensors tensors;
  for (size_t k = 0; k < swapCase.operands.size(); ++k)
    tensors.push_back(filled(DType::Int64, swapCase.shape, Fill::Dyadic, seed, static_cast<int>(k)));
  return tensors;
}

/// Exact: no product is over 2^16 and there are under 2^10 of them.
double inner(const Tensors& a, const Tensors& b) {
  double sum = 0;
  for (size_t k = 0; k < a.size(); ++k)
    for (int64_t i = 0; i < a[k].numel(); ++i)
      sum += readComponent(DType::Int64, a[k].at(i)) * readComponent(DType::Int64, b[k].at(i));
  return sum;
}

Routing identityOf(const SwapCase& swapCase) {
  Routing routing{swapCase.numel(),
                  std::vector<int64_t>(swapCase.operands.size() * static_cast<size_t>(swapCase.numel()))};
  std::iota(routing.source.begin(), routing.source.end(), int64_t{0});
  return routing;
}

Routing routingUnder(const SwapCase& swapCase, const MaskSelection& mask) {
  SwapCase other = swapCase;
  other.selection = mask;
  other.selectionLayouts.clear();
  return routingOf(other);
}

RC_GTEST_PROP(Routing, IsAPermutationOfAllOperandPositions, ()) {
  const SwapCase swapCase = *genAnyCase();
  Routing routing = routingOf(swapCase);
  std::sort(routing.source.begin(), routing.source.end());
  RC_ASSERT(routing == identityOf(swapCase));
}

RC_GTEST_PROP(Routing, TwiceGivesTheOperandsBack, ()) {
  const SwapCase swapCase = *genAnyCase();
  const Routing routing = routingOf(swapCase);
  const Tensors operands = labelled(swapCase);
  RC_ASSERT(routed(routing, routed(routing, operands)) == operands);
}

RC_GTEST_PROP(Routing, ExchangesTheResultsWhenTheOperandsAreExchanged, ()) {
  const SwapCase swapCase =
      *rc::gen::mapcat(rc::gen::element(Family::Whole, Family::Masked, Family::Indexed), &genCase);
  const Routing routing = routingOf(swapCase);
  const Tensors operands = labelled(swapCase);
  const Tensors results = routed(routing, operands);
  RC_ASSERT(routed(routing, {operands[1], operands[0]}) == Tensors({results[1], results[0]}));
}

RC_GTEST_PROP(Routing, OfAPairLeavesEveryElementAtItsPlaceInOneOfTheResults, ()) {
  const SwapCase swapCase =
      *rc::gen::mapcat(rc::gen::element(Family::Whole, Family::Masked, Family::Indexed), &genCase);
  const Routing routing = routingOf(swapCase);
  for (size_t r = 0; r < routing.source.size(); ++r)
    RC_ASSERT(routing.source[r] % routing.numel == static_cast<int64_t>(r) % routing.numel);
}

RC_GTEST_PROP(RoutedBack, IsTheAdjointOfRouted, (uint64_t seed)) {
  const SwapCase swapCase = *genAnyCase();
  const Routing routing = routingOf(swapCase);
  const Tensors v = randomNumbers(swapCase, seed);
  const Tensors w = randomNumbers(swapCase, ~seed);
  RC_ASSERT(inner(routedBack(routing, w), v) == inner(w, routed(routing, v)));
}

TEST(RoutedBack, InvertsAPermutationThatIsNoInvolution) {
  const Routing cycle{3, {1, 2, 0}};
  const Tensors operand = {tensorOf(DType::Int64, {3}, {10, 20, 30})};
  EXPECT_EQ(routed(cycle, operand), Tensors{tensorOf(DType::Int64, {3}, {20, 30, 10})});
  EXPECT_EQ(routedBack(cycle, operand), Tensors{tensorOf(DType::Int64, {3}, {30, 10, 20})});
}

RC_GTEST_PROP(SwappedPositions, AreThoseWhereTheFirstResultDiffersFromTheFirstOperand, ()) {
  const SwapCase swapCase = *genAnyCase();
  const Routing routing = routingOf(swapCase);
  const Tensors operands = labelled(swapCase);
  const Tensors results = routed(routing, operands);
  std::vector<int64_t> moved;
  for (int64_t i = 0; i < swapCase.numel(); ++i)
    if (!std::equal(results[0].at(i), results[0].at(i) + 8, operands[0].at(i))) moved.push_back(i);
  RC_ASSERT(swappedPositions(routing) == moved);
}

TEST(Routing, OfAWholeSwapExchangesBothOperands) {
  EXPECT_EQ(routingOf(plainCase(WholeSelection{})), (Routing{6, {6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5}}));
}

RC_GTEST_PROP(MaskRouting, OfAFullMaskIsTheWholeSwapAndOfAnEmptyOneTheIdentity, ()) {
  const SwapCase swapCase = *genCase(Family::Masked);
  SwapCase whole = swapCase;
  whole.selection = WholeSelection{};
  whole.selectionLayouts.clear();
  const Shape& shape = std::get<MaskSelection>(swapCase.selection).shape;
  RC_ASSERT(routingUnder(swapCase, {MaskPattern::All, shape}) == routingOf(whole));
  RC_ASSERT(routingUnder(swapCase, {MaskPattern::None, shape}) == identityOf(swapCase));
}

RC_GTEST_PROP(MaskRouting, OfTwoSwapsIsThatOfTheExclusiveOr, (uint64_t seed)) {
  const SwapCase swapCase = *genCase(Family::Masked);
  const Shape& shape = std::get<MaskSelection>(swapCase.selection).shape;
  const HostTensor one = hostInputsOf(swapCase).selection.front();
  const HostTensor other = maskOf({MaskPattern::Random, shape, 50, seed});
  HostTensor both = one;
  for (size_t k = 0; k < both.bytes.size(); ++k) both.bytes[k] ^= other.bytes[k];
  const Tensors operands = labelled(swapCase);
  const Tensors twice = routed(routingOf(swapCase, {other}), routed(routingOf(swapCase, {one}), operands));
  RC_ASSERT(twice == routed(routingOf(swapCase, {both}), operands));
}

RC_GTEST_PROP(IndexRouting, DoesNotDependOnOrderOrRepetition, ()) {
  const SwapCase swapCase = *genCase(Family::Indexed);
  const Tensors selection = hostInputsOf(swapCase).selection;
  const std::vector<int64_t> named = namedPositions(selection, swapCase.shape);
  const Shape leading(swapCase.shape.begin(), swapCase.shape.begin() + static_cast<long>(selection.size()));
  std::vector<std::vector<int64_t>> twiceBackwards(selection.size());
  for (int time : {1, 2})
    for (size_t k = named.size(); k-- > 0;)
      for (size_t d = 0; d < leading.size(); ++d)
        twiceBackwards[d].push_back(coordinatesOf(named[k], leading)[d] - (time == 2 ? leading[d] : 0));
  Tensors longer;
  for (const std::vector<int64_t>& values : twiceBackwards) longer.push_back(indexTensor(values));
  RC_ASSERT(routingOf(swapCase, longer) == routingOf(swapCase, selection));
}

RC_GTEST_PROP(IndexRouting, OfEverythingIsTheWholeSwap, ()) {
  SwapCase swapCase = *genCase(Family::Indexed);
  swapCase.selectionLayouts.clear();  // an expanded tensor repeats one index
  auto& index = std::get<IndexSelection>(swapCase.selection);
  SwapCase whole = swapCase;
  whole.selection = WholeSelection{};
  for (IndexPattern pattern : {IndexPattern::Everything, IndexPattern::Cover}) {
    index.pattern = pattern;
    index.shapes = flatIndexShapes(index.shapes.size(), 0);
    RC_ASSERT(routingOf(fitted(swapCase)) == routingOf(fitted(whole)));
  }
}

RC_GTEST_PROP(IndexRouting, DoesNotDependOnHowItsIndicesAreSigned, ()) {
  SwapCase swapCase = *genCase(Family::Indexed);
  auto& index = std::get<IndexSelection>(swapCase.selection);
  index.signs = IndexSigns::None;
  const Routing routing = routingOf(swapCase);
  index.signs = IndexSigns::All;
  RC_ASSERT(routingOf(swapCase) == routing);
}

RC_GTEST_PROP(WithinRouting, DoesNotDependOnWhichIndexComesFirst, ()) {
  const SwapCase swapCase = *genCase(Family::Within);
  const Tensors selection = hostInputsOf(swapCase).selection;
  RC_ASSERT(routingOf(swapCase, {selection[1], selection[0]}) == routingOf(swapCase, selection));
}

RC_GTEST_PROP(WithinRouting, OfADimensionCountedFromTheEndIsThatCountedFromTheFront, ()) {
  SwapCase swapCase = *genCase(Family::Within);
  const Routing routing = routingOf(swapCase);
  int64_t& dim = std::get<PairSelection>(swapCase.selection).dim;
  const auto rank = static_cast<int64_t>(swapCase.shape.size());
  dim += dim < 0 ? rank : -rank;
  RC_ASSERT(routingOf(swapCase) == routing);
}

}  // namespace
}  // namespace swapcheck
