// What a shrunk case explains, which failing cases are kept, and where another mistake is looked for.
#include "harness/judging/other_mistakes.h"

#include <gtest/gtest.h>

#include "generators/case/json.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

FeatureSet setOf(const std::vector<std::string>& names) {
  FeatureSet features;
  for (const std::string& name : names) features.set(featureNamed(name));
  return features;
}

Explanation by(const std::vector<std::string>& names) { return Explanation(setOf(names)); }

/// The record of a shrunk case of one element in no dimension.
FailureRecord shrunkTo(std::vector<std::string> matters) {
  FailureRecord record;
  record.swapCase = toJson(wholeCase({}));
  record.matters = std::move(matters);
  return record;
}

std::vector<uint64_t> numbersOf(const std::vector<FailingCase>& cases) {
  std::vector<uint64_t> numbers;
  for (const FailingCase& failing : cases) numbers.push_back(failing.number);
  return numbers;
}

TEST(Explanation, IsOfCasesThatHaveAllThatMatters) {
  EXPECT_TRUE(by({"value.nan"}).explains(setOf({"value.nan", "dtype.float16"})));
  EXPECT_TRUE(by({}).explains(setOf({})));
  EXPECT_FALSE(by({"value.nan", "dtype.float16"}).explains(setOf({"value.nan"})));
}

TEST(Explanation, OfFewDimensionsOrElementsIsOneOfMore) {
  EXPECT_TRUE(by({"rank.3"}).explains(setOf({"rank.4"})));
  EXPECT_FALSE(by({"rank.4"}).explains(setOf({"rank.3"})));
  EXPECT_TRUE(by({"size.many"}).explains(setOf({"size.large"})));
  EXPECT_FALSE(by({"size.many"}).explains(setOf({"size.few"})));
}

TEST(Explanation, OfNoDimensionsOrNoElementsIsOfThemAlone) {
  EXPECT_FALSE(by({"rank.0"}).explains(setOf({"rank.1"})));
  EXPECT_FALSE(by({"rank.1"}).explains(setOf({"rank.0"})));
  EXPECT_FALSE(by({"size.empty"}).explains(setOf({"size.one"})));
  EXPECT_TRUE(by({"rank.0"}).explains(setOf({"rank.0"})));
}

TEST(Explanation, OfARecordIsUnknownWhereShrinkingWasCutShort) {
  EXPECT_FALSE(Explanation::of(FailureRecord{}).has_value());
  ASSERT_TRUE(Explanation::of(shrunkTo({"value.nan"})).has_value());
  EXPECT_TRUE(Explanation::of(shrunkTo({"value.nan"}))->explains(setOf({"value.nan"})));
  EXPECT_TRUE(Explanation::of(shrunkTo({}))->explains(setOf({})));
}

TEST(Explanation, OfARecordIsOfNoFewerDimensionsAndElements) {
  FailureRecord record;
  record.matters.emplace();
  record.swapCase = toJson(wholeCase({2, 1}));
  const Explanation explanation = Explanation::of(record).value();
  EXPECT_TRUE(explanation.explains(setOf({"rank.3", "size.many"})));
  EXPECT_FALSE(explanation.explains(setOf({"rank.1", "size.many"})));
  EXPECT_FALSE(explanation.explains(setOf({"rank.3", "size.one"})));
  EXPECT_FALSE(explanation.explains(setOf({"rank.3", "size.empty"})));
}

TEST(Explanation, NeedsAllOfOneThatNeedsLess) {
  EXPECT_TRUE(by({"rank.4", "value.nan"}).needsAllOf(by({"value.nan"})));
  EXPECT_FALSE(by({"value.nan"}).needsAllOf(by({"rank.4", "value.nan"})));
}

TEST(FailingCases, KeepTheFirstAndThenThoseThatLackWhatAllBeforeHad) {
  FailingCases cases;
  const FeatureSet all = setOf({"value.nan", "rank.4"});
  for (uint64_t number = 0; number < 1000; ++number) cases.add({number, all});
  const size_t first = cases.kept().size();
  EXPECT_LT(first, 100u);
  cases.add({1000, setOf({"rank.4"})});
  cases.add({1001, setOf({"rank.4"})});
  cases.add({1002, setOf({"value.nan"})});
  cases.add({1003, setOf({})});
  ASSERT_EQ(cases.kept().size(), first + 2);
  EXPECT_EQ(cases.kept()[first].number, 1000u);
  EXPECT_EQ(cases.kept()[first + 1].number, 1002u);
}

TEST(OtherMistakes, AreLookedForOnlyOnceTheFailureIsShrunk) {
  OtherMistakes search;
  const std::vector<FailingCase> kept = {{7, setOf({"rank.4"})}};
  EXPECT_FALSE(search.hasNext(kept));
  search.learn(shrunkTo({"value.nan"}));
  EXPECT_TRUE(search.hasNext(kept));
  EXPECT_EQ(search.next(kept)->number, 7u);
  EXPECT_FALSE(search.next(kept).has_value());
}

TEST(OtherMistakes, AreLookedForInEveryUnexplainedCaseAndInTheFirstOfTheOthers) {
  OtherMistakes search;
  search.learn(shrunkTo({"value.nan"}));
  std::vector<FailingCase> kept;
  for (uint64_t number = 0; number < 40; ++number)
    kept.push_back({number, number % 10 == 9 ? setOf({}) : setOf({"value.nan"})});
  std::vector<FailingCase> suspects;
  while (const auto suspect = search.next(kept)) suspects.push_back({suspect->number, {}});
  EXPECT_EQ(numbersOf(suspects), (std::vector<uint64_t>{0, 1, 2, 3, 9, 19, 29, 39}));
}

TEST(OtherMistakes, OfDeathsAreLookedForInUnexplainedCasesAlone) {
  OtherMistakes search;
  search.leaveOutExplained();
  search.learn(shrunkTo({"value.nan"}));
  EXPECT_EQ(search.next({{0, setOf({"value.nan"})}, {1, setOf({})}})->number, 1u);
}

TEST(OtherMistakes, ThatAreFoundExplainTheCasesThatFollow) {
  OtherMistakes search;
  search.learn(shrunkTo({"value.nan"}));
  const std::vector<FailingCase> kept = {{0, setOf({"rank.4"})}, {1, setOf({"rank.4"})}, {2, setOf({"rank.1"})}};
  EXPECT_EQ(search.next(kept)->number, 0u);
  search.learnOther(shrunkTo({"rank.4"}));
  const Suspect second = search.next(kept).value();  // explained now, and looked at for its simpler cases
  EXPECT_EQ(second.explanations.size(), 2u);
  EXPECT_EQ(second.others, 1u);
  EXPECT_EQ(search.next(kept)->number, 2u);
}

TEST(OtherMistakes, AreNotLookedForWhereNothingIsKnownOrEnoughWasFound) {
  const std::vector<FailingCase> kept = {{0, setOf({"rank.4"})}};
  OtherMistakes cut, many, variants;
  cut.learn(FailureRecord{});
  EXPECT_FALSE(cut.hasNext(kept));
  many.learn(shrunkTo({"value.nan"}));
  for (int k = 0; k < 3; ++k) many.learnOther(shrunkTo({"value.nan"}));
  EXPECT_FALSE(many.hasNext(kept));
  for (int k = 0; k < 8; ++k) variants.learn(shrunkTo({"value.nan"}));
  EXPECT_FALSE(variants.hasNext(kept));
}

}  // namespace
}  // namespace swapcheck
