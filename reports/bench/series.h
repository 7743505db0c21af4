// A sweep as lines to draw: a chart for each family, pass and density.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reports/bench/document.h"

namespace swapcheck {

struct RunRecord;

/// Throughput of one strategy at one size, in elements per second.
struct BenchPoint {
  int64_t elements = 0;
  double median = 0;
  double min = 0;
  double max = 0;
  /// Number of repetitions behind the median; 0 if only an aggregate was written, and then the spread is unknown.
  int64_t repetitions = 0;
};

struct BenchLine {
  std::string strategy;
  /// By rising `elements`.
  std::vector<BenchPoint> points;
};

struct BenchChart {
  std::string family;
  /// "forward" or "forward+backward".
  std::string pass;
  /// "0.5"; empty where density is no axis.
  std::string density;
  std::vector<BenchLine> lines;
};

struct BenchSweep {
  /// By family, pass and density, whatever the order in which the sweep measured.
  std::vector<BenchChart> charts;
  /// How far apart two measurements of the same thing were in this sweep, as a fraction ("aa_noise" in the context);
  /// nothing if it was not measured.
  std::optional<double> aaNoise;
  /// A sentence for every benchmark that could not be used.
  std::vector<std::string> problems;
};

/// Family of each strategy; a strategy that is missing has the family in its runs' label or, without one, the part of
/// its name before the dot.
using FamilyOf = std::map<std::string, std::string>;

/// The families that the run names.
FamilyOf familiesOf(const RunRecord& run);

/// What is not a benchmark of a strategy goes into `problems`. Benchmarks whose name begins with "noise/" measure
/// another one again and are skipped.
BenchSweep benchSweepOf(const BenchDocument& bench, const FamilyOf& familyOf);

/// Median, minimum and maximum of `throughputs`, which must not be empty.
BenchPoint pointOf(int64_t elements, std::vector<double> throughputs);

/// Strategies at one size of a chart, the fastest median first.
struct BenchRanking {
  int64_t elements = 0;
  struct Place {
    std::string strategy;
    BenchPoint point;
    /// Its repetitions overlap with those of the first, or the medians are no further apart than the A/A noise: the
    /// order is not certain.
    bool tied = false;
  };
  std::vector<Place> places;
};

/// The ranking at the largest size that any strategy of the chart has.
BenchRanking rankingOf(const BenchChart& chart, double aaNoise = 0);

}  // namespace swapcheck
