// The program `swapcheck_campaign_benchmark`, run on a few cases: what it measures is not judged.
#include "../end_to_end/sandbox.h"

namespace swapcheck {
namespace {

class CampaignBenchmark : public Sandbox {
 protected:
  ProcessResult benchmark(const Words& words) const {
    return runProcess(SWAPCHECK_CAMPAIGN_BENCHMARK, words, {folder()});
  }
};

TEST_F(CampaignBenchmark, RunsEverySetWithEachNumberOfJobs) {
  const ProcessResult result = benchmark({"ratios", "--rounds", "1", "--cases", "200", "--json", "runs.json"});
  EXPECT_TRUE(result.exitCode == 0 || result.exitCode == 1) << result.err;
  for (const char* words : {"isolation: --jobs 1 / one process\n", "scaling: --jobs 2 / --jobs 1\n", "\ntogether "})
    EXPECT_TRUE(holds(result.out, words)) << words << "\nis not in\n" << result.out;
  const Json sets = readJson("runs.json")["sets"];
  EXPECT_GE(sets.size(), 2u);
  for (const Json& set : sets) {
    EXPECT_GE(set["strategies"].size(), 1u) << set;
    for (int jobs : {0, 1, 2}) EXPECT_EQ(matching(set["runs"], {{"jobs", jobs}, {"cases", 200}}).size(), 1u) << set;
    for (const Json& run : set["runs"])
      for (const char* time : {"campaign_s", "wall_s", "cpu_s"}) EXPECT_GT(run[time], 0.0) << run;
  }
}

TEST_F(CampaignBenchmark, LooksAtTheMemoryOfTheSupervisorAndTheWorkers) {
  const ProcessResult result = benchmark({"memory", "--cases", "3000", "--out", "memory.svg"});
  EXPECT_TRUE(result.exitCode == 0 || result.exitCode == 1) << result.err;
  for (const char* words : {"supervisor", "worker 1", "worker 2"})
    EXPECT_TRUE(holds(result.out, words)) << words << "\nis not in\n" << result.out;
  const ProcessResult linted = runProcess(SWAPCHECK_XMLLINT, {"--noout", "--nonet", "memory.svg"}, {folder()});
  EXPECT_EQ(linted.exitCode, 0) << linted.err;
}

TEST_F(CampaignBenchmark, ExplainsItsOptions) {
  EXPECT_TRUE(holds(benchmark({"--help"}).out, "ratios  throughput"));
  const ProcessResult help = benchmark({"ratios", "--help"});
  EXPECT_EQ(help.exitCode, 0) << help.err;
  EXPECT_TRUE(holds(help.out, "--rounds N"));
  EXPECT_TRUE(holds(benchmark({"memory", "--help"}).out, "--out FILE"));
}

TEST_F(CampaignBenchmark, RefusesWrongUsageInOneSentence) {
  for (const Words& words : std::vector<Words>{
           {}, {"speed"}, {"ratios", "--rounds", "0"}, {"ratios", "more"}, {"memory", "--cases", "many"}}) {
    const ProcessResult result = benchmark(words);
    EXPECT_EQ(result.exitCode, 2) << result.out;
    EXPECT_EQ(linesOf(result.err).size(), 1u) << result.err;
  }
}

TEST_F(CampaignBenchmark, SaysWhenThereIsNoProgramToMeasure) {
  const ProcessResult result = benchmark({"ratios", "--program", "/nowhere/swapcheck"});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_TRUE(holds(result.err, "/nowhere/swapcheck: cannot be started")) << result.err;
}

}  // namespace
}  // namespace swapcheck
