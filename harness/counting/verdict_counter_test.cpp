// How outcomes and declared faults add up to a verdict.
#include "harness/counting/verdict_counter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "strategies/error.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

const Outcome kPassed = Passed{};
const Outcome kFailed = Falsified{"bits", "", {}};
const Outcome kLostNaN = Falsified{"libtorch-negated-nan", "", {}};
const Outcome kNotApplicable = NotApplicable{};

FeatureSet with(const std::vector<std::string>& names) {
  FeatureSet features;
  for (size_t k = 0; k < allFeatures().size(); ++k)
    features[k] = std::find(names.begin(), names.end(), allFeatures()[k].name) != names.end();
  return features;
}

KnownFailure valuesFail(std::vector<std::string> when, std::string reason = "declared") {
  return {"values", std::move(when), std::move(reason)};
}

/// A strategy with declared faults, and its counter of the property `values`.
struct Judged {
  explicit Judged(std::vector<KnownFailure> known, const char* version = kVersion)
      : strategy(std::make_shared<Strategy>(Strategy{"mine.swap", "", WholeSwap(), std::move(known)})),
        counter(*strategy, *findProperty("values"), version) {}

  Judged& count(const Outcome& outcome, const std::vector<std::string>& features = {}, int64_t times = 1) {
    if (std::holds_alternative<NotApplicable>(outcome)) return *this;
    const auto* failure = std::get_if<Falsified>(&outcome);
    for (int64_t k = 0; k < times; ++k) counter.count(with(features), failure ? &failure->check : nullptr);
    return *this;
  }

  Verdict verdict() const { return counter.record().verdict; }

  /// Without faults of LibTorch that no case showed.
  std::vector<KnownFailureTally> shown() const {
    std::vector<KnownFailureTally> known = counter.record().known;
    std::erase_if(known, [](const KnownFailureTally& tally) { return !tally.isShown(); });
    return known;
  }

  std::shared_ptr<const Strategy> strategy;
  VerdictCounter counter;
};

TEST(Verdict, IsNotRunWithoutAJudgedCase) {
  EXPECT_EQ(Judged({}).verdict(), Verdict::NotRun);
  const Judged unconcerned = Judged({valuesFail({})}).count(kNotApplicable, {}, kStaleAfter);
  EXPECT_EQ(unconcerned.verdict(), Verdict::NotRun);
  EXPECT_EQ(unconcerned.counter.record().cases, 0);
  EXPECT_EQ(unconcerned.counter.record().known[0].met, 0);
}

TEST(Verdict, IsVerifiedWhenEveryJudgedCasePasses) {
  const Judged judged = Judged({}).count(kPassed, {}, 3).count(kNotApplicable);
  EXPECT_EQ(judged.verdict(), Verdict::Verified);
  EXPECT_EQ(judged.counter.record().cases, 3);
  EXPECT_EQ(judged.counter.record().failures, 0);
}

TEST(Verdict, IsFalsifiedByOneFailureAmongMany) {
  const Judged judged = Judged({}).count(kPassed, {}, 1000).count(kFailed);
  EXPECT_EQ(judged.verdict(), Verdict::Falsified);
  EXPECT_EQ(judged.counter.record().cases, 1001);
  EXPECT_EQ(judged.counter.record().failures, 1);
}

TEST(Verdict, IsKnownFailureWhenEveryFailureIsCovered) {
  const Judged judged = Judged({valuesFail({"dtype.bool"})}).count(kFailed, {"dtype.bool"}, 2).count(kPassed);
  const VerdictRecord record = judged.counter.record();
  EXPECT_EQ(record.verdict, Verdict::KnownFailure);
  EXPECT_EQ(record.failures, 0);
  EXPECT_EQ(record.known[0].met, 2);
  EXPECT_EQ(record.known[0].failed, 2);
}

TEST(Verdict, IsFalsifiedByAFailureOutsideTheCondition) {
  const Judged judged = Judged({valuesFail({"dtype.bool"})}).count(kFailed, {"dtype.bool"}).count(kFailed, {"rank.2"});
  EXPECT_EQ(judged.verdict(), Verdict::Falsified);
  EXPECT_EQ(judged.counter.record().failures, 1);
}

TEST(Verdict, ConditionsWithNotCoverOnlyTheCasesWithout) {
  Judged judged({valuesFail({"!dtype.bool"})});
  judged.count(kFailed, {"rank.2"});
  EXPECT_EQ(judged.verdict(), Verdict::KnownFailure);
  judged.count(kFailed, {"rank.2", "dtype.bool"});
  EXPECT_EQ(judged.verdict(), Verdict::Falsified);
}

TEST(Verdict, IsStaleFromThe100thCaseThatMetTheConditionAndPassed) {
  Judged judged({valuesFail({"dtype.bool"})});
  judged.count(kPassed, {"dtype.bool"}, 99).count(kPassed, {"rank.2"}, 500).count(kNotApplicable, {"dtype.bool"}, 500);
  EXPECT_EQ(judged.verdict(), Verdict::Verified);
  EXPECT_FALSE(judged.counter.record().known[0].stale);
  judged.count(kPassed, {"dtype.bool"});
  EXPECT_EQ(judged.verdict(), Verdict::StaleKnownFailure);
  EXPECT_TRUE(judged.counter.record().known[0].stale);
  EXPECT_EQ(judged.counter.record().known[0].met, kStaleAfter);
}

TEST(Verdict, IsNotStaleOnceACaseFailedHoweverManyPass) {
  const Judged judged = Judged({valuesFail({})}).count(kFailed).count(kPassed, {}, 10 * kStaleAfter);
  EXPECT_EQ(judged.verdict(), Verdict::KnownFailure);
}

TEST(Verdict, AFindingWeighsMoreThanAStaleKnownFailure) {
  const Judged judged = Judged({valuesFail({"dtype.bool"})}).count(kPassed, {"dtype.bool"}, kStaleAfter).count(kFailed);
  EXPECT_EQ(judged.verdict(), Verdict::Falsified);
  EXPECT_TRUE(judged.counter.record().known[0].stale);
}

TEST(Verdict, AStaleKnownFailureWeighsMoreThanAnother) {
  const Judged judged = Judged({valuesFail({"dtype.bool"}), valuesFail({"rank.2"})})
                            .count(kPassed, {"dtype.bool"}, kStaleAfter)
                            .count(kFailed, {"rank.2"});
  EXPECT_EQ(judged.verdict(), Verdict::StaleKnownFailure);
}

TEST(KnownFailure, ThatOverlapsAnotherIsCountedWithIt) {
  const Judged judged = Judged({valuesFail({"dtype.bool"}, "first"), valuesFail({"rank.2"}, "second")})
                            .count(kFailed, {"dtype.bool", "rank.2"})
                            .count(kPassed, {"rank.2"});
  const VerdictRecord record = judged.counter.record();
  EXPECT_EQ(record.verdict, Verdict::KnownFailure);
  ASSERT_EQ(judged.shown().size(), 2u);
  EXPECT_EQ(record.known[0].reason, "first");
  EXPECT_EQ(record.known[0].met, 1);
  EXPECT_EQ(record.known[0].failed, 1);
  EXPECT_EQ(record.known[1].reason, "second");
  EXPECT_EQ(record.known[1].met, 2);
  EXPECT_EQ(record.known[1].failed, 1);
}

TEST(KnownFailure, ThatIsFirstCoversWhereSeveralDo) {
  const Judged judged({valuesFail({"dtype.bool"}, "first"), valuesFail({"rank.2"}, "second")});
  EXPECT_EQ(judged.counter.covering(with({"dtype.bool", "rank.2"}), "bits")->reason, "first");
  EXPECT_EQ(judged.counter.covering(with({"rank.2"}), "bits")->reason, "second");
  EXPECT_EQ(judged.counter.covering(with({"rank.1"}), "bits"), nullptr);
}

TEST(KnownFailure, OfAnotherPropertyIsLeftOut) {
  const Judged judged = Judged({{"gradient", {}, "another"}}).count(kFailed);
  EXPECT_EQ(judged.verdict(), Verdict::Falsified);
  EXPECT_TRUE(judged.shown().empty());
}

TEST(KnownFailure, OfOtherVersionsOfLibTorchIsLeftOut) {
  const KnownFailure from2To21{"values", {}, "declared", "2.0", "2.1"};
  for (const char* version : {"2.0", "2.0.1"})
    EXPECT_EQ(Judged({from2To21}, version).count(kFailed).verdict(), Verdict::KnownFailure) << version;
  for (const char* version : {"1.13.1", "2.1", "2.10", "10.0"}) {
    Judged judged({from2To21}, version);
    EXPECT_EQ(judged.count(kFailed).verdict(), Verdict::Falsified) << version;
    EXPECT_TRUE(judged.shown().empty());
  }
}

TEST(KnownFailure, SaysItsConditionInWords) {
  const Judged judged({valuesFail({}), valuesFail({"rank.2"}), valuesFail({"fill.special", "!dtype.bool"})});
  const VerdictRecord record = judged.counter.record();
  EXPECT_EQ(record.known[0].when, "every case");
  EXPECT_EQ(record.known[1].when, "rank.2");
  EXPECT_EQ(record.known[2].when, "fill.special and not dtype.bool");
}

TEST(KnownFailure, WithAConditionThatIsNoFeatureIsRefused) {
  EXPECT_THROW(Judged({valuesFail({"rank.9"})}), InputError);
}

const std::vector<std::string> kNegatedHalfNaN = {"layout.negated", "value.nan", "dtype.float16"};

TEST(FaultOfLibTorch, IsAKnownFailureOfEveryStrategy) {
  const Judged judged = Judged({}).count(kLostNaN, kNegatedHalfNaN).count(kPassed);
  EXPECT_EQ(judged.verdict(), Verdict::KnownFailure);
  EXPECT_EQ(judged.counter.record().failures, 0);
  ASSERT_EQ(judged.shown().size(), 1u);
  EXPECT_EQ(judged.shown()[0].met, 1);
  EXPECT_EQ(judged.shown()[0].failed, 1);
}

TEST(Refusal, IsUnsupportedUnlessThePropertyIsRequired) {
  const auto recordWith = [&](Refusals refusals) {
    const Strategy strategy{"mine.test", "", WholeSwap(exchanged)};
    VerdictCounter counter(strategy, *findProperty("forward-mode"), "2.6", refusals);
    const std::string check = "unsupported";
    counter.count({}, &check);
    return counter.record();
  };
  EXPECT_EQ(recordWith(Refusals::Unsupported).verdict, Verdict::Unsupported);
  EXPECT_EQ(recordWith(Refusals::Failures).verdict, Verdict::Falsified);
}

TEST(FaultOfLibTorch, CoversNoOtherCaseAndNoOtherCheck) {
  const Outcome throws = Falsified{"throws", "", {}};
  EXPECT_EQ(Judged({}).count(throws, kNegatedHalfNaN).verdict(), Verdict::Falsified);
  EXPECT_EQ(Judged({}).count(kFailed, kNegatedHalfNaN).verdict(), Verdict::Falsified);
  EXPECT_EQ(Judged({}).count(kLostNaN, {"value.nan", "dtype.float16"}).verdict(), Verdict::Falsified);
}

TEST(FaultOfLibTorch, ThatAStrategyAvoidsIsNeitherStaleNorListed) {
  const Judged judged = Judged({}).count(kPassed, kNegatedHalfNaN, 10 * kStaleAfter);
  EXPECT_EQ(judged.verdict(), Verdict::Verified);
  EXPECT_TRUE(judged.shown().empty());
}

TEST(FaultOfLibTorch, ComesAfterWhatTheStrategyDeclares) {
  const Judged judged({valuesFail({"dtype.float16"})});
  EXPECT_EQ(judged.counter.covering(with(kNegatedHalfNaN), "libtorch-negated-nan")->reason, "declared");
}

TEST(Verdict, AKnownFailureCoversOnlyTheChecksThatItNames) {
  KnownFailure known = valuesFail({});
  known.checks = {"bits"};
  const Outcome throws = Falsified{"throws", "", {}};
  const VerdictRecord record = Judged({known}).count(kFailed).count(throws).counter.record();
  EXPECT_EQ(record.verdict, Verdict::Falsified);
  EXPECT_EQ(record.failures, 1);
  EXPECT_EQ(record.known.at(0).met, 2);
  EXPECT_EQ(record.known.at(0).failed, 1);
}

}  // namespace
}  // namespace swapcheck
