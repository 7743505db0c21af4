// Judges case numbers of a campaign: every strategy on its case, by every property.
#pragma once

#include <set>

#include "harness/counting/case_result.h"
#include "harness/counting/tally.h"

namespace swapcheck {

/// What to do with a strategy when its turn comes.
enum class NextStep { Judge, Skip, Stop };

/// Receives results while a case is judged.
class JudgeListener {
 public:
  virtual ~JudgeListener() = default;

  /// Called when the case of a family has been prepared.
  virtual void onFamily(Family family, const FeatureSet& features) = 0;
  /// Called before a strategy is judged, and before its family's case is prepared. `slot` is its place in
  /// `judgingSlotsOf`.
  virtual NextStep onSlot(size_t slot) = 0;
  /// Called before a property looks at the strategy's case; for the first property, before the strategy is called.
  virtual void onProperty(size_t property) = 0;
  /// The result of a property, also when it does not apply.
  virtual void onResult(size_t property, PropertyResult result) = 0;
  /// Something worth knowing of the strategy that is being judged.
  virtual void onNote(Note note) = 0;
};

/// Remembers which failures it has seen, and runs each new one a second time.
class CaseJudge {
 public:
  /// Keeps a reference to the options. Throws InputError.
  explicit CaseJudge(const CampaignOptions& options)
      : options_(options), slots_(judgingSlotsOf(options)), counters_(verdictCountersOf(options)) {}

  /// Judges the slots in [first, last) on their cases of that number. False when the listener stopped it.
  bool judge(uint64_t number, size_t first, size_t last, JudgeListener& listener);

  const std::vector<JudgingSlot>& slots() const { return slots_; }

 private:
  class Watcher;

  bool isTooLarge(uint64_t number, Family family) const;
  PropertyResult resultOf(const VerdictCounter& counter, const PreparedCase& prepared, const FeatureSet& features,
                          const Outcome& outcome);

  const CampaignOptions& options_;
  BetweenCases between_;
  std::vector<JudgingSlot> slots_;
  std::vector<VerdictCounter> counters_;
  /// Ids of failures that a second run confirmed.
  std::set<std::string> repeated_;
};

/// How the strategy fails the property on the case; nothing when it does not.
std::optional<Falsified> failureOf(const Strategy& strategy, const Property& property, const PreparedCase& prepared);

}  // namespace swapcheck
