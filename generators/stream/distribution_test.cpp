// The stream of cases has what the table of weights promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "generators/parts/weights.h"
#include "generators/stream/pairs.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

/// Shares of 20000 cases stray from their probability by under 0.004, one standard deviation.
constexpr double kTolerance = 0.02;

template <typename Predicate>
double shareOf(const std::vector<SwapCase>& cases, Predicate predicate) {
  return static_cast<double>(std::count_if(cases.begin(), cases.end(), predicate)) / static_cast<double>(cases.size());
}

template <size_t N>
double weightShare(const size_t (&weights)[N], size_t k) {
  return static_cast<double>(weights[k]) / static_cast<double>(std::accumulate(weights, weights + N, size_t{0}));
}

double percent(int64_t share) { return static_cast<double>(share) / 100; }

/// The cases of a family of which `predicate` holds.
template <typename Predicate>
std::vector<SwapCase> casesWhere(Family family, Predicate predicate) {
  std::vector<SwapCase> chosen;
  std::copy_if(manyCases(family).begin(), manyCases(family).end(), std::back_inserter(chosen), predicate);
  return chosen;
}

/// Drawn on every LibTorch, and skipped where there is no such dtype.
bool isUnsupportedDType(std::string_view feature) {
  return feature.starts_with("dtype.") && !canOccur(featureNamed(feature), Family::Whole);
}

class Stream : public testing::TestWithParam<Family> {
 protected:
  template <typename Predicate>
  double share(Predicate predicate) const {
    return shareOf(manyCases(GetParam()), predicate);
  }
};

INSTANTIATE_TEST_SUITE_P(Families, Stream, testing::ValuesIn(kFamilies), &familySuffix);

TEST_P(Stream, HasEveryFeatureThatItsFamilyCanHaveAndNoOther) {
  const std::vector<FeatureSet>& features = manyFeatures(GetParam());
  for (size_t k = 0; k < allFeatures().size(); ++k) {
    const auto occurs = std::count_if(features.begin(), features.end(), [k](const FeatureSet& f) { return f[k]; });
    const std::string_view name = allFeatures()[k].name;
    if (isUnsupportedDType(name)) continue;
    if (canOccur(k, GetParam()))
      EXPECT_GT(occurs, 15) << name;
    else
      EXPECT_EQ(occurs, 0) << name;
  }
}

TEST_P(Stream, HasRanksAsWeighted) {
  const size_t least = canOccur(featureNamed("rank.0"), GetParam()) ? 0 : 1;
  for (size_t rank = least; rank < std::size(weights::kRank); ++rank) {
    double expected = weightShare(weights::kRank, rank);
    if (rank == 1 && least == 1) expected += weightShare(weights::kRank, 0);
    EXPECT_NEAR(share([&](const SwapCase& c) { return c.shape.size() == rank; }), expected, kTolerance) << rank;
  }
}

TEST_P(Stream, HasDTypesFillsAndCotangentsAsWeighted) {
  for (const DTypeInfo& info : kDTypes)
    EXPECT_NEAR(share([&](const SwapCase& c) { return c.dtype == info.dtype; }),
                weightShare(weights::kDType, static_cast<size_t>(info.dtype)), kTolerance);
  for (size_t k = 0; k < kFillCount; ++k)
    EXPECT_NEAR(share([&](const SwapCase& c) { return c.fill == static_cast<Fill>(k); }),
                weightShare(weights::kFill, k), kTolerance);
  for (size_t k = 0; k < kCotangentResultsCount && GetParam() != Family::Within; ++k)
    EXPECT_NEAR(share([&](const SwapCase& c) { return c.cotangent.results == static_cast<CotangentResults>(k); }),
                weightShare(weights::kCotangentResults, k), kTolerance);
  EXPECT_NEAR(share([](const SwapCase& c) { return c.cotangent.zero; }), percent(weights::kZeroCotangentPercent),
              kTolerance);
}

TEST_P(Stream, HasEachExoticDTypeInAboutOneCaseOf150) {
  for (const DTypeInfo& info : kDTypes) {
    if (!isExotic(info.dtype)) continue;
    EXPECT_NEAR(share([&](const SwapCase& c) { return c.dtype == info.dtype; }), 1.0 / 150, 0.003) << info.name;
  }
}

TEST_P(Stream, HasLayoutsAsWeighted) {
  const auto first = [](const SwapCase& c) -> const Layout& { return c.operands.front().layout; };
  EXPECT_NEAR(share([&](const SwapCase& c) { return first(c).offset > 0; }), percent(weights::kOffsetPercent),
              kTolerance);
  const auto rank3 = casesWhere(GetParam(), [](const SwapCase& c) { return c.shape.size() == 3; });
  EXPECT_NEAR(shareOf(rank3, [&](const SwapCase& c) { return isPermuted(first(c)); }),
              percent(weights::kPermutedPercent) * 5 / 6, kTolerance * 2);
  EXPECT_NEAR(shareOf(rank3, [&](const SwapCase& c) { return isStepped(first(c)); }),
              percent(weights::kSteppedPercent) * 26 / 27, kTolerance * 2);
}

TEST_P(Stream, HasAutogradStateAsWeighted) {
  // Where memory is shared the autograd state has to go with it.
  const auto differentiable = casesWhere(GetParam(), [](const SwapCase& c) {
    return isDifferentiable(c.dtype) && c.sharing.operands == Relation::Separate &&
           maxMultiplicity(c.operands.front().layout, c.shape) == 1;
  });
  const auto first = [](const SwapCase& c) -> const Operand& { return c.operands.front(); };
  const double requires_ = percent(weights::kRequiresGradPercent);
  EXPECT_NEAR(shareOf(differentiable, [&](const SwapCase& c) { return first(c).requiresGrad; }), requires_, kTolerance);
  EXPECT_NEAR(shareOf(differentiable, [&](const SwapCase& c) { return !first(c).leaf; }),
              requires_ * percent(100 - weights::kLeafPercent), kTolerance);
  EXPECT_NEAR(shareOf(differentiable, [&](const SwapCase& c) { return first(c).saved; }),
              requires_ * percent(weights::kSavedPercent), kTolerance);
  EXPECT_NEAR(shareOf(differentiable, [&](const SwapCase& c) { return first(c).view; }),
              requires_ * percent(100 - weights::kLeafPercent) * percent(weights::kViewPercent), kTolerance);
  EXPECT_NEAR(shareOf(differentiable, [&](const SwapCase& c) { return first(c).inference; }),
              (1 - requires_) * percent(weights::kInferencePercent), kTolerance);
}

TEST_P(Stream, HasLazyViewsAsWeighted) {
  const auto complex = casesWhere(
      GetParam(), [](const SwapCase& c) { return c.dtype == DType::Complex64 || c.dtype == DType::Complex128; });
  const auto first = [](const SwapCase& c) -> const Operand& { return c.operands.front(); };
  EXPECT_NEAR(shareOf(complex, [&](const SwapCase& c) { return first(c).conjugated; }),
              percent(weights::kConjugatedPercent), kTolerance * 2);
  EXPECT_NEAR(shareOf(complex, [&](const SwapCase& c) { return first(c).negated; }), percent(weights::kNegatedPercent),
              kTolerance);
}

TEST_P(Stream, SharesMemoryAsWeighted) {
  EXPECT_NEAR(share([](const SwapCase& c) { return c.guarded; }), percent(weights::kGuardedPercent), kTolerance);
  EXPECT_NEAR(share([](const SwapCase& c) { return c.sharing.selection; }),
              GetParam() == Family::Whole ? 0 : percent(weights::kSharedSelectionPercent), kTolerance);
  if (GetParam() == Family::Within) return;
  const auto filled = casesWhere(GetParam(), [](const SwapCase& c) { return c.numel() > 0; });
  for (size_t k = 0; k < kRelationCount; ++k)
    EXPECT_NEAR(shareOf(filled, [&](const SwapCase& c) { return c.sharing.operands == static_cast<Relation>(k); }),
                weightShare(weights::kRelation, k), kTolerance);
}

TEST_P(Stream, HasBigTensorsAsWeighted) {
  const auto permille = [this](int64_t least, int64_t most) {
    return 1000 * share([&](const SwapCase& c) { return c.numel() >= least && c.numel() <= most; });
  };
  EXPECT_NEAR(permille(weights::kMaxNumel + 1, weights::kMinLargeNumel - 1), weights::kMediumPermille, 4);
  EXPECT_NEAR(permille(weights::kMinLargeNumel, INT64_MAX), weights::kLargePermille, 1.5);
}

TEST_P(Stream, HasDefectsAsWeighted) {
  EXPECT_NEAR(share([](const SwapCase& c) { return c.defect != Defect::None; }), percent(weights::kDefectPercent),
              kTolerance / 2);
}

TEST_P(Stream, HasThreadsAndCallersAsWeighted) {
  const auto small = casesWhere(GetParam(), [](const SwapCase& c) { return c.numel() < weights::kMinLargeNumel; });
  for (int64_t count = 2; count <= 4; ++count) {
    EXPECT_NEAR(shareOf(small, [&](const SwapCase& c) { return c.call.threads == count; }),
                percent(weights::kThreadedPercent) / 3, kTolerance / 3);
    EXPECT_NEAR(share([&](const SwapCase& c) { return c.call.callers == count; }),
                percent(weights::kConcurrentPercent) / 3, kTolerance / 3);
  }
}

TEST_P(Stream, HasEmptyTensorsAndTensorsOfOneElementButNotMany) {
  EXPECT_GT(share([](const SwapCase& c) { return c.numel() == 0; }), 0.03);
  EXPECT_LT(share([](const SwapCase& c) { return c.numel() == 0; }), 0.25);
  EXPECT_GT(share([](const SwapCase& c) { return c.numel() > 16; }), 0.2);
}

TEST(MaskedStream, HasPatternsAsWeightedOfMasksThatAreNotEmpty) {
  const auto cases = casesWhere(
      Family::Masked, [](const SwapCase& c) { return numelOf(std::get<MaskSelection>(c.selection).shape) > 0; });
  for (size_t k = 0; k < kMaskPatternCount; ++k)
    EXPECT_NEAR(shareOf(cases,
                        [&](const SwapCase& c) {
                          return std::get<MaskSelection>(c.selection).pattern == static_cast<MaskPattern>(k);
                        }),
                weightShare(weights::kMaskPattern, k), kTolerance);
}

TEST(MaskedStream, HasFullAndBroadcastAndZeroDimMasks) {
  const auto shapeOf = [](const SwapCase& c) { return std::get<MaskSelection>(c.selection).shape; };
  const auto isBroadcast = [&](const SwapCase& c) { return shapeOf(c) != c.shape; };
  const auto isZeroDim = [&](const SwapCase& c) { return shapeOf(c).empty(); };
  EXPECT_NEAR(shareOf(manyCases(Family::Masked), isBroadcast), 0.37, 0.05);
  const auto rank3 = casesWhere(Family::Masked, [](const SwapCase& c) { return c.shape.size() == 3; });
  EXPECT_NEAR(shareOf(rank3, isZeroDim), 0.05, 0.02);
}

TEST(MaskedStream, BroadcastsAMaskAlongAnyOneDimension) {
  const auto rank3 = casesWhere(Family::Masked, [](const SwapCase& c) {
    return c.shape.size() == 3 && std::find(c.shape.begin(), c.shape.end(), 1) == c.shape.end();
  });
  for (size_t d = 0; d < 3; ++d)
    EXPECT_GT(shareOf(rank3,
                      [d](const SwapCase& c) {
                        Shape stretched = c.shape;
                        stretched[d] = 1;
                        return std::get<MaskSelection>(c.selection).shape == stretched;
                      }),
              0.05)
        << d;
}

TEST(IndexedStream, HasPatternsAndSignsAsWeightedOfIndicesThatAreNotEmpty) {
  const auto selectionOf = [](const SwapCase& c) { return std::get<IndexSelection>(c.selection); };
  const auto cases = casesWhere(Family::Indexed, [&](const SwapCase& c) { return entriesOf(selectionOf(c)) > 0; });
  for (size_t k = 0; k < kIndexPatternCount; ++k)
    EXPECT_NEAR(
        shareOf(cases, [&](const SwapCase& c) { return selectionOf(c).pattern == static_cast<IndexPattern>(k); }),
        weightShare(weights::kIndexPattern, k), kTolerance);
  for (size_t k = 0; k < kIndexSignsCount; ++k)
    EXPECT_NEAR(shareOf(cases, [&](const SwapCase& c) { return selectionOf(c).signs == static_cast<IndexSigns>(k); }),
                weightShare(weights::kIndexSigns, k), kTolerance);
}

TEST(IndexedStream, HasShapesOfEveryForm) {
  const auto shapesOf = [](const SwapCase& c) { return std::get<IndexSelection>(c.selection).shapes; };
  const auto is1Dim = [](const Shape& s) { return s.size() == 1; };
  const auto areFlat = [&](const SwapCase& c) {
    const std::vector<Shape> shapes = shapesOf(c);
    return std::all_of(shapes.begin(), shapes.end(), is1Dim) && shapes == std::vector(shapes.size(), shapes.front());
  };
  const auto differ = [&](const SwapCase& c) { return shapesOf(c) != std::vector(shapesOf(c).size(), shapesOf(c)[0]); };
  EXPECT_NEAR(shareOf(manyCases(Family::Indexed), areFlat), 0.62, 0.05);
  const auto several = casesWhere(Family::Indexed, [&](const SwapCase& c) { return shapesOf(c).size() > 1; });
  EXPECT_NEAR(shareOf(several, differ), 0.17, 0.05);
}

TEST(WithinStream, CountsTheDimensionFromTheEndAsWeighted) {
  EXPECT_NEAR(shareOf(manyCases(Family::Within),
                      [](const SwapCase& c) { return std::get<PairSelection>(c.selection).dim < 0; }),
              percent(weights::kNegativeDimPercent), kTolerance);
}

}  // namespace
}  // namespace swapcheck
