// What a performance sweep measures: sizes, densities, passes and repetitions, chosen from an effort or a budget.
#pragma once

#include <swapcheck/strategy.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reports/bench/name.h"

namespace swapcheck {

enum class SweepEffort { Quick, Default, Full };

/// "quick", "default" or "full".
std::string_view sweepEffortName(SweepEffort effort);

/// What is timed: the swap of operands that need no gradient; or the swap of operands that do, and its backward.
enum class SweepPass { Forward, ForwardBackward };

/// "forward" or "forward+backward".
std::string_view sweepPassName(SweepPass pass);

/// Shares of the elements that masked and indexed swaps exchange.
inline constexpr double kSweepDensities[] = {0, 0.5, 1};

/// How much is measured of each strategy: sizes from 2^minLog2 to 2^maxLog2 elements, in steps of a factor
/// 2^stepLog2, each at least `minTimeS` long and `repetitions` times.
struct SweepExtent {
  std::string_view name;
  int minLog2 = 10;
  int maxLog2 = 22;
  int stepLog2 = 2;
  int repetitions = 3;
  double minTimeS = 0.01;
};

/// Elements of one operand, ascending.
std::vector<int64_t> sizesOf(const SweepExtent& extent);

/// One line of a chart: a strategy, pass and density, to be measured at every size.
struct SweepTrack {
  const Strategy* strategy = nullptr;
  SweepPass pass = SweepPass::Forward;
  /// Only of masked and indexed strategies.
  std::optional<double> density = {};
  /// Measures what another track measures, for the A/A noise.
  bool isTwin = false;
};

/// "STRATEGY/PASS/elements:N" or "STRATEGY/PASS/density:D/elements:N"; of a twin, after `kTwinPrefix`.
std::string benchmarkName(const SweepTrack& track, int64_t elements);

/// The densities at which a family is measured; one empty entry for a family without.
std::vector<std::optional<double>> densitiesOf(Family family);

/// All tracks of the strategies, in their order; `withBackward[k]` says whether strategy k has a backward pass to
/// measure. The last tracks are twins: each pass of `masked.where` or, where it is not swept, of the first strategy.
std::vector<SweepTrack> tracksOf(std::span<const Strategy* const> strategies, const std::vector<bool>& withBackward);

/// Times measured before the sweep, at one size.
struct SweepCosts {
  int64_t elements = 1;
  /// Seconds of one call of each track.
  std::vector<double> callS;
  /// Seconds to prepare the operands, masks and indices.
  double prepareS = 0;
};

/// Seconds that a sweep will take: costs grow with the number of elements, and faster beyond the caches.
double predictedS(const SweepCosts& costs, const SweepExtent& extent);

/// Most seconds that a sweep of that effort may take; nothing for a full one.
std::optional<double> budgetOf(SweepEffort effort);

/// The most thorough extent for which `predictedS` leaves a reserve in the seconds left. Without a budget of the
/// user's it is no more thorough than the effort; with one, the budget alone decides. When none fits: the least.
SweepExtent extentFor(SweepEffort effort, bool hasUserBudget, std::optional<double> leftS, const SweepCosts& costs);

}  // namespace swapcheck
