// Judging the saved case of a finding again.
#include "harness/workers/retest.h"

#include <ATen/Parallel.h>
#include <ATen/ops/clone.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "generators/case/json.h"
#include "properties/calls/thread_count.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

TensorPair unlucky(const at::Tensor&, const at::Tensor&) { throw std::runtime_error("no luck today"); }

/// Wrong in the calls whose number, from 1, is a multiple of `every`.
WholeSwap wrongEvery(int every) {
  return [every, calls = std::make_shared<int>(0)](const at::Tensor& a, const at::Tensor& b) {
    return ++*calls % every == 0 ? unexchanged(a, b) : exchanged(a, b);
  };
}

SavedFinding findingOf(const std::string& strategy) {
  return {.id = strategy + "--values--bits",
          .strategy = strategy,
          .property = "values",
          .check = "bits",
          .outcome = "falsified",
          .swapCase = toJson(wholeCase({2})),
          .state = FindingState::Open};
}

Retest retestOf(SavedFinding finding, Strategy strategy) {
  Catalogue catalogue;
  finding.strategy = strategy.name;
  catalogue.add(std::move(strategy));
  return retest(finding, catalogue, ProcessLimits{20});
}

Retest retestOf(const WholeSwap& swap) { return retestOf(findingOf("mine.swap"), {"mine.swap", "", swap}); }

void expectNotRetested(const Retest& retest, const std::string& note) {
  EXPECT_EQ(retest.result, Sighting::None);
  EXPECT_TRUE(retest.note.starts_with(note)) << retest.note;
}

TEST(RetestOfAFinding, FailsAndPassesAsTheStrategyDoes) {
  EXPECT_EQ(retestOf(unexchanged).result, Sighting::Failed);
  EXPECT_EQ(retestOf(unexchanged).note, "");
  EXPECT_EQ(retestOf(unexchanged).id, "mine.swap--values--bits");
  EXPECT_EQ(retestOf(exchanged).result, Sighting::Passed);
}

TEST(RetestOfAFinding, ThatFailsOnceAndPassesOnceIsUnstable) {
  EXPECT_EQ(retestOf(wrongEvery(2)).result, Sighting::Unstable);
}

TEST(RetestOfAFinding, ThatFailsByAnotherCheckFailsAndSaysSo) {
  const Retest retest = retestOf(unlucky);
  EXPECT_EQ(retest.result, Sighting::Failed);
  EXPECT_EQ(retest.note, "by the check throws now");
}

TEST(RetestOfAFinding, ThatHasBeenDeclaredAsKnownPassesAndSaysSo) {
  const Retest retest =
      retestOf(findingOf("mine.swap"), {"mine.swap", "", WholeSwap(unexchanged), {{"values", {}, "it is so"}}});
  EXPECT_EQ(retest.result, Sighting::Passed);
  EXPECT_EQ(retest.note, "a known failure now: it is so");
}

TEST(RetestOfAFinding, ThatWasFlakyIsTriedManyTimes) {
  SavedFinding flaky = findingOf("mine.swap");
  flaky.outcome = "flaky";
  EXPECT_EQ(retestOf(flaky, {"mine.swap", "", wrongEvery(20)}).result, Sighting::Unstable);
  EXPECT_EQ(retestOf(flaky, {"mine.swap", "", WholeSwap(exchanged)}).result, Sighting::Passed);
  SavedFinding turnedFlaky = findingOf("mine.swap");
  turnedFlaky.state = FindingState::Flaky;
  EXPECT_EQ(retestOf(turnedFlaky, {"mine.swap", "", wrongEvery(20)}).result, Sighting::Unstable);
}

TEST(RetestOfAFinding, WithoutItsStrategyOrPropertyIsNone) {
  expectNotRetested(retest(findingOf("mine.gone"), Catalogue(), {}), "there is no strategy \"mine.gone\" now");
  SavedFinding finding = findingOf("mine.swap");
  finding.property = "beauty";
  expectNotRetested(retestOf(finding, {"mine.swap", "", WholeSwap(exchanged)}), "there is no property \"beauty\" now");
}

TEST(RetestOfAFinding, WithoutACaseThatThisBuildReadsIsNone) {
  SavedFinding finding = findingOf("mine.swap");
  finding.swapCase["schema"] = 99;
  expectNotRetested(retestOf(finding, {"mine.swap", "", WholeSwap(exchanged)}), "its case cannot be read: schema: ");
  finding.swapCase = nullptr;
  expectNotRetested(retestOf(finding, {"mine.swap", "", WholeSwap(exchanged)}), "its case cannot be read: ");
}

TEST(RetestOfAFinding, WhoseStrategyIsOfAnotherFamilyNowIsNone) {
  const MaskedSwap masked = [](const at::Tensor& a, const at::Tensor& b, const at::Tensor&) { return exchanged(a, b); };
  expectNotRetested(retestOf(findingOf("mine.swap"), {"mine.swap", "", masked}), "its case is of family \"whole\"");
}

TEST(RetestOfAFinding, OfWhoseCaseThePropertySaysNothingIsNone) {
  SavedFinding finding = findingOf("mine.swap");
  finding.property = "gradient";  // and no operand requires grad
  expectNotRetested(retestOf(finding, {"mine.swap", "", WholeSwap(exchanged)}), "the property says nothing");
}

TEST(RetestOfAFinding, HasOneThreadAsInACampaign) {
  const WholeSwap wrongWithThreads = [](const at::Tensor& a, const at::Tensor& b) {
    return at::get_num_threads() == 1 ? exchanged(a, b) : unexchanged(a, b);
  };
  const ThreadCount two(2);
  EXPECT_EQ(retestOf(wrongWithThreads).result, Sighting::Passed);
}

TEST(RetestOfAFinding, ThatEndsItsProcessFails) {
  const WholeSwap aborting = [](const at::Tensor&, const at::Tensor&) -> TensorPair { std::abort(); };
  SavedFinding finding = findingOf("mine.swap");
  EXPECT_EQ(retestOf(finding, {"mine.swap", "", aborting}).result, Sighting::Failed);
  EXPECT_EQ(retestOf(finding, {"mine.swap", "", aborting}).note, "the process was killed by signal 6 (SIGABRT)");
  finding.outcome = finding.check = "crashed";
  EXPECT_EQ(retestOf(finding, {"mine.swap", "", aborting}).note, "");
  EXPECT_EQ(retestOf(finding, {"mine.swap", "", WholeSwap(exchanged)}).result, Sighting::Passed);
}

}  // namespace
}  // namespace swapcheck
