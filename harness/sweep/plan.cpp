#include "harness/sweep/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kEffortNames({
    NamedValue{SweepEffort::Quick, "quick"},
    {SweepEffort::Default, "default"},
    {SweepEffort::Full, "full"},
});

constexpr EnumNames kPassNames({
    NamedValue{SweepPass::Forward, "forward"},
    {SweepPass::ForwardBackward, "forward+backward"},
});

/// From the most thorough to the least.
constexpr SweepExtent kExtents[] = {
    {"full", 10, 22, 1, 9, 0.05},      //
    {"full", 10, 22, 1, 5, 0.02},      //
    {"default", 10, 22, 2, 5, 0.01},   //
    {"default", 10, 22, 2, 3, 0.01},   //
    {"default", 10, 22, 2, 3, 0.004},  //
    {"default", 10, 20, 2, 3, 0.01},   //
    {"quick", 10, 18, 4, 5, 0.01},     //
    {"quick", 10, 18, 4, 3, 0.004},    //
    {"quick", 10, 18, 4, 3, 0.001},    //
    {"quick", 10, 14, 4, 3, 0.001},    //
};

constexpr double kDefaultBudgetS = 52;
constexpr double kQuickBudgetS = 6.5;

/// Share of the remaining time that is planned; the rest absorbs errors of the prediction.
constexpr double kPlannedShare = 0.8;

/// How much more an element costs where operands and results leave the caches.
constexpr int64_t kCachedElements = int64_t{1} << 18;
constexpr double kUncachedFactor = 1.4;

/// Google Benchmark aims at 1.4 times the least time, and takes about half of it to find the iterations.
constexpr double kAimedShare = 1.4;
constexpr double kSearchShare = 0.5;

constexpr std::string_view kTwinned = "masked.where";

double callAt(double callS, int64_t from, int64_t to) {
  const double linear = callS * static_cast<double>(to) / static_cast<double>(from);
  return from <= kCachedElements && to > kCachedElements ? linear * kUncachedFactor : linear;
}

double benchmarkS(double callS, const SweepExtent& extent) {
  const double search = callS < extent.minTimeS ? kSearchShare * extent.minTimeS : 0;
  return search + extent.repetitions * std::max(callS, kAimedShare * extent.minTimeS);
}

/// The strategy that is measured twice: the simplest masked one where it is swept.
size_t twinnedOf(std::span<const Strategy* const> strategies) {
  auto named = std::find_if(strategies.begin(), strategies.end(), [](auto* s) { return s->name == kTwinned; });
  return named == strategies.end() ? 0 : static_cast<size_t>(named - strategies.begin());
}

std::vector<SweepPass> passesOf(bool withBackward) {
  if (withBackward) return {SweepPass::Forward, SweepPass::ForwardBackward};
  return {SweepPass::Forward};
}

bool isOfEffort(const SweepExtent& extent, SweepEffort effort) { return extent.name == sweepEffortName(effort); }

}  // namespace

std::string_view sweepEffortName(SweepEffort effort) { return kEffortNames.of(effort); }

std::string_view sweepPassName(SweepPass pass) { return kPassNames.of(pass); }

std::vector<int64_t> sizesOf(const SweepExtent& extent) {
  std::vector<int64_t> sizes;
  for (int log2 = extent.minLog2; log2 <= extent.maxLog2; log2 += extent.stepLog2) sizes.push_back(int64_t{1} << log2);
  return sizes;
}

std::string benchmarkName(const SweepTrack& track, int64_t elements) {
  const std::string density = track.density ? fmt::format("/density:{:g}", *track.density) : "";
  return fmt::format("{}{}/{}{}/elements:{}", track.isTwin ? kTwinPrefix : "", track.strategy->name,
                     sweepPassName(track.pass), density, elements);
}

std::vector<std::optional<double>> densitiesOf(Family family) {
  if (family == Family::Whole || family == Family::Within) return {std::nullopt};
  return {std::begin(kSweepDensities), std::end(kSweepDensities)};
}

std::vector<SweepTrack> tracksOf(std::span<const Strategy* const> strategies, const std::vector<bool>& withBackward) {
  std::vector<SweepTrack> tracks;
  for (size_t k = 0; k < strategies.size(); ++k)
    for (SweepPass pass : passesOf(withBackward[k]))
      for (auto density : densitiesOf(familyOf(strategies[k]->swap))) tracks.push_back({strategies[k], pass, density});
  if (strategies.empty()) return tracks;
  const size_t twinned = twinnedOf(strategies);
  const auto densities = densitiesOf(familyOf(strategies[twinned]->swap));
  for (SweepPass pass : passesOf(withBackward[twinned]))
    tracks.push_back({strategies[twinned], pass, densities[densities.size() / 2], true});
  return tracks;
}

double predictedS(const SweepCosts& costs, const SweepExtent& extent) {
  double sum = 0;
  for (int64_t elements : sizesOf(extent)) {
    sum += callAt(costs.prepareS, costs.elements, elements);
    for (double callS : costs.callS) sum += benchmarkS(callAt(callS, costs.elements, elements), extent);
  }
  return sum;
}

std::optional<double> budgetOf(SweepEffort effort) {
  switch (effort) {
    case SweepEffort::Quick: return kQuickBudgetS;
    case SweepEffort::Default: return kDefaultBudgetS;
    case SweepEffort::Full: return std::nullopt;
  }
  return std::nullopt;
}

SweepExtent extentFor(SweepEffort effort, bool hasUserBudget, std::optional<double> leftS, const SweepCosts& costs) {
  const SweepExtent* first = std::begin(kExtents);
  if (!hasUserBudget)
    first = std::find_if(first, std::end(kExtents), [&](const auto& extent) { return isOfEffort(extent, effort); });
  auto fits = [&](const SweepExtent& extent) { return !leftS || predictedS(costs, extent) <= kPlannedShare * *leftS; };
  const SweepExtent* chosen = std::find_if(first, std::end(kExtents), fits);
  return chosen == std::end(kExtents) ? *std::prev(chosen) : *chosen;
}

}  // namespace swapcheck
