// Shrinking comes to an end, at a plain case.
#include "generators/simplify/simplify.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "generators/case/features.h"
#include "generators/parts/draw.h"
#include "generators/parts/hash.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

constexpr int kMostSteps = 500;
/// Of them, up to 96 put one special number in place of many.
constexpr size_t kMostCandidates = 270;

std::vector<SwapCase> candidatesOf(const SwapCase& swapCase) {
  std::vector<SwapCase> candidates;
  auto simpler = simplerCases(swapCase);
  while (auto candidate = simpler.next()) candidates.push_back(std::move(*candidate));
  return candidates;
}

struct Descent {
  SwapCase end;
  int steps = 0;
  int evaluations = 0;
};

/// Takes the first simpler case that fails, again and again.
template <typename Fails>
Descent descend(SwapCase swapCase, Fails fails) {
  Descent descent{std::move(swapCase)};
  for (bool moved = true; moved && descent.steps < kMostSteps; descent.steps += moved) {
    moved = false;
    auto simpler = simplerCases(descent.end);
    while (auto candidate = simpler.next()) {
      ++descent.evaluations;
      if (!fails(*candidate)) continue;
      descent.end = std::move(*candidate);
      moved = true;
      break;
    }
  }
  return descent;
}

bool isPlain(const WholeSelection&, const Shape&) { return true; }
bool isPlain(const MaskSelection& mask, const Shape& shape) {
  return mask.pattern == MaskPattern::All && mask.shape == shape;
}
bool isPlain(const IndexSelection& index, const Shape&) {
  return index.pattern == IndexPattern::Distinct && index.signs == IndexSigns::None && index.seed == 0 &&
         (index.shapes == flatIndexShapes(1, 1) || index.shapes == flatIndexShapes(1, 0));
}
bool isPlain(const PairSelection& pairs, const Shape&) { return pairs.dim == 0 && pairs.pairs <= 1 && pairs.seed == 0; }

bool isPlain(const Operand& operand) { return operand == Operand{contiguousLayout(operand.layout.order.size())}; }

/// A feature that is about many elements keeps many; values at the end of a range may stand late in their pattern.
int64_t mostElementsFor(std::string_view feature) {
  if (feature == "size.large") return 33500;
  if (feature == "size.medium") return 280;
  return feature.starts_with("value.") ? 128 : 32;
}

class Shrinking : public testing::TestWithParam<Family> {
 protected:
  /// The first `count` cases of the family.
  std::span<const SwapCase> cases(size_t count) const { return std::span(manyCases(GetParam())).first(count); }
};

INSTANTIATE_TEST_SUITE_P(Families, Shrinking, testing::ValuesIn(kFamilies), &familySuffix);

TEST_P(Shrinking, OffersOnlyPossibleCasesThatDifferFromTheirOrigin) {
  for (const SwapCase& swapCase : cases(1000))
    for (const SwapCase& candidate : candidatesOf(swapCase)) {
      ASSERT_FALSE(problemOf(candidate)) << jsonText(candidate);
      ASSERT_NE(candidate, swapCase);
      ASSERT_EQ(candidate.family(), swapCase.family());
      ASSERT_EQ(candidate.defect, swapCase.defect);
    }
}

TEST_P(Shrinking, OffersFewCasesAtATimeAndNoneTwice) {
  for (const SwapCase& swapCase : cases(1000)) {
    std::vector<SwapCase> candidates = candidatesOf(swapCase);
    ASSERT_LT(candidates.size(), kMostCandidates) << jsonText(swapCase);
    for (size_t k = 0; k < candidates.size(); ++k)
      ASSERT_EQ(std::find(candidates.begin(), candidates.end(), candidates[k]) - candidates.begin(), k);
  }
}

TEST_P(Shrinking, EndsAtATinyPlainCaseWhenEverythingFails) {
  for (const SwapCase& drawn : cases(1000)) {
    const SwapCase swapCase = withoutDefect(drawn);
    const Descent descent = descend(swapCase, [](const SwapCase&) { return true; });
    const SwapCase& end = descent.end;
    ASSERT_LT(descent.steps, kMostSteps);
    EXPECT_LE(end.shape.size(), 1u);
    EXPECT_LE(end.numel(), 1);
    EXPECT_EQ(end.dtype, DType::Float32);
    EXPECT_EQ(end.fill, Fill::Distinct);
    EXPECT_EQ(end.fillSeed, 0u);
    EXPECT_EQ(end.cotangent, Cotangent{});
    EXPECT_EQ(end.call, Call{});
    for (const Operand& operand : end.operands) EXPECT_TRUE(isPlain(operand)) << jsonText(end);
    EXPECT_TRUE(std::visit([&](const auto& selection) { return isPlain(selection, end.shape); }, end.selection))
        << jsonText(end);
  }
}

TEST_P(Shrinking, KeepsADefectAndSimplifiesAllElse) {
  for (const SwapCase& drawn : cases(100))
    for (Defect defect : possibleDefects(drawn)) {
      SwapCase swapCase = drawn;
      swapCase.defect = defect;
      swapCase.defectSeed = 0xabcdef01;
      const SwapCase end = descend(swapCase, [](const SwapCase&) { return true; }).end;
      EXPECT_EQ(end.defect, defect);
      EXPECT_EQ(end.defectSeed, 0u);
      EXPECT_LE(end.numel(), 4) << jsonText(end);
      EXPECT_EQ(end.dtype, DType::Float32);
      EXPECT_EQ(end.fillSeed, 0u);
      for (const Operand& operand : end.operands) EXPECT_TRUE(isPlain(operand)) << jsonText(end);
    }
}

TEST_P(Shrinking, KeepsAnyOneFeatureOnAShortWayDown) {
  for (size_t f = 0; f < allFeatures().size(); ++f) {
    const auto hasFeature = [f](const SwapCase& c) { return allFeatures()[f].holds(c, hostInputsOf(c)); };
    for (const SwapCase& swapCase : cases(40)) {
      if (!hasFeature(swapCase)) continue;
      const Descent descent = descend(swapCase, hasFeature);
      ASSERT_LT(descent.steps, kMostSteps) << allFeatures()[f].name;
      ASSERT_TRUE(hasFeature(descent.end)) << allFeatures()[f].name;
      EXPECT_LE(descent.end.numel(), mostElementsFor(allFeatures()[f].name))
          << allFeatures()[f].name << " " << jsonText(descent.end);
      EXPECT_LT(descent.evaluations, 1500) << allFeatures()[f].name << " " << jsonText(swapCase);
    }
  }
}

TEST(ShrinkingOfManyDimensions, EndsJustBeyondTheThresholdInOne) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.shape = {16, 2049};
  const Descent descent = descend(swapCase, [](const SwapCase& c) { return c.numel() > 32768; });
  EXPECT_EQ(descent.end.shape, Shape{32769});
}

/// What LibTorch's vector loops do with a zero: some elements are needed, and one of the first is zero.
TEST(ShrinkingOfZeros, KeepsOneAmongFewElementsWhereAFillHadItByChance) {
  const auto isZeroAmongFour = [](const SwapCase& c) {
    if (c.numel() < 4 || c.dtype != DType::Complex64) return false;
    const std::vector<double> first = componentsOf(hostInputsOf(c).operands[0]);
    return std::any_of(first.begin(), first.begin() + 8, [](double component) { return component == 0; });
  };
  size_t met = 0;
  for (uint64_t seed = 0; met < 10; ++seed) {
    SwapCase swapCase = plainCase(WholeSelection{});
    swapCase.shape = {16, 12};
    swapCase.dtype = DType::Complex64;
    swapCase.fill = Fill::Dyadic;
    swapCase.fillSeed = seed;
    if (!isZeroAmongFour(swapCase)) continue;
    ++met;
    const Descent descent = descend(swapCase, isZeroAmongFour);
    EXPECT_EQ(descent.end.shape, Shape{4}) << jsonText(descent.end);
    EXPECT_EQ(descent.end.fill, Fill::OneSpecial) << jsonText(descent.end);
    EXPECT_LT(descent.evaluations, 300);
  }
}

TEST(ShrinkingOfSquares, MakesDimensionsOfEqualSizeSmallerTogether) {
  SwapCase swapCase = plainCase(WholeSelection{});
  swapCase.shape = {5, 5};
  const auto isSquare = [](const SwapCase& c) {
    return c.shape.size() == 2 && c.shape[0] == c.shape[1] && c.shape[0] > 1;
  };
  EXPECT_EQ(descend(swapCase, isSquare).end.shape, (Shape{2, 2}));
}

/// What flattens each of them instead of broadcasting them together is wrong only where they have as many elements.
TEST(ShrinkingOfIndices, MakesTensorsThatBroadcastSmallerTogether) {
  const auto loseEntriesWhenFlat = [](const SwapCase& c) {
    const auto& index = std::get<IndexSelection>(c.selection);
    const int64_t each = numelOf(index.shapes.front());
    return entriesOf(index) > each &&
           std::all_of(index.shapes.begin(), index.shapes.end(), [=](const Shape& s) { return numelOf(s) == each; });
  };
  for (const Shape& across : {Shape{1, 20}, Shape{20}}) {
    SwapCase swapCase = plainCase(IndexSelection{.shapes = {{20, 1}, across}});
    swapCase.shape = {17, 24};
    const SwapCase end = descend(swapCase, loseEntriesWhenFlat).end;
    EXPECT_EQ(end.numel(), 4) << jsonText(end);
  }
}

TEST(ShrinkingOfIndices, KeepsTensorsOfDifferentNumbersOfElementsSmall) {
  const auto areOfDifferentNumel = [](const SwapCase& c) {
    std::set<int64_t> numels;
    for (const Shape& shape : std::get<IndexSelection>(c.selection).shapes) numels.insert(numelOf(shape));
    numels.erase(1);
    return numels.size() > 1;
  };
  SwapCase swapCase = plainCase(IndexSelection{.pattern = IndexPattern::Cover, .shapes = {{31, 1}, {1, 19}, {19}}});
  swapCase.shape = {7, 12, 7};
  for (Operand& operand : swapCase.operands) operand.layout = contiguousLayout(3);
  const Descent descent = descend(swapCase, areOfDifferentNumel);
  EXPECT_LE(descent.end.numel(), 6) << jsonText(descent.end);
  EXPECT_LT(descent.evaluations, 300);
}

TEST_P(Shrinking, EndsUnderAnyFixedVerdictOnEachCase) {
  for (uint64_t salt = 0; salt < 10; ++salt) {
    const auto fails = [salt](const SwapCase& c) {
      return mixBits(std::hash<std::string>{}(jsonText(c)) ^ salt) % 3 != 0;
    };
    for (const SwapCase& swapCase : cases(10)) EXPECT_LT(descend(swapCase, fails).steps, kMostSteps);
  }
}

RC_GTEST_PROP(ShrinkingAtRandom, AlwaysComesToAnEnd, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  SwapCase swapCase = draw(genAnyCase());
  for (int step = 0;; ++step) {
    RC_ASSERT(step < kMostSteps);
    const std::vector<SwapCase> candidates = candidatesOf(swapCase);
    if (candidates.empty()) return;
    swapCase = candidates[static_cast<size_t>(draw.between(0, static_cast<int64_t>(candidates.size()) - 1))];
  }
}

}  // namespace
}  // namespace swapcheck
