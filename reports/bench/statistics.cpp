// Medians, ranges and rankings of measured throughput.
#include <algorithm>

#include "reports/bench/series.h"

namespace swapcheck {

BenchPoint pointOf(int64_t elements, std::vector<double> throughputs) {
  std::sort(throughputs.begin(), throughputs.end());
  const size_t count = throughputs.size();
  const double median = (throughputs[(count - 1) / 2] + throughputs[count / 2]) / 2;
  return {elements, median, throughputs.front(), throughputs.back(), static_cast<int64_t>(count)};
}

BenchRanking rankingOf(const BenchChart& chart, double aaNoise) {
  BenchRanking ranking;
  for (const BenchLine& line : chart.lines)
    for (const BenchPoint& point : line.points) ranking.elements = std::max(ranking.elements, point.elements);
  for (const BenchLine& line : chart.lines)
    for (const BenchPoint& point : line.points)
      if (point.elements == ranking.elements) ranking.places.push_back({line.strategy, point, false});
  std::stable_sort(ranking.places.begin(), ranking.places.end(),
                   [](const auto& a, const auto& b) { return a.point.median > b.point.median; });
  for (BenchRanking::Place& place : ranking.places) {
    const BenchPoint& first = ranking.places.front().point;
    const bool close = first.median <= place.point.median * (1 + aaNoise);
    place.tied = &place != &ranking.places.front() && (close || place.point.max >= first.min);
  }
  return ranking;
}

}  // namespace swapcheck
