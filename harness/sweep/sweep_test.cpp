#include "harness/sweep/sweep.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/sweep/reporter.h"
#include "strategies/catalogue.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

constexpr SweepExtent kTiny{"tiny", 10, 10, 1, 3, 1e-5};

const Strategy* builtin(const char* name) {
  static const Catalogue catalogue = builtinCatalogue();
  return catalogue.find(name);
}

SweepOptions tiny(std::vector<const Strategy*> strategies) {
  SweepOptions options;
  options.strategies = std::move(strategies);
  options.extent = kTiny;
  return options;
}

std::vector<std::string> iterationNames(const Json& document) {
  std::vector<std::string> names;
  for (const Json& run : document.at("benchmarks"))
    if (run.at("run_type") == "iteration") names.push_back(run.at("name"));
  return names;
}

std::string complaintAbout(const SweepOptions& options) {
  try {
    runSweep(options);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Sweep, WritesThreeRepetitionsOfEachBenchmarkInOrder) {
  const Json document = runSweep(tiny({builtin("whole.clone"), builtin("within.index-select")}));
  std::vector<std::string> expected;
  for (const char* name :
       {"whole.clone/forward/elements:1024", "whole.clone/forward+backward/elements:1024",
        "within.index-select/forward/elements:1024", "within.index-select/forward+backward/elements:1024",
        "noise/whole.clone/forward/elements:1024", "noise/whole.clone/forward+backward/elements:1024"})
    expected.insert(expected.end(), 3, name);
  EXPECT_EQ(iterationNames(document), expected);
  for (const Json& run : document.at("benchmarks")) {
    EXPECT_EQ(run.at("repetitions"), 3);
    EXPECT_FALSE(run.contains("error_occurred")) << run;
    EXPECT_EQ(run.value("label", ""), run.at("name").get<std::string>().find("within.") == 0 ? "within" : "whole");
    EXPECT_TRUE(run.value("aggregate_name", "") == "cv" || run.value("items_per_second", 0.0) > 0) << run;
  }
}

TEST(Sweep, ContextSaysWhatWasSweptAndOnWhat) {
  SweepOptions options = tiny({builtin("masked.where")});
  options.context = {{"build", "test"}};
  const Json context = runSweep(options).at("context");
  for (const auto& [key, value] : std::map<std::string, std::string>{{"build", "test"},
                                                                     {"effort", "tiny"},
                                                                     {"elements", "1024"},
                                                                     {"densities", "0, 0.5, 1"},
                                                                     {"repetitions", "3"},
                                                                     {"threads", "1"},
                                                                     {"dtype", "float32"},
                                                                     {"ended", "complete"},
                                                                     {"unmeasured", "0"},
                                                                     {"no_backward", ""}})
    EXPECT_EQ(context.value(key, "missing"), value) << key;
  EXPECT_TRUE(context.contains("libtorch"));
  EXPECT_GE(std::stod(context.value("aa_noise", "missing")), 0);
}

TEST(Sweep, MasksAndIndicesOfEveryDensityAreTimed) {
  const auto names = iterationNames(runSweep(tiny({builtin("masked.where"), builtin("indexed.index-put")})));
  const std::set<std::string> all(names.begin(), names.end());
  for (const char* strategy : {"masked.where", "indexed.index-put"})
    for (const char* pass : {"forward", "forward+backward"})
      for (const char* density : {"0", "0.5", "1"})
        EXPECT_TRUE(all.contains(std::string(strategy) + "/" + pass + "/density:" + density + "/elements:1024"));
}

TEST(Sweep, DetachedStrategyHasNoBackwardAndTheContextSaysSo) {
  const Json document = runSweep(tiny({builtin("article.clone-detach"), builtin("whole.clone")}));
  const auto names = iterationNames(document);
  EXPECT_EQ(std::count(names.begin(), names.end(), "article.clone-detach/forward/elements:1024"), 3);
  EXPECT_EQ(std::count(names.begin(), names.end(), "article.clone-detach/forward+backward/elements:1024"), 0);
  EXPECT_EQ(document.at("context").at("no_backward"), "article.clone-detach");
}

TEST(Sweep, AStrategyThatThrowsShowsAsErrorAndTheOthersAreTimed) {
  const Strategy throwing{"mine.throwing", "", WholeSwap([](const auto&, const auto&) -> TensorPair {
                            throw std::runtime_error("out of \"luck\"");
                          })};
  const Json document = runSweep(tiny({&throwing, builtin("whole.clone")}));
  int errors = 0, timed = 0;
  for (const Json& run : document.at("benchmarks")) {
    const bool mine = run.at("name").get<std::string>().find("mine.throwing") != std::string::npos;
    EXPECT_EQ(run.value("error_occurred", false), mine) << run;
    EXPECT_EQ(run.value("error_message", ""), mine ? "out of \"luck\"" : "");
    errors += mine;
    timed += !mine;
  }
  EXPECT_GT(errors, 0);
  EXPECT_GT(timed, 0);
}

TEST(Sweep, AStrategyThatThrowsNowAndThenDoesNotEndIt) {
  int64_t calls = 0;
  const Strategy unsteady{"mine.unsteady", "", WholeSwap([&](const at::Tensor& a, const at::Tensor& b) {
                            if (++calls % 100 == 0) throw std::runtime_error("the hundredth");
                            return TensorPair{b.clone(), a.clone()};
                          })};
  const Json document = runSweep(tiny({&unsteady, builtin("whole.clone")}));
  EXPECT_EQ(document.at("context").at("ended"), "complete");
  EXPECT_EQ(iterationNames(document).size(), 6u * 3);
}

TEST(Sweep, RunsASecondTimeInOneProcess) {
  const auto first = iterationNames(runSweep(tiny({builtin("whole.clone")})));
  const auto second = iterationNames(runSweep(tiny({builtin("within.index-copy")})));
  EXPECT_EQ(first.size(), second.size());
  for (const std::string& name : second) EXPECT_EQ(name.find("whole.clone"), std::string::npos) << name;
}

TEST(Sweep, ProgressCountsEveryRepetitionOnce) {
  SweepOptions options = tiny({builtin("whole.clone")});
  std::vector<int64_t> done;
  options.onProgress = [&](const SweepProgress& progress) {
    done.push_back(progress.done);
    EXPECT_EQ(progress.total, 4 * 3);
  };
  runSweep(options);
  ASSERT_EQ(done.size(), 4u * 3);
  for (size_t k = 0; k < done.size(); ++k) EXPECT_EQ(done[k], static_cast<int64_t>(k) + 1);
}

TEST(Sweep, KeepsWhatWasMeasuredBeforeAStop) {
  SweepOptions options = tiny({builtin("whole.clone")});
  int64_t done = 0;
  options.onProgress = [&](const SweepProgress& progress) { done = progress.done; };
  options.stopRequested = [&] { return done >= 1; };
  const Json document = runSweep(options);
  EXPECT_EQ(document.at("context").at("ended"), "stop");
  EXPECT_EQ(document.at("context").at("unmeasured"), "3");
  for (const Json& run : document.at("benchmarks")) EXPECT_FALSE(run.contains("error_occurred")) << run;
}

TEST(Sweep, KeepsTheRepetitionsOfABenchmarkThatAStopCutShort) {
  SweepOptions options = tiny({builtin("whole.clone")});
  int64_t done = 0;
  options.onProgress = [&](const SweepProgress& progress) { done = progress.done; };
  options.stopRequested = [&] { return done == 4 * 3 - 1; };
  const Json document = runSweep(options);
  EXPECT_EQ(document.at("context").at("unmeasured"), "0");
  EXPECT_EQ(iterationNames(document).size(), 4u * 3 - 1);
}

TEST(Sweep, AnExpiredBudgetEndsItByTheClock) {
  SweepOptions options = tiny({builtin("whole.clone")});
  options.budgetS = 1e-9;
  const Json document = runSweep(options);
  EXPECT_EQ(document.at("context").at("ended"), "clock");
  EXPECT_EQ(document.at("context").at("unmeasured"), "4");
  EXPECT_TRUE(document.at("benchmarks").empty());
}

TEST(Sweep, SetsLibTorchsThreadsAndRestoresThem) {
  const int before = at::get_num_threads();
  int seen = 0;
  const Strategy looking{"mine.looking", "", WholeSwap([&](const at::Tensor& a, const at::Tensor& b) {
                           seen = at::get_num_threads();
                           return TensorPair{b, a};
                         })};
  SweepOptions options = tiny({&looking});
  options.threads = before + 1;
  const Json document = runSweep(options);
  EXPECT_EQ(seen, before + 1);
  EXPECT_EQ(at::get_num_threads(), before);
  EXPECT_EQ(document.at("context").at("threads"), std::to_string(before + 1));
  EXPECT_EQ(iterationNames(document).front(), "mine.looking/forward/elements:1024");
}

TEST(Sweep, PrintsNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  runSweep(tiny({builtin("whole.clone")}));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(Sweep, RefusesWhatItCannotSweep) {
  EXPECT_NE(complaintAbout(tiny({})).find("at least one strategy"), std::string::npos);
  EXPECT_NE(complaintAbout(tiny({nullptr})).find("null"), std::string::npos);
  EXPECT_NE(complaintAbout(tiny({builtin("whole.clone"), builtin("whole.clone")})).find("twice"), std::string::npos);
  SweepOptions options = tiny({builtin("whole.clone")});
  options.threads = 0;
  EXPECT_NE(complaintAbout(options).find("1 thread"), std::string::npos);
  options.threads = 1;
  options.budgetS = 0;
  EXPECT_NE(complaintAbout(options).find("budget"), std::string::npos);
}

}  // namespace
}  // namespace swapcheck
