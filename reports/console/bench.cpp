#include "reports/console/bench.h"

#include <fmt/format.h>

#include "reports/record/text.h"

namespace swapcheck {
namespace {

std::string titleOf(const BenchChart& chart, int64_t elements) {
  const std::string density = chart.density.empty() ? "" : ", density " + chart.density;
  return fmt::format("{} {}{}, {} elements\n", chart.family, chart.pass, density, thousands(elements));
}

std::string placeText(const BenchRanking::Place& place, double fastest) {
  const std::string behind =
      place.point.median >= fastest ? "" : fmt::format("  {:.2f}x slower", fastest / place.point.median);
  return fmt::format("  {:<24}  {:>7} elements/s{}{}\n", place.strategy, siNumber(place.point.median), behind,
                     !behind.empty() && place.tied ? " (within the noise)" : "");
}

}  // namespace

std::string benchText(const BenchSweep& sweep) {
  std::string text;
  for (const BenchChart& chart : sweep.charts) {
    const BenchRanking ranking = rankingOf(chart, sweep.aaNoise.value_or(0));
    text += titleOf(chart, ranking.elements);
    for (const BenchRanking::Place& place : ranking.places)
      text += placeText(place, ranking.places.front().point.median);
  }
  for (const std::string& problem : sweep.problems) text += problem + "\n";
  return text;
}

}  // namespace swapcheck
