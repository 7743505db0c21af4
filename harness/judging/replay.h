// Judging one described case again.
#pragma once

#include "properties/property.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// A case that did not fail every time is tried this often.
inline constexpr int kMostTries = 50;

/// The result of one property.
struct ReplayedCheck {
  std::string strategy;
  std::string property;
  /// False when the property does not apply to the case.
  bool judged = false;
  /// Set when it failed.
  std::optional<FailureRecord> failure;
  /// How often the case was judged: until the first failure, or the most that were allowed.
  int tries = 1;
};

struct ReplayTally {
  int64_t judged = 0;
  int64_t failed = 0;

  void add(const ReplayedCheck& check);
  ReplayTally& operator+=(const ReplayTally& other);
};

/// Judges the strategy, whose family must be the case's, by each of the properties.
std::vector<ReplayedCheck> replayCase(const Strategy& strategy, const SwapCase& swapCase,
                                      const std::vector<const Property*>& properties,
                                      JudgementWatcher* watcher = nullptr);

/// Judges the case repeatedly until a property fails or the tries are used up; just once when no property applies to
/// it.
std::vector<ReplayedCheck> replayUntilFailure(const Strategy& strategy, const SwapCase& swapCase,
                                              const std::vector<const Property*>& properties,
                                              int mostTries = kMostTries, JudgementWatcher* watcher = nullptr);

/// The text that is printed for a check: one line when it passes, with its tensors when it fails. `recordedCheck` is
/// the check that failed when the case was saved, or empty.
std::string replayText(const std::string& origin, const ReplayedCheck& check, const std::string& recordedCheck);

}  // namespace swapcheck
