// What a strategy that is judged from a test suite comes to, and what the suite's process keeps.
#include <swapcheck/verify.h>

#include <ATen/Parallel.h>
#include <c10/util/Exception.h>
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <torch/version.h>

#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "harness/embedding/verification.h"
#include "strategies/catalogue.h"
#include "tests/support/harness.h"

/// The call, and the call as text.
#define CALL_AND_TEXT(...) \
  std::pair { __VA_ARGS__, #__VA_ARGS__ }

namespace swapcheck {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Of swapcheck's own, which checks its arguments.
const Strategy kCloning = [] {
  Strategy strategy = *builtinCatalogue().find("whole.clone");
  strategy.name = "mine.right";
  return strategy;
}();
const Strategy kDoingNothing{"mine.idle", "does nothing", WholeSwap(unexchanged)};

Strategy idleWith(KnownFailure known) {
  Strategy strategy = kDoingNothing;
  strategy.knownFailures = {std::move(known)};
  return strategy;
}

/// Writes into its first operand.
TensorPair writing(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results{b.clone(), a.clone()};
  if (a.numel() > 0) *static_cast<char*>(a.data_ptr()) ^= 1;
  return results;
}

template <typename Call>
std::string refusalOf(const Call& call) {
  return complaintOf<VerifyError>(call);
}

class VerifyInFolder : public testing::Test {
 protected:
  VerifyInFolder() : folder_(std::filesystem::temp_directory_path() / ("verify-" + std::to_string(getpid()))) {}
  ~VerifyInFolder() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST(Verify, ARightStrategyPassesByEveryProperty) {
  const Verification verification = verify(kCloning, {.cases = 200});
  EXPECT_TRUE(verification);
  EXPECT_EQ(verification.cases, 200);
  ASSERT_EQ(verification.verdicts.size(), propertyNames().size());
  for (const PropertyVerdict& verdict : verification.verdicts) {
    EXPECT_GT(verdict.cases, 0) << verdict.property;
    EXPECT_EQ(verdict.failures, 0) << verdict.property;
  }
  EXPECT_TRUE(verification.text.starts_with("mine.right is as documented on 200 cases of seed 1\n"));
}

TEST(Verify, AWrongOneFailsWithTheMinimalCaseAndTheLineThatShowsItAgain) {
  const Verification verification =
      verify(kDoingNothing, {.seed = 7, .cases = 40, .properties = {"values", "metadata"}});
  EXPECT_FALSE(verification);
  ASSERT_EQ(verification.failures.size(), 1u);
  const VerifiedFailure& failure = verification.failures.front();
  EXPECT_EQ(failure.property, "values");
  EXPECT_EQ(failure.check, "bits");
  EXPECT_GT(failure.count, 1);
  EXPECT_THAT(failure.message, HasSubstr("expected"));
  for (const char* part : {"mine.idle is NOT as documented", "a: float32 [", "expected result 1: ", "got result 1: "})
    EXPECT_THAT(verification.text, HasSubstr(part));
  EXPECT_THAT(verification.text, HasSubstr("\n  " + failure.replay + "\n"));
  EXPECT_EQ(verification.verdicts[0].verdict, Verdict::Falsified);
  EXPECT_EQ(verification.verdicts[1].verdict, Verdict::Verified);
}

TEST(Verify, ExpectTruePrintsTheText) {
  const testing::AssertionResult failed = verify(kDoingNothing, {.cases = 40, .properties = {"values"}});
  EXPECT_FALSE(failed);
  EXPECT_THAT(failed.message(), HasSubstr("expected result 1: "));
  EXPECT_NONFATAL_FAILURE(EXPECT_TRUE(verify(kDoingNothing, {.cases = 40, .properties = {"values"}})),
                          "swapcheck::verify(");
  EXPECT_TRUE(verify(kCloning, {.cases = 40}));
}

TEST(Verify, TheReplayLineShowsTheSameFailure) {
  const Strategy& strategy = kDoingNothing;
  const Verification first = verify(strategy, {.seed = 7, .cases = 40, .properties = {"values"}});
  const auto [again, text] =
      CALL_AND_TEXT(swapcheck::verify(strategy, {.seed = 7, .onlyCase = 1, .properties = {"values"}}));
  ASSERT_EQ(first.failures.size(), 1u);
  EXPECT_EQ(first.failures[0].replay, text);
  ASSERT_EQ(again.failures.size(), 1u);
  EXPECT_EQ(again.failures[0].caseJson, first.failures[0].caseJson);
  EXPECT_EQ(again.failures[0].text, first.failures[0].text);
  EXPECT_EQ(again.cases, 1);
}

TEST(Verify, TheReplayLineOfALateCaseAndALargeSeedIsCpp) {
  EXPECT_EQ(replayLine(1, 2, "values", 20),
            "swapcheck::verify(strategy, {.seed = 1, .onlyCase = 2, .properties = {\"values\"}, .kinds = 20})");
  EXPECT_EQ(replayLine(UINT64_MAX, 12, "values", std::nullopt),
            "swapcheck::verify(strategy, {.seed = 18446744073709551615u, .onlyCase = 12, .properties = {\"values\"}})");
}

TEST(Verify, TheSameSeedGivesTheSameAndAnotherOtherCases) {
  const auto text = [](uint64_t seed) { return verify(kDoingNothing, {.seed = seed, .cases = 40}).text; };
  EXPECT_EQ(text(3), text(3));
  EXPECT_NE(text(3), text(4));
}

TEST_F(VerifyInFolder, CaseFilesAreWrittenAndReplayed) {
  const Strategy& strategy = kDoingNothing;
  const Verification first = verify(strategy, {.cases = 40, .properties = {"values"}, .folder = folder_ / "new"});
  ASSERT_EQ(first.failures.size(), 1u);
  EXPECT_EQ(first.failures[0].file, folder_ / "new/mine.idle--values--bits.json");
  EXPECT_EQ(first.failures[0].replay, "swapcheck::replay(strategy, \"" + first.failures[0].file.string() + "\")");
  const Verification again = replay(strategy, first.failures[0].file);
  EXPECT_FALSE(again);
  ASSERT_EQ(again.failures.size(), 1u);
  EXPECT_EQ(again.failures[0].caseJson, first.failures[0].caseJson);
  EXPECT_EQ(again.failures[0].message, first.failures[0].message);
  EXPECT_EQ(again.verdicts.size(), 1u);
  EXPECT_TRUE(replay(kCloning, first.failures[0].file));
  EXPECT_FALSE(replay(strategy, first.failures[0].file, {"gradient", "values"}));
}

TEST_F(VerifyInFolder, ReplayRefusesWhatItCannotRead) {
  EXPECT_THAT(refusalOf([&] { replay(kCloning, folder_ / "none.json"); }), HasSubstr("none.json"));
  std::filesystem::create_directories(folder_);
  std::ofstream(folder_ / "bad.json") << "{\"schema\": 1}";
  EXPECT_THAT(refusalOf([&] { replay(kCloning, folder_ / "bad.json"); }), HasSubstr("bad.json: "));
  const Strategy masked{"mine.masked", "", MaskedSwap([](const auto& a, const auto& b, const auto&) {
                          return TensorPair{a.clone(), b.clone()};
                        })};
  const Verification verification = verify(masked, {.cases = 40, .properties = {"values"}, .folder = folder_});
  ASSERT_EQ(verification.failures.size(), 1u);
  EXPECT_THAT(refusalOf([&] { replay(kCloning, verification.failures[0].file); }),
              HasSubstr("expected a case of family \"whole\", as mine.right is, got one of family \"masked\""));
}

TEST_F(VerifyInFolder, AFolderThatCannotBeWrittenIsAnError) {
  std::ofstream(folder_.string()) << "a file";
  EXPECT_THAT(refusalOf([&] { verify(kDoingNothing, {.cases = 40, .properties = {"values"}, .folder = folder_}); }),
              HasSubstr(folder_.string()));
}

TEST(Verify, WithoutAFolderWritesNothing) {
  for (const VerifiedFailure& failure : verify(kDoingNothing, {.cases = 20}).failures)
    EXPECT_TRUE(failure.file.empty());
}

TEST(Verify, AKnownFailurePassesAndIsSaid) {
  const Verification verification =
      verify(idleWith({"values", {}, "it does nothing"}), {.cases = 40, .properties = {"values"}});
  EXPECT_TRUE(verification);
  ASSERT_EQ(verification.failures.size(), 1u);
  EXPECT_TRUE(verification.failures[0].isKnown());
  EXPECT_EQ(verification.verdicts[0].verdict, Verdict::KnownFailure);
  EXPECT_THAT(verification.text, HasSubstr("known failure of values: it does nothing\n"));
}

TEST(Verify, AFailureOutsideTheKnownOneFails) {
  EXPECT_FALSE(
      verify(idleWith({"values", {"dtype.complex"}, "complex only"}), {.cases = 40, .properties = {"values"}}));
}

TEST(Verify, AStaleKnownFailureFails) {
  Strategy strategy = kCloning;
  strategy.knownFailures = {{"metadata", {}, "long mended"}};
  const Verification verification = verify(strategy, {.cases = 200, .properties = {"metadata"}});
  EXPECT_FALSE(verification);
  EXPECT_EQ(verification.verdicts[0].verdict, Verdict::StaleKnownFailure);
  EXPECT_THAT(verification.text, HasSubstr("STALE known failure of mine.right: metadata: "));
  EXPECT_THAT(verification.text, HasSubstr("long mended"));
}

TEST(Verify, NoJudgedCaseIsNoPass) {
  const Verification verification = verify(kCloning, {.time = std::chrono::nanoseconds(1)});
  EXPECT_FALSE(verification);
  EXPECT_EQ(verification.cases, 0);
  EXPECT_THAT(verification.text, HasSubstr("NOT JUDGED: no case was judged by originals, values, "));
}

TEST(Verify, APropertyThatWasAskedForHasToBeJudged) {
  // The first case of seed 7 has valid input.
  const Verification verification = verify(kCloning, {.seed = 7, .onlyCase = 0, .properties = {"values", "rejects"}});
  EXPECT_FALSE(verification);
  EXPECT_THAT(verification.text, HasSubstr("NOT JUDGED: no case was judged by rejects\n"));
  EXPECT_TRUE(verify(kCloning, {.seed = 7, .onlyCase = 0}));
}

TEST(Verify, RefusesOptionsThatCannotBe) {
  EXPECT_EQ(refusalOf([] { verify(kCloning, {.properties = {"valeus"}}); }),
            "properties: expected names out of originals, values, metadata, fresh, gradient, second-order, "
            "forward-mode, determinism, modes, hygiene, rejects, got \"valeus\"");
  EXPECT_EQ(refusalOf([] { verify(kCloning, {.cases = 0}); }), "cases: expected 1 or more, got 0");
  EXPECT_EQ(refusalOf([] { verify(kCloning, {.cases = -5}); }), "cases: expected 1 or more, got -5");
  EXPECT_EQ(refusalOf([] { verify(kCloning, {.time = std::chrono::seconds(0)}); }),
            "time: expected more than 0 s, got 0 s");
  EXPECT_EQ(refusalOf([] { verify(kCloning, {.cases = 5, .onlyCase = 1}); }),
            "onlyCase: expected neither cases nor time beside it");
}

TEST(Verify, RefusesStrategiesThatCannotBe) {
  EXPECT_THAT(refusalOf([] { verify({"nonsense", "", WholeSwap(exchanged)}); }), HasSubstr("family.what"));
  EXPECT_THAT(refusalOf([] { verify({"mine.empty", "", WholeSwap()}); }), HasSubstr("its swap is empty"));
  EXPECT_THAT(refusalOf([] { verify(idleWith({"values", {"rank.99"}, "no"})); }), HasSubstr("rank.99"));
  EXPECT_THAT(refusalOf([] { verify(idleWith({"valeus", {}, "no"})); }), HasSubstr("got \"valeus\""));
}

TEST(Verify, LeavesThreadsAndSignalsAsTheyWereAndPrintsNothing) {
  at::set_num_threads(3);
  struct sigaction before = {}, after = {};
  sigaction(SIGSEGV, nullptr, &before);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const Strategy strategy{"mine.writing", "", WholeSwap(writing)};
  const Verification verification = verify(strategy, {.cases = 100, .properties = {"originals"}});
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  sigaction(SIGSEGV, nullptr, &after);
  EXPECT_FALSE(verification);
  EXPECT_EQ(at::get_num_threads(), 3);
  EXPECT_EQ(before.sa_handler, after.sa_handler);
  at::set_num_threads(1);
}

TEST(Verify, LeavesThreadsAsTheyWereAlsoWhenItThrows) {
  at::set_num_threads(3);
  EXPECT_THROW(verify(kDoingNothing, {.cases = 40, .folder = "/dev/null/none"}), VerifyError);
  EXPECT_EQ(at::get_num_threads(), 3);
  at::set_num_threads(1);
}

c10::WarningHandler* warningHandler() {
#if TORCH_VERSION_MAJOR >= 2
  return c10::WarningUtils::get_warning_handler();
#else
  return c10::Warning::get_warning_handler();
#endif
}

TEST(Verify, LeavesTheWarningHandlerAsItWas) {
  c10::WarningHandler* const before = warningHandler();
  c10::WarningHandler* within = before;
  const Strategy strategy{"mine.looking", "", WholeSwap([&](const at::Tensor& a, const at::Tensor& b) {
                            within = warningHandler();
                            return TensorPair{b.clone(), a.clone()};
                          })};
  verify(strategy, {.cases = 5, .properties = {"metadata"}});
  EXPECT_NE(within, before);
  EXPECT_EQ(warningHandler(), before);
}

TEST(Verify, IsPrintedAsItsText) {
  const Verification verification = verify(kCloning, {.cases = 5});
  std::ostringstream out;
  out << verification;
  EXPECT_EQ(out.str(), verification.text);
}

TEST(PropertyNames, AreThoseOfTheTable) { EXPECT_THAT(propertyNames(), testing::Contains("second-order")); }

}  // namespace
}  // namespace swapcheck
