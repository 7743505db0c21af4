#include "harness/sweep/timing.h"

#include <fmt/format.h>

#include <deque>

#include "strategies/exception_text.h"

namespace swapcheck {
namespace {

/// One registered benchmark.
struct TimedCall {
  const Strategy& strategy;
  SweepCall call;
  std::string name;
  int64_t elements;
  std::string family;
  /// Iterations of the last run; the first repetition makes several runs until they take long enough.
  int64_t lastIterations = 0;

  void operator()(benchmark::State& state, const SweepTiming& timing) {
    if (timing.mustStop()) return passOver(state);
    timing.before(strategy);
    const std::string error = timedLoop(state);
    if (!error.empty()) state.SkipWithError(error.c_str());
    state.SetItemsProcessed(state.iterations() * elements);
    state.SetLabel(family);
    const bool sought = lastIterations != 0 && state.max_iterations != lastIterations;
    lastIterations = state.max_iterations;
    if (!sought) timing.finished(name);
  }

  /// Google Benchmark aborts the process when repetitions differ in their iterations, and a run that does not enter its
  /// loop has none.
  static void passOver(benchmark::State& state) {
    for (auto _ : state) {
      state.SkipWithError(kStoppedRun);
      break;
    }
  }

  /// The text of what the swap threw, or empty.
  std::string timedLoop(benchmark::State& state) try {
    for (auto _ : state) {
      SweepResults results = call();
      benchmark::DoNotOptimize(results);
    }
    return "";
  } catch (...) {
    const std::string text = currentExceptionText();
    return text.empty() ? "an exception without a message" : text;
  }
};

/// Empties the process's registry, before and after.
struct OwnRegistry {
  OwnRegistry() { benchmark::ClearRegisteredBenchmarks(); }
  ~OwnRegistry() { benchmark::ClearRegisteredBenchmarks(); }
  OwnRegistry(const OwnRegistry&) = delete;
  OwnRegistry& operator=(const OwnRegistry&) = delete;
};

/// Flags can be set again and again; settings of single benchmarks would show in their names.
void setFlags(const SweepExtent& extent) {
  static char program[] = "swapcheck";  // Google Benchmark keeps the address
  std::vector<std::string> flags = {
      fmt::format("--benchmark_min_time={}", extent.minTimeS),
      fmt::format("--benchmark_repetitions={}", extent.repetitions),
      "--benchmark_enable_random_interleaving=true",
      "--benchmark_report_aggregates_only=false",
      "--benchmark_list_tests=false",
      "--benchmark_out=",
      "--v=-1",  // 1.9 remarks on the bare number of seconds that 1.7 asks for
  };
  std::vector<char*> arguments = {program};
  for (std::string& flag : flags) arguments.push_back(flag.data());
  arguments.push_back(nullptr);
  int count = static_cast<int>(arguments.size()) - 1;
  benchmark::Initialize(&count, arguments.data());
}

}  // namespace

void timeTracks(const SweepTiming& timing, SweepReporter& reporter) {
  const OwnRegistry registry;
  setFlags(timing.extent);
  std::deque<TimedCall> calls;
  for (const SweepTrack& track : timing.tracks)
    for (int64_t elements : sizesOf(timing.extent)) {
      TimedCall& timed = calls.emplace_back(TimedCall{*track.strategy, SweepCall(track, timing.data.at(elements)),
                                                      benchmarkName(track, elements), elements,
                                                      std::string(familyName(familyOf(track.strategy->swap)))});
      auto* registered = benchmark::RegisterBenchmark(
          timed.name.c_str(), [&timed, &timing](benchmark::State& state) { timed(state, timing); });
      if (timing.threads > 1) registered->UseRealTime();
    }
  benchmark::RunSpecifiedBenchmarks(&reporter, nullptr, ".");
}

}  // namespace swapcheck
