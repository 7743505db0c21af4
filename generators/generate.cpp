#include "generators/generate.h"

#include <rapidcheck/shrinkable/Create.h>

#include "generators/simplify.h"
#include "generators/weighted.h"
#include "generators/weights.h"

namespace swapcheck {
namespace {

std::vector<Operand> drawOperands(Draw& draw, Family family, size_t rank) {
  const auto genOneLayout = genLayout(rank);
  std::vector<Operand> operands(operandCountOf(family));
  const bool sameLayout = draw.chance(weights::kSameLayoutPercent);
  for (Operand& operand : operands) {
    const bool copies = sameLayout && &operand != &operands.front();
    operand.layout = copies ? operands.front().layout : draw(genOneLayout);
    operand.requiresGrad = draw.chance(weights::kRequiresGradPercent);
    operand.leaf = draw.chance(weights::kLeafPercent);
    operand.saved = draw.chance(weights::kSavedPercent);
  }
  return operands;
}

Selection drawSelection(Draw& draw, Family family, const Shape& shape) {
  switch (family) {
    case Family::Whole: return WholeSelection{};
    case Family::Masked: return draw(genMask(shape));
    case Family::Indexed: return draw(genIndex(shape));
    case Family::Within: return draw(genPairs(shape));
  }
  return WholeSelection{};
}

Call drawCall(Draw& draw, int64_t numel) {
  const bool large = numel > weights::kLargeNumel;
  Call call;
  if (draw.chance(large ? weights::kThreadedLargePercent : weights::kThreadedPercent))
    call.threads = draw.between(2, weights::kMostThreads);
  if (draw.chance(weights::kConcurrentPercent)) call.callers = draw.between(2, weights::kMostCallers);
  return call;
}

SwapCase drawCase(Draw& draw, Family family) {
  static const auto genDType = genWeighted<DType>(weights::kDType);
  static const auto genFill = genWeighted<Fill>(weights::kFill);
  static const auto genCotangentKind = genWeighted<CotangentKind>(weights::kCotangent);
  const bool needsDimension = family == Family::Indexed || family == Family::Within;
  SwapCase swapCase;
  swapCase.shape = draw(genShape(needsDimension ? 1 : 0));
  swapCase.dtype = draw(genDType);
  swapCase.fill = draw(genFill);
  swapCase.fillSeed = draw.seed();
  swapCase.operands = drawOperands(draw, family, swapCase.shape.size());
  swapCase.selection = drawSelection(draw, family, swapCase.shape);
  swapCase.cotangent = {draw(genCotangentKind), draw.seed()};
  swapCase.call = drawCall(draw, swapCase.numel());
  return fitted(std::move(swapCase));
}

}  // namespace

rc::Gen<SwapCase> genCase(Family family) {
  return rc::Gen<SwapCase>([family](const rc::Random& random, int) {
    Draw draw(random);
    return rc::shrinkable::shrinkRecur(drawCase(draw, family), &simplerCases);
  });
}

SwapCase caseAt(uint64_t seed, uint64_t number, Family family) {
  Draw draw(rc::Random({seed, number, static_cast<uint64_t>(family), 0}));
  return drawCase(draw, family);
}

}  // namespace swapcheck
