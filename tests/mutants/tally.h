// Detections of all mutants on all seeds, and whether they reach the bars.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "detection.h"

namespace swapcheck {

/// The detections of one mutant, one for each seed.
struct MutantRecord {
  const Mutant* mutant;
  std::vector<Detection> detections;
};

using Tally = std::vector<MutantRecord>;

/// What must be reached.
struct Bars {
  /// So many runs in a hundred take less than `quickS` seconds, and none more than `slowestS`.
  double quickPercent = 90;
  double quickS = 1;
  double slowestS = 10;
  /// Elements of shrunk counterexamples, counted from the fewest with which the mistake can show.
  double medianElements = 2;
  int64_t mostElements = 8;
};

/// A sentence for each bar that is missed.
std::vector<std::string> missedBars(const Tally& tally, const Bars& bars);

/// The middle of the numbers, the mean of the two middle ones of an even count; 0 for none.
double medianOf(std::vector<double> numbers);

/// One line of the table: what was found of one mutant. `headText` stands above.
std::string headText();
std::string rowText(const MutantRecord& record);

nlohmann::ordered_json toJson(const Tally& tally);

}  // namespace swapcheck
