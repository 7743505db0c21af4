// Judging one described case again.
#pragma once

#include "properties/property.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// So often a case that did not fail every time is tried.
inline constexpr int kMostTries = 50;

/// How one property fared.
struct ReplayedCheck {
  std::string strategy;
  std::string property;
  /// Nothing when the property says nothing about the case.
  bool judged = false;
  /// When it failed.
  std::optional<FailureRecord> failure;
  /// How often the case was judged: up to the first failure, or up to the most that were allowed.
  int tries = 1;
};

struct ReplayTally {
  int64_t judged = 0;
  int64_t failed = 0;

  void add(const ReplayedCheck& check);
  ReplayTally& operator+=(const ReplayTally& other);
};

/// Judges the strategy, which is of the case's family, by each of the properties.
std::vector<ReplayedCheck> replayCase(const Strategy& strategy, const SwapCase& swapCase,
                                      const std::vector<const Property*>& properties,
                                      JudgementWatcher* watcher = nullptr);

/// Judges the case again and again, until one of the properties fails or the tries are used up; a case of which no
/// property speaks once.
std::vector<ReplayedCheck> replayUntilFailure(const Strategy& strategy, const SwapCase& swapCase,
                                              const std::vector<const Property*>& properties,
                                              int mostTries = kMostTries, JudgementWatcher* watcher = nullptr);

/// What is printed of a check: passing, in a line; failing, with its tensors. `recordedCheck` is the one that failed
/// when the case was saved, or empty.
std::string replayText(const std::string& origin, const ReplayedCheck& check, const std::string& recordedCheck);

}  // namespace swapcheck
