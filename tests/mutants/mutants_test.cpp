// Every mutant is found by the property it names; what they vary is right.
#include <gtest/gtest.h>

#include <set>

#include "contract.h"
#include "generators/stream/generate.h"
#include "harness/judging/judging_process.h"
#include "properties/property.h"
#include "right.h"
#include "tally.h"

namespace swapcheck {
namespace {

/// Cases of one seed within which a mutant has to be found: bounded by cases, that slow machines see the same.
constexpr int64_t kCases = 3000;
constexpr double kForever = 1e9;

const Mutants& mutants() {
  static const Mutants all = allMutants();
  return all;
}

class MutantsTest : public testing::TestWithParam<size_t> {
 protected:
  void SetUp() override { becomeJudge(); }
};

TEST_P(MutantsTest, IsCaughtByThePropertyThatItNames) {
  const Mutant& mutant = mutants()[GetParam()];
  ASSERT_NE(findProperty(mutant.property), nullptr) << mutant.property;
  const Detection detection = detect(mutant, 1, {kCases, kForever}, false);
  EXPECT_TRUE(detection.caught) << mutant.strategy.name << ": " << mutant.mistake;
}

std::string testNameOf(const testing::TestParamInfo<size_t>& info) {
  std::string name = mutants()[info.param].strategy.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, MutantsTest, testing::Range(size_t{0}, allMutants().size()), testNameOf);

TEST(Mutants, AreAtLeast64UnderDifferentNames) {
  std::set<std::string> names;
  for (const Mutant& mutant : mutants()) names.insert(mutant.strategy.name);
  EXPECT_EQ(names.size(), mutants().size());
  EXPECT_GE(names.size(), 64u);
}

TEST(Mutants, NameTheirFamilyAndSayWhatIsWrong) {
  for (const Mutant& mutant : mutants()) {
    const std::string family(familyName(familyOf(mutant.strategy.swap)));
    EXPECT_TRUE(mutant.strategy.name.starts_with("mutant." + family + "-")) << mutant.strategy.name;
    EXPECT_GT(mutant.mistake.size(), 15u) << mutant.strategy.name;
    EXPECT_TRUE(mutant.seenIn.empty() || mutant.seenIn.starts_with("https://")) << mutant.seenIn;
  }
}

TEST(Mutants, AreOfEveryFamily) {
  std::set<Family> families;
  for (const Mutant& mutant : mutants()) families.insert(familyOf(mutant.strategy.swap));
  EXPECT_EQ(families.size(), std::size(kFamilies));
}

TEST(Mutants, NameEveryProperty) {
  std::set<std::string> named, properties;
  for (const Mutant& mutant : mutants()) named.insert(mutant.property);
  for (const Property& property : allProperties()) properties.insert(std::string(property.id));
  EXPECT_EQ(named, properties);
}

/// What falls of the right swaps that the mutants vary.
std::vector<std::string> othersThatFall(const std::string& name, Swap swap) {
  Mutants right;
  addMutant(right, name, "no property", "nothing is wrong with it", std::move(swap));
  return detect(right.front(), 1, {300, kForever}, false).others;
}

TEST(RightSwaps, AreVerified) {
  becomeJudge();
  const std::vector<std::string> nothing;
  EXPECT_EQ(othersThatFall("whole-right", WholeSwap(right::whole)), nothing);
  EXPECT_EQ(othersThatFall("masked-right", MaskedSwap(right::masked)), nothing);
  EXPECT_EQ(othersThatFall("indexed-right", IndexedSwap(right::indexed)), nothing);
  EXPECT_EQ(othersThatFall("within-right", WithinSwap(right::within)), nothing);
}

Detection caughtAfter(double seconds, int64_t shrunkElements) {
  Detection detection;
  detection.caught = true;
  detection.seconds = seconds;
  detection.shrunkElements = shrunkElements;
  return detection;
}

TEST(Bars, AreReachedByQuickDetectionsThatShrinkWell) {
  const Tally tally = {{&mutants()[0], {caughtAfter(0.1, 1), caughtAfter(0.2, 8)}}};
  EXPECT_TRUE(missedBars(tally, {90, 1, 10, 4.5, 8}).empty());
}

TEST(Bars, AreMissedByWhatIsNotCaught) { EXPECT_FALSE(missedBars({{&mutants()[0], {Detection{}}}}, Bars{}).empty()); }

TEST(Bars, AreMissedBySlowSearches) {
  EXPECT_EQ(missedBars({{&mutants()[0], {caughtAfter(2, 1)}}}, Bars{}).size(), 1u);
  EXPECT_EQ(missedBars({{&mutants()[0], {caughtAfter(10, 1)}}}, Bars{}).size(), 2u);
}

TEST(Bars, AreMissedByLargeCounterexamples) {
  EXPECT_EQ(missedBars({{&mutants()[0], {caughtAfter(0.1, 3)}}}, Bars{}).size(), 1u);
  EXPECT_EQ(missedBars({{&mutants()[0], {caughtAfter(0.1, 9)}}}, Bars{}).size(), 2u);
}

TEST(Bars, CountElementsFromTheFewestThatTheMistakeNeeds) {
  Mutant large = mutants()[0];
  large.smallest = 1000;
  EXPECT_TRUE(missedBars({{&large, {caughtAfter(0.1, 1001)}}}, Bars{}).empty());
  EXPECT_FALSE(missedBars({{&large, {caughtAfter(0.1, 1008)}}}, Bars{}).empty());
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoMiddleOnes) {
  EXPECT_EQ(medianOf({}), 0);
  EXPECT_EQ(medianOf({3, 1, 2}), 2);
  EXPECT_EQ(medianOf({4, 1, 2, 3}), 2.5);
}

}  // namespace
}  // namespace swapcheck
