// What one case costs: generating, describing, materialising and judging it. A Google Benchmark program, run by hand:
// build/release/harness/case_benchmark
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>

#include "generators/case/features.h"
#include "generators/case/json.h"
#include "generators/simplify/simplify.h"
#include "generators/stream/generate.h"
#include "properties/property.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

constexpr uint64_t kSeed = 1;
/// So many different cases are gone through in turn.
constexpr uint64_t kCases = 512;

std::vector<SwapCase> someCases(Family family) {
  std::vector<SwapCase> cases;
  for (uint64_t k = 0; k < kCases; ++k) cases.push_back(caseAt(kSeed, k, family));
  return cases;
}

std::vector<PreparedCase> somePrepared(Family family) {
  std::vector<PreparedCase> prepared;
  for (const SwapCase& swapCase : someCases(family)) prepared.emplace_back(swapCase);
  return prepared;
}

/// Calls `step` on one item after the other, round and round.
template <typename Item, typename Step>
void goThrough(benchmark::State& state, const std::vector<Item>& items, Step step) {
  size_t k = 0;
  for (auto _ : state) {
    auto value = step(items[k++ % items.size()]);
    benchmark::DoNotOptimize(value);
  }
  state.SetItemsProcessed(state.iterations());
}

void generate(benchmark::State& state, Family family) {
  uint64_t number = 0;
  for (auto _ : state) {
    SwapCase swapCase = caseAt(kSeed, number++, family);
    benchmark::DoNotOptimize(swapCase);
  }
  state.SetItemsProcessed(state.iterations());
}

void registerFamily(Family family) {
  const auto named = [family](const char* what) { return std::string(what) + "/" + std::string(familyName(family)); };
  benchmark::RegisterBenchmark(named("generate").c_str(), [family](benchmark::State& s) { generate(s, family); });
  benchmark::RegisterBenchmark(named("features").c_str(), [family](benchmark::State& s) {
    goThrough(s, somePrepared(family), [](const PreparedCase& p) { return featuresOf(p.swapCase, p.host); });
  });
  benchmark::RegisterBenchmark(named("prepare").c_str(), [family](benchmark::State& s) {
    goThrough(s, someCases(family), [](const SwapCase& c) { return PreparedCase(c); });
  });
  benchmark::RegisterBenchmark(named("materialise").c_str(), [family](benchmark::State& s) {
    goThrough(s, somePrepared(family), [](const PreparedCase& p) { return materialise(p.swapCase, p.host); });
  });
  benchmark::RegisterBenchmark(named("simpler-cases").c_str(), [family](benchmark::State& s) {
    goThrough(s, someCases(family), [](const SwapCase& c) { return simplerCases(c); });
  });
  benchmark::RegisterBenchmark(named("to-json").c_str(), [family](benchmark::State& s) {
    goThrough(s, someCases(family), [](const SwapCase& c) { return toJson(c).dump(); });
  });
}

void registerJudging(const Strategy& strategy, const std::vector<const Property*>& properties, const char* what) {
  const std::string name = "judge/" + strategy.name + "/" + what;
  benchmark::RegisterBenchmark(name.c_str(), [&strategy, properties](benchmark::State& s) {
    goThrough(s, somePrepared(familyOf(strategy.swap)),
              [&](const PreparedCase& p) { return judge(strategy, p, properties); });
  });
}

void registerAll(const Catalogue& catalogue) {
  for (Family family : kFamilies) registerFamily(family);
  std::vector<const Property*> all;
  for (const Property& property : allProperties()) all.push_back(&property);
  for (const Property* property : all)
    registerJudging(*catalogue.find("masked.where"), {property}, std::string(property->id).c_str());
  for (const Strategy& strategy : catalogue.strategies()) registerJudging(strategy, all, "all");
}

}  // namespace
}  // namespace swapcheck

int main(int argc, char** argv) {
  at::set_num_threads(1);
  const swapcheck::Catalogue catalogue = swapcheck::builtinCatalogue();
  swapcheck::registerAll(catalogue);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
