// What `swapcheck report` makes of a run folder.
#include "sandbox.h"

namespace swapcheck {
namespace {

class Report : public Sandbox {
 protected:
  Report() {
    const ProcessResult result =
        withFaults({"fuzz", "--seed", "1", "--cases", "100", "--strategy", "broken.*", "--out", "run"});
    EXPECT_EQ(result.exitCode, 1);
  }
};

TEST_F(Report, IsWrittenWhereItIsAskedFor) {
  const ProcessResult result = swapcheck({"report", "run", "--out", "other"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(linesOf(result.out), (Words{"other/report.html", "other/summary.md", "other/junit.xml"}));
  for (const std::string& file : linesOf(result.out)) EXPECT_TRUE(holds(read(file), "broken.second-write")) << file;
}

TEST_F(Report, OfTheSameRunIsTheSame) {
  const auto written = everything();
  EXPECT_EQ(swapcheck({"report", "run"}).exitCode, 0);
  EXPECT_EQ(everything(), written);
}

TEST_F(Report, IsJUnitThatItsSchemaTakes) {
  const ProcessResult result = runProcess(
      SWAPCHECK_XMLLINT, {"--noout", "--nonet", "--schema", SWAPCHECK_JUNIT_XSD, "run/junit.xml"}, {folder()});
  EXPECT_EQ(result.exitCode, 0) << result.err;
}

TEST_F(Report, OfARunFromALaterVersionIsRefused) {
  Json run = readJson("run/run.json");
  run["schema"] = 99;
  write("run/run.json", run.dump());
  const ProcessResult result = swapcheck({"report", "run"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_TRUE(result.err.starts_with("swapcheck: run/run.json: schema: ")) << result.err;
}

}  // namespace
}  // namespace swapcheck
