#include "harness/sweep/data.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "generators/tensors/materialise.h"

namespace swapcheck {
namespace {

constexpr int64_t kElements = 1024;

const SweepData& data() {
  static const SweepData prepared(kElements, {std::begin(kFamilies), std::end(kFamilies)});
  return prepared;
}

/// All elements, as numbers that double holds exactly.
std::vector<double> valuesOf(const at::Tensor& tensor) { return componentsOf(*readTensor(tensor)); }

/// Share of the elements that are true in all masks of that density.
double trueShare(double density) {
  size_t count = 0, all = 0;
  for (const SweepSelection& selection : data().selections(Family::Masked, density))
    for (double element : valuesOf(selection[0])) {
      count += element == 1;
      ++all;
    }
  return static_cast<double>(count) / static_cast<double>(all);
}

TEST(SweepData, MasksHaveTheirDensity) {
  EXPECT_EQ(trueShare(0), 0);
  EXPECT_NEAR(trueShare(0.5), 0.5, 0.01);
  EXPECT_EQ(trueShare(1), 1);
}

TEST(SweepData, RotationIsLongerThanABranchPredictorRemembers) {
  std::set<std::vector<double>> different;
  const auto& masks = data().selections(Family::Masked, 0.5);
  for (const SweepSelection& selection : masks) different.insert(valuesOf(selection[0]));
  EXPECT_EQ(different.size(), masks.size());
  EXPECT_GE(static_cast<int64_t>(different.size()) * kElements, 4 * 32768);
  EXPECT_EQ(rotationOf(int64_t{1} << 22), 2u);
}

TEST(SweepData, IndicesAreDistinctPositionsAndNotSorted) {
  for (double density : kSweepDensities) {
    const auto positions = valuesOf(data().selections(Family::Indexed, density)[0][0]);
    EXPECT_EQ(static_cast<double>(positions.size()), density * kElements);
    const std::set<double> distinct(positions.begin(), positions.end());
    EXPECT_EQ(distinct.size(), positions.size());
    EXPECT_EQ(positions.size() > 1, !std::is_sorted(positions.begin(), positions.end()));
    if (!positions.empty()) {
      EXPECT_GE(*distinct.begin(), 0);
      EXPECT_LT(*distinct.rbegin(), kElements);
    }
  }
}

TEST(SweepData, IndicesRotate) {
  const auto& indices = data().selections(Family::Indexed, 0.5);
  EXPECT_EQ(indices.size(), rotationOf(kElements));
  EXPECT_NE(valuesOf(indices[0][0]), valuesOf(indices[1][0]));
}

TEST(SweepData, HalfOfTheRowsAreInAPair) {
  const auto& selection = data().selections(Family::Within, std::nullopt)[0];
  std::vector<double> rows = valuesOf(selection[0]);
  for (double row : valuesOf(selection[1])) rows.push_back(row);
  EXPECT_EQ(static_cast<int64_t>(rows.size()), kElements / kWithinColumns / 2);
  EXPECT_EQ(std::set<double>(rows.begin(), rows.end()).size(), rows.size());
}

TEST(SweepData, OperandsDifferAndRequireGradForABackwardOnly) {
  for (Family family : kFamilies) {
    const auto& plain = data().operands(family, SweepPass::Forward);
    const auto& withGrad = data().operands(family, SweepPass::ForwardBackward);
    ASSERT_EQ(plain.size(), withGrad.size());
    EXPECT_EQ(plain.size(), data().cotangents(family).size());
    for (size_t k = 0; k < plain.size(); ++k) {
      EXPECT_FALSE(plain[k].requires_grad());
      EXPECT_TRUE(withGrad[k].requires_grad() && withGrad[k].is_leaf());
      EXPECT_EQ(plain[k].sizes(), data().cotangents(family)[k].sizes());
    }
  }
  const auto& whole = data().operands(Family::Whole, SweepPass::Forward);
  EXPECT_NE(valuesOf(whole[0]), valuesOf(whole[1]));
}

TEST(SweepData, FamilyThatWasNotPreparedIsRefused) {
  const SweepData none(kElements, {Family::Whole});
  EXPECT_THROW(none.selections(Family::Masked, 0.5), std::out_of_range);
}

}  // namespace
}  // namespace swapcheck
