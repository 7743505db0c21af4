// Judges case numbers of a campaign: every strategy on its case, by every property.
#pragma once

#include <set>

#include "harness/counting/case_result.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// What is done with a strategy when its turn comes.
enum class NextStep { Judge, Skip, Stop };

/// Hears of the judging as it goes.
class JudgeListener {
 public:
  virtual ~JudgeListener() = default;

  /// When the case of a family has been worked out.
  virtual void onFamily(Family family, const FeatureSet& features) = 0;
  /// Before a strategy is judged, and before its family is worked out. `slot` is its place in `judgingSlotsOf`.
  virtual NextStep onSlot(size_t slot) = 0;
  /// Before a property looks at the strategy's case; of the first one, before the strategy is called.
  virtual void onProperty(size_t property) = 0;
  /// What a property said, if it had anything to say.
  virtual void onResult(size_t property, PropertyResult result) = 0;
};

/// Remembers which failures it has met, so that each is run a second time when it is first met.
class CaseJudge {
 public:
  /// Keeps a reference to the options. Throws InputError.
  explicit CaseJudge(const CampaignOptions& options)
      : options_(options), slots_(judgingSlotsOf(options)), counters_(verdictCountersOf(options)) {}

  /// Judges the slots from `first` to before `last` on their cases of that number. False when the listener stopped it.
  bool judge(uint64_t number, size_t first, size_t last, JudgeListener& listener);

  const std::vector<JudgingSlot>& slots() const { return slots_; }

 private:
  class Watcher;

  PropertyResult resultOf(const VerdictCounter& counter, const PreparedCase& prepared, const FeatureSet& features,
                          const Outcome& outcome);

  const CampaignOptions& options_;
  std::vector<JudgingSlot> slots_;
  std::vector<VerdictCounter> counters_;
  /// Ids of the failures that a second run repeated.
  std::set<std::string> repeated_;
};

/// How the strategy fails the property on the case, if it does.
std::optional<Falsified> failureOf(const Strategy& strategy, const Property& property, const PreparedCase& prepared);

}  // namespace swapcheck
