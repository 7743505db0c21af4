// Pairs of features: the rules of which go together, and how soon the stream has them all.
#include "generators/stream/pairs.h"

#include <fmt/format.h>

#include <set>

#include "generators/stream/generate.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

/// The pairs that cases of some family can have, as places in `allFeatures()`.
const std::set<std::pair<size_t, size_t>>& allFeasiblePairs() {
  static const auto feasible = [] {
    std::set<std::pair<size_t, size_t>> pairs;
    for (Family family : kFamilies)
      for (const auto& [first, second] : feasiblePairs(family)) pairs.emplace(first, second);
    return pairs;
  }();
  return feasible;
}

bool areFeasible(std::string_view one, std::string_view other) {
  return allFeasiblePairs().count(std::minmax(featureNamed(one), featureNamed(other))) > 0;
}

TEST(Pairs, ExcludeWhatContradictsItself) {
  EXPECT_FALSE(areFeasible("rank.1", "rank.2"));
  EXPECT_FALSE(areFeasible("mask.all", "index.negative"));
  EXPECT_FALSE(areFeasible("layout.conjugated", "dtype.float32"));
  EXPECT_FALSE(areFeasible("layout.channels-last", "rank.3"));
  EXPECT_FALSE(areFeasible("grad.view", "dtype.int64"));
}

TEST(Pairs, TakeTheRest) {
  EXPECT_TRUE(areFeasible("layout.conjugated", "dtype.complex128"));
  EXPECT_TRUE(areFeasible("layout.channels-last", "rank.5"));
  EXPECT_TRUE(areFeasible("mask.all", "size.large"));
}

constexpr uint64_t kCases = 20000;

/// Pairs that cases 0 to 19999 of a seed had, all families together, and those that were feasible.
struct Coverage {
  size_t seen = 0;
  size_t feasible = 0;
  std::vector<std::string> unseen;
};

template <typename CaseOf>
PairCounts countsOf(CaseOf caseOf) {
  PairCounts counts;
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < kCases; ++number)
      if (const SwapCase swapCase = caseOf(1, number, family); isSupported(swapCase.dtype))
        counts.add(featuresOf(swapCase));
  return counts;
}

Coverage coverageOf(const PairCounts& counts) {
  Coverage coverage;
  coverage.feasible = allFeasiblePairs().size();
  for (const auto& [first, second] : allFeasiblePairs())
    if (counts.count({first, second}) > 0)
      ++coverage.seen;
    else
      coverage.unseen.push_back(fmt::format("{} + {}", allFeatures()[first].name, allFeatures()[second].name));
  return coverage;
}

const PairCounts& steeredCounts() {
  static const PairCounts counts = countsOf(&caseAt);
  return counts;
}

/// Defects are counted alone.
bool isOfDefect(size_t feature) { return allFeatures()[feature].name.starts_with("defect."); }

TEST(Pairs, AreNeverSeenWhereTheRulesExcludeThem) {
  for (size_t first = 0; first < allFeatures().size(); ++first)
    for (size_t second = first + 1; second < allFeatures().size(); ++second) {
      if (isOfDefect(first) || isOfDefect(second) || allFeasiblePairs().count({first, second})) continue;
      EXPECT_EQ(steeredCounts().count({first, second}), 0)
          << allFeatures()[first].name << " + " << allFeatures()[second].name;
    }
}

TEST(Pairs, AreSeenAlmostAllWithin20000CasesAndSoonerThanByChance) {
  const Coverage steered = coverageOf(steeredCounts());
  const Coverage plain = coverageOf(countsOf(&plainCaseAt));
  RecordProperty("steered", fmt::format("{} of {}", steered.seen, steered.feasible));
  RecordProperty("plain", fmt::format("{} of {}", plain.seen, plain.feasible));
  EXPECT_GE(static_cast<double>(steered.seen), 0.99 * static_cast<double>(steered.feasible))
      << fmt::format("{}", fmt::join(steered.unseen, "\n"));
  EXPECT_GT(steered.seen, plain.seen);
}

class SteeredCases : public testing::TestWithParam<Family> {};

INSTANTIATE_TEST_SUITE_P(Families, SteeredCases, testing::ValuesIn(kFamilies), &familySuffix);

TEST_P(SteeredCases, ArePossibleAndStayAsTheyAreWhenFitted) {
  for (uint64_t number = 1; number < 10000; number += 2) {
    const SwapCase swapCase = caseAt(1, number, GetParam());
    const auto problem = problemOf(swapCase);
    ASSERT_FALSE(problem) << problem->field << ": " << problem->message << " " << jsonText(swapCase);
    ASSERT_EQ(fitted(swapCase), swapCase) << jsonText(swapCase);
  }
}

}  // namespace
}  // namespace swapcheck
