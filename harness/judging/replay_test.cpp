// Judging one case again, and what is said of it.
#include "harness/judging/replay.h"

#include <ATen/ops/view_as_real.h>
#include <gtest/gtest.h>

#include <csignal>

#include "generators/case/json.h"
#include "harness/judging/describe_failure.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

const Strategy kExchanged{"mine.right", "", WholeSwap(exchanged)};
const Strategy kUnexchanged{"mine.wrong", "", WholeSwap(unexchanged)};

std::vector<ReplayedCheck> replayed(const Strategy& strategy, const std::vector<const Property*>& properties,
                                    const SwapCase& swapCase = wholeCase({2})) {
  return replayCase(strategy, swapCase, properties);
}

ReplayedCheck valuesOf(const Strategy& strategy, const SwapCase& swapCase = wholeCase({2})) {
  return replayed(strategy, {findProperty("values")}, swapCase).front();
}

TEST(Replay, JudgesByEachPropertyInOrder) {
  const auto checks = replayed(kExchanged, {findProperty("values"), findProperty("gradient"), findProperty("fresh")});
  ASSERT_EQ(checks.size(), 3u);
  EXPECT_EQ(checks[0].property, "values");
  EXPECT_TRUE(checks[0].judged);
  EXPECT_EQ(checks[1].property, "gradient");
  EXPECT_FALSE(checks[1].judged);  // no operand requires grad
  EXPECT_EQ(checks[2].property, "fresh");
  for (const ReplayedCheck& check : checks) EXPECT_FALSE(check.failure.has_value());
}

TEST(Replay, AFailureCarriesTheCaseAndTheTensors) {
  const ReplayedCheck check = valuesOf(kUnexchanged);
  ASSERT_TRUE(check.failure.has_value());
  EXPECT_EQ(check.failure->id, "mine.wrong--values--bits");
  EXPECT_EQ(check.failure->check, "bits");
  EXPECT_EQ(check.failure->outcome, FailureOutcome::Falsified);
  EXPECT_EQ(check.failure->swapCase, toJson(wholeCase({2})));
  EXPECT_GE(check.failure->grids.size(), 4u);  // a, b, expected, got
}

TEST(Replay, AFailureIsKnownWithinTheConditionAndTheVersion) {
  Strategy strategy = kUnexchanged;
  strategy.knownFailures = {{"values", {"rank.1"}, "declared", "", "99.0"}};
  EXPECT_EQ(valuesOf(strategy).failure->knownReason, "declared");
  EXPECT_EQ(valuesOf(strategy).failure->id, "mine.wrong--values--bits--known");
  EXPECT_EQ(valuesOf(strategy, wholeCase({2, 2})).failure->knownReason, "");
  strategy.knownFailures[0].since = "99.0";
  EXPECT_EQ(valuesOf(strategy).failure->knownReason, "");
}

/// Complex numbers, some of them zeros, behind a lazy negation.
SwapCase negatedZeros() {
  SwapCase swapCase = wholeCase({4});
  swapCase.dtype = DType::Complex64;
  swapCase.fill = Fill::Special;
  swapCase.operands[0].negated = true;
  while (!hasFeature(swapCase, "value.zero") || hasFeature(swapCase, "value.nan")) ++swapCase.fillSeed;
  return swapCase;
}

TensorPair withoutSignsOfZeros(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = exchanged(a, b);
  for (const at::Tensor& result : {results.first, results.second}) {
    const at::Tensor parts = at::view_as_real(result);
    parts.masked_fill_(parts.eq(0), 0.0);
  }
  return results;
}

TEST(Replay, AFailureIsKnownWhereLibTorchIsAtFault) {
  const ReplayedCheck check = valuesOf({"mine.wrong", "", WholeSwap(withoutSignsOfZeros)}, negatedZeros());
  ASSERT_TRUE(check.failure.has_value());
  EXPECT_EQ(check.failure->id, "mine.wrong--values--libtorch-negated-complex-zero--libtorch-4");
  EXPECT_EQ(check.failure->knownReason, libtorchFaults()[3].reason);
}

TEST(Replay, WrongNumbersAreNoFaultOfLibTorch) {
  const ReplayedCheck check = valuesOf(kUnexchanged, negatedZeros());
  ASSERT_TRUE(check.failure.has_value());
  EXPECT_EQ(check.failure->id, "mine.wrong--values--bits");
  EXPECT_EQ(check.failure->knownReason, "");
}

/// No grid shows a list without indices.
TEST(DescribeFailure, OfADeathOnInvalidInputSaysWhatIsInvalid) {
  SwapCase swapCase = wholeCase({2});
  swapCase.defect = Defect::OtherRank;
  const CaseFailure crash = caseFailureOf(KilledBySignal{SIGSEGV});
  const FailureRecord record = describeFailure(kExchanged, "rejects", nullptr, swapCase, crash);
  EXPECT_EQ(record.message, "called with " + std::string(summaryOf(Defect::OtherRank)) +
                                ", the process was killed by signal 11 (SIGSEGV)");
  EXPECT_EQ(record.outcome, FailureOutcome::Crashed);
  EXPECT_EQ(record.check, "crashed");
}

/// Right but for every third call.
Strategy wrongEveryThirdTime() {
  return {"mine.sometimes", "", WholeSwap([calls = 0](const at::Tensor& a, const at::Tensor& b) mutable {
            return ++calls % 3 == 0 ? unexchanged(a, b) : exchanged(a, b);
          })};
}

TEST(ReplayUntilFailure, TriesUntilTheCaseFails) {
  const Strategy strategy = wrongEveryThirdTime();
  const auto checks = replayUntilFailure(strategy, wholeCase({2}), {findProperty("values")});
  EXPECT_TRUE(checks.front().failure.has_value());
  EXPECT_EQ(checks.front().tries, 3);
  EXPECT_TRUE(replayText("x.json", checks.front(), "bits")
                  .starts_with("x.json: mine.sometimes: values: fails in the same way, at try 3\n"));
}

TEST(ReplayUntilFailure, GivesUpAfterTheMostTries) {
  const auto checks = replayUntilFailure(kExchanged, wholeCase({2}), {findProperty("values")});
  EXPECT_EQ(checks.front().tries, kMostTries);
  EXPECT_EQ(replayText("x.json", checks.front(), "bits"), "x.json: mine.right: values: passes 50 times\n");
}

TEST(ReplayUntilFailure, TriesOnceWhatNoPropertySpeaksOf) {
  const auto checks = replayUntilFailure(kExchanged, wholeCase({2}), {findProperty("gradient")});
  EXPECT_FALSE(checks.front().judged);
  EXPECT_EQ(checks.front().tries, 1);
}

TEST(ReplayTally, CountsTheJudgedAndTheFailed) {
  ReplayTally tally;
  for (const Strategy* strategy : {&kExchanged, &kUnexchanged})
    for (const ReplayedCheck& check : replayed(*strategy, {findProperty("values"), findProperty("gradient")}))
      tally.add(check);
  EXPECT_EQ(tally.judged, 2);
  EXPECT_EQ(tally.failed, 1);
  tally += tally;
  EXPECT_EQ(tally.judged, 4);
  EXPECT_EQ(tally.failed, 2);
}

TEST(ReplayText, OfAPassingCheckIsOneLine) {
  EXPECT_EQ(replayText("x.json", valuesOf(kExchanged), "bits"), "x.json: mine.right: values: passes\n");
  EXPECT_EQ(replayText("x.json", replayed(kExchanged, {findProperty("gradient")}).front(), ""),
            "x.json: mine.right: gradient: says nothing about this case\n");
}

TEST(ReplayText, OfAFailingCheckSaysWhetherItFailsAsItDid) {
  const ReplayedCheck check = valuesOf(kUnexchanged);
  const std::string head = "x.json: mine.wrong: values: fails";
  EXPECT_TRUE(replayText("x.json", check, "").starts_with(head + "\n  check bits: "));
  EXPECT_TRUE(replayText("x.json", check, "bits").starts_with(head + " in the same way\n  check bits: "));
  EXPECT_TRUE(replayText("x.json", check, "throws").starts_with(head + " in another way (it was throws)\n"));
}

}  // namespace
}  // namespace swapcheck
