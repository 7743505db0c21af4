// What `swapcheck replay` shows of a case again.
#include "sandbox.h"

namespace swapcheck {
namespace {

constexpr const char* kCaseFile = "out/failures/broken.second-write--values--bits.json";

class Replay : public Sandbox {
 protected:
  void findSecondWrite() const {
    const Words words = {"fuzz", "--seed", "1", "--cases", "200", "--strategy", "broken.second-write", "--out", "out"};
    ASSERT_EQ(withFaults(words).exitCode, 1);
  }

  Json failures() const { return readJson("out/run.json")["failures"]; }

  /// Number of the first case with wrong values.
  int64_t firstFailingCase() const { return matching(failures(), {{"property", "values"}})[0]["first_case"]; }
};

TEST_F(Replay, OfACaseFileFailsInTheSameWay) {
  findSecondWrite();
  const ProcessResult result = withFaults({"replay", kCaseFile});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(result.out.starts_with(std::string(kCaseFile) +
                                     ": broken.second-write: values: fails in the same way\n  check bits: "))
      << result.out;
  EXPECT_TRUE(result.out.ends_with("\n1 check, 1 failed\n")) << result.out;
}

TEST_F(Replay, OfEveryCaseFileFailsInTheSameWay) {
  findSecondWrite();
  const Json all = failures();
  EXPECT_GE(all.size(), 2u);
  for (const Json& failure : all) {
    const ProcessResult result = withFaults({"replay", "out/" + failure["file"].get<std::string>()});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_TRUE(holds(result.out, ": fails in the same way\n")) << result.out;
    EXPECT_TRUE(holds(result.out, failure["message"])) << result.out;
  }
}

TEST_F(Replay, OfACaseFilePassesOnceTheStrategyIsMended) {
  findSecondWrite();
  const ProcessResult result = withFaultsMended({"replay", kCaseFile});
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_EQ(result.out, std::string(kCaseFile) + ": broken.second-write: values: passes\n1 check, 0 failed\n");
}

TEST_F(Replay, OfAFlakyFailureTriesUntilItFails) {
  const ProcessResult found = withFaults(
      {"fuzz", "--seed", "1", "--cases", "20", "--strategy", "broken.flaky", "--property", "values", "--out", "out"});
  EXPECT_EQ(found.exitCode, 1) << found.out;
  EXPECT_TRUE(holds(found.out, "FINDING, flaky failure of broken.flaky: values\n")) << found.out;
  EXPECT_TRUE(holds(found.out, "; run again at once, it passes\n")) << found.out;
  const std::string file = "out/failures/broken.flaky--values--bits--flaky.json";
  const ProcessResult failing = withFaults({"replay", file});
  EXPECT_EQ(failing.exitCode, 1);
  EXPECT_TRUE(holds(failing.out, ": broken.flaky: values: fails in the same way, at try 3\n")) << failing.out;
  const ProcessResult mended = withFaultsMended({"replay", file});
  EXPECT_EQ(mended.exitCode, 0);
  EXPECT_EQ(mended.out, file + ": broken.flaky: values: passes 50 times\n1 check, 0 failed\n");
}

TEST_F(Replay, OfTheFirstFailingCaseByItsNumberFails) {
  findSecondWrite();
  const std::string number = std::to_string(firstFailingCase());
  const ProcessResult result =
      withFaults({"replay", "--seed", "1", "--case", number, "--strategy", "broken.second-write"});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(holds(result.out, "seed 1, case " + number + " (masked): broken.second-write: values: fails\n"))
      << result.out;
}

TEST_F(Replay, OfEveryCaseBeforeThatPasses) {
  findSecondWrite();
  const int64_t first = firstFailingCase();
  ASSERT_LT(first, 20);
  for (int64_t number = 0; number < first; ++number)
    EXPECT_EQ(withFaults({"replay", "--seed", "1", "--case", std::to_string(number), "--strategy",
                          "broken.second-write", "--property", "values"})
                  .exitCode,
              0);
}

TEST_F(Replay, JudgesOtherStrategiesAndPropertiesWhenAsked) {
  findSecondWrite();
  const ProcessResult result =
      withFaults({"replay", kCaseFile, "--strategy", "masked.where", "--property", "metadata", "--property", "fresh"});
  EXPECT_EQ(result.exitCode, 0);
  EXPECT_EQ(result.out, std::string(kCaseFile) + ": masked.where: metadata: passes\n" + kCaseFile +
                            ": masked.where: fresh: passes\n2 checks, 0 failed\n");
}

TEST_F(Replay, OfAKnownFailureFailsAndSaysWhy) {
  swapcheck({"fuzz", "--seed", "1", "--cases", "50", "--strategy", "article.where", "--out", "out"});
  ASSERT_FALSE(failures().empty());
  const ProcessResult result = swapcheck({"replay", "out/" + failures()[0]["file"].get<std::string>()});
  EXPECT_EQ(result.exitCode, 1);
  EXPECT_TRUE(holds(result.out, "\n  known failure: detach() cuts the graph")) << result.out;
}

TEST_F(Replay, EmitsACaseThatReplays) {
  const ProcessResult emitted =
      swapcheck({"replay", "--seed", "1", "--case", "3", "--strategy", "masked.where", "--emit", "json"});
  ASSERT_EQ(emitted.exitCode, 0);
  write("case.json", emitted.out);
  const ProcessResult replayed = swapcheck({"replay", "case.json", "--strategy", "masked.where"});
  EXPECT_EQ(replayed.exitCode, 0) << replayed.out;
  EXPECT_TRUE(holds(replayed.out, "case.json: masked.where: values: passes\n")) << replayed.out;
  EXPECT_EQ(swapcheck({"replay", "case.json", "--emit", "json", "--strategy", "masked.where"}).out, emitted.out);
}

TEST_F(Replay, EmitsTheCaseOfACaseFile) {
  findSecondWrite();
  const ProcessResult emitted = withFaults({"replay", kCaseFile, "--emit", "json"});
  EXPECT_EQ(Json::parse(emitted.out), readJson(kCaseFile)["case"]);
}

TEST_F(Replay, EmitsAProgramWithAFunctionToFillInForAStrategyWithoutSteps) {
  findSecondWrite();
  const ProcessResult python = withFaults({"replay", kCaseFile, "--emit", "python"});
  EXPECT_EQ(python.exitCode, 0);
  EXPECT_TRUE(python.out.starts_with("# broken.second-write fails the property values\n")) << python.out;
  EXPECT_TRUE(holds(python.out, "def swap(a, b, mask):\n    # FILL IN: ")) << python.out;
  EXPECT_TRUE(holds(python.out, "    sys.exit(2)\n"));
  const ProcessResult cpp = withFaults({"replay", kCaseFile, "--emit", "cpp"});
  EXPECT_TRUE(holds(cpp.out, "  // FILL IN: ")) << cpp.out;
}

TEST_F(Replay, EmitsAProgramOfWhatDoesNotFailAnyMore) {
  findSecondWrite();
  const ProcessResult mended = withFaultsMended({"replay", kCaseFile, "--emit", "python"});
  EXPECT_EQ(mended.exitCode, 0) << mended.err;
  EXPECT_TRUE(holds(mended.out, "#   It did not fail any more when this program was written.\n")) << mended.out;
}

TEST_F(Replay, OfACaseThatConcernsNoPropertyIsNoSuccess) {
  Json plain = Json::parse(
      swapcheck({"replay", "--seed", "1", "--case", "3", "--strategy", "whole.clone", "--emit", "json"}).out);
  for (Json& operand : plain["operands"])
    for (const char* state : {"requires_grad", "saved"}) operand[state] = false;
  for (Json& operand : plain["operands"]) operand["leaf"] = true;
  write("plain.json", plain.dump());
  const ProcessResult result =
      swapcheck({"replay", "plain.json", "--strategy", "whole.clone", "--property", "gradient"});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_EQ(result.err, "swapcheck: nothing ran: the case is of no concern to the chosen properties\n");
}

}  // namespace
}  // namespace swapcheck
