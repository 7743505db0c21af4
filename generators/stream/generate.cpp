#include "generators/stream/generate.h"

#include <rapidcheck/shrinkable/Create.h>

#include "generators/parts/hash.h"
#include "generators/parts/weighted.h"
#include "generators/parts/weights.h"
#include "generators/simplify/simplify.h"
#include "generators/stream/steer.h"

namespace swapcheck {
namespace {

Operand drawOperand(Draw& draw, const SwapCase& swapCase) {
  Operand operand{draw(genLayout(swapCase.shape))};
  operand.requiresGrad = draw.chance(weights::kRequiresGradPercent);
  operand.leaf = draw.chance(weights::kLeafPercent);
  operand.saved = draw.chance(weights::kSavedPercent);
  operand.view = draw.chance(weights::kViewPercent);
  operand.inference = draw.chance(weights::kInferencePercent);
  operand.gathered = draw.chance(weights::kGatheredPercent);
  operand.hooked = draw.chance(weights::kHookedPercent);
  operand.conjugated = draw.chance(weights::kConjugatedPercent);
  operand.negated = draw.chance(weights::kNegatedPercent);
  return operand;
}

std::vector<Operand> drawOperands(Draw& draw, Family family, const SwapCase& swapCase) {
  std::vector<Operand> operands;
  const bool sameLayout = draw.chance(weights::kSameLayoutPercent);
  for (size_t k = 0; k < operandCountOf(family); ++k) {
    operands.push_back(drawOperand(draw, swapCase));
    if (sameLayout) operands.back().layout = operands.front().layout;
  }
  return operands;
}

Sharing drawSharing(Draw& draw) {
  static const auto genRelation = genWeighted<Relation>(weights::kRelation);
  return {draw(genRelation), draw.between(0, weights::kMaxShift), draw.chance(weights::kSharedSelectionPercent)};
}

std::vector<Layout> drawSelectionLayouts(Draw& draw, const Selection& selection) {
  std::vector<Layout> layouts;
  if (draw.chance(weights::kSelectionLayoutPercent))
    for (const Shape& shape : selectionShapes(selection)) layouts.push_back(draw(genLayout(shape)));
  return layouts;
}

Cotangent drawCotangent(Draw& draw, const Shape& shape) {
  static const auto genResults = genWeighted<CotangentResults>(weights::kCotangentResults);
  Cotangent cotangent{.results = draw(genResults), .zero = draw.chance(weights::kZeroCotangentPercent)};
  if (draw.chance(weights::kCotangentLayoutPercent)) cotangent.layout = draw(genLayout(shape));
  if (draw.chance(weights::kOnePlaceCotangentPercent)) cotangent.layout = sumLayout(shape.size());
  cotangent.conjugated = draw.chance(weights::kConjugatedPercent);
  cotangent.negated = draw.chance(weights::kNegatedPercent);
  cotangent.seed = draw.seed();
  return cotangent;
}

/// Some defect that the case can have.
Defect drawDefect(Draw& draw, const SwapCase& swapCase) {
  static_assert(std::size(weights::kDefect) == kDefectCount);
  std::vector<Defect> tickets;
  for (size_t k = 0; k < kDefectCount; ++k)
    if (isPossible(static_cast<Defect>(k), swapCase))
      tickets.insert(tickets.end(), weights::kDefect[k], static_cast<Defect>(k));
  return tickets[static_cast<size_t>(draw.between(0, std::ssize(tickets) - 1))];
}

Call drawCall(Draw& draw, int64_t numel) {
  const bool large = numel >= weights::kMinLargeNumel;
  Call call;
  if (draw.chance(large ? weights::kThreadedLargePercent : weights::kThreadedPercent))
    call.threads = draw.between(2, weights::kMostThreads);
  if (draw.chance(weights::kConcurrentPercent)) call.callers = draw.between(2, weights::kMostCallers);
  return call;
}

SwapCase drawCase(Draw& draw, Family family) {
  static const auto genDType = genWeighted<DType>(weights::kDType);
  static const auto genFill = genWeighted<Fill>(weights::kFill);
  SwapCase swapCase;
  swapCase.shape = draw(genShape(leastRankOf(family)));
  swapCase.dtype = draw(genDType);
  swapCase.fill = draw(genFill);
  swapCase.fillSeed = draw.seed();
  swapCase.operands = drawOperands(draw, family, swapCase);
  swapCase.selection = drawSelection(draw, family, swapCase.shape);
  swapCase.selectionLayouts = drawSelectionLayouts(draw, swapCase.selection);
  swapCase.sharing = drawSharing(draw);
  swapCase.guarded = draw.chance(weights::kGuardedPercent);
  swapCase.cotangent = drawCotangent(draw, swapCase.shape);
  swapCase.call = drawCall(draw, swapCase.numel());
  swapCase = fitted(std::move(swapCase));
  if (draw.chance(weights::kDefectPercent)) {
    swapCase.defect = drawDefect(draw, swapCase);
    swapCase.defectSeed = draw.seed();
  }
  return swapCase;
}

}  // namespace

Selection drawSelection(Draw& draw, Family family, const Shape& shape) {
  switch (family) {
    case Family::Whole: return WholeSelection{};
    case Family::Masked: return draw(genMask(shape));
    case Family::Indexed: return draw(genIndex(shape));
    case Family::Within: return draw(genPairs(shape));
  }
  return WholeSelection{};
}

rc::Gen<SwapCase> genCase(Family family) {
  return rc::Gen<SwapCase>([family](const rc::Random& random, int) {
    Draw draw(random);
    return rc::shrinkable::shrinkRecur(drawCase(draw, family), &simplerCases);
  });
}

SwapCase plainCaseAt(uint64_t seed, uint64_t number, Family family) {
  Draw draw(rc::Random({seed, number, static_cast<uint64_t>(family), 0}));
  return drawCase(draw, family);
}

SwapCase caseOfKind(uint64_t seed, uint64_t number, Family family, uint64_t kinds) {
  SwapCase swapCase = caseAt(seed, number % kinds, family);
  const uint64_t round = number / kinds;
  if (round == 0) return swapCase;
  swapCase.fillSeed = mixBits(swapCase.fillSeed ^ mixBits(round));
  std::visit(
      [&](auto& selection) {
        if constexpr (requires { selection.seed; }) selection.seed = mixBits(selection.seed ^ mixBits(round));
      },
      swapCase.selection);
  return swapCase;
}

SwapCase caseAt(uint64_t seed, uint64_t number, Family family) {
  if (number % 2 == 0) return plainCaseAt(seed, number, family);
  Draw draw(rc::Random({seed, number, static_cast<uint64_t>(family), 0}));
  return steeredCase(draw, family, mixBits(seed) % 65536 + number / 2, &drawCase);
}

}  // namespace swapcheck
