// Judges case numbers of a campaign: every strategy on its case, by every property.
#pragma once

#include <set>

#include "harness/campaign/campaign.h"
#include "harness/counting/case_result.h"
#include "harness/counting/verdicts.h"

namespace swapcheck {

/// One of a campaign's strategies, in the order in which they are judged: family by family.
struct Seat {
  size_t strategy;
  Family family;
};

/// The order of the strategies.
std::vector<Seat> seatsOf(const CampaignOptions& options);

/// A cell for each strategy and property, properties running fastest.
std::vector<Cell> cellsOf(const CampaignOptions& options);

/// Whether a strategy's turn comes: it does; it is passed over; nothing more is judged.
enum class Turn { Judge, Skip, Stop };

/// Hears of the judging as it goes.
class JudgeListener {
 public:
  virtual ~JudgeListener() = default;

  /// When the case of a family has been worked out.
  virtual void onFamily(Family family, const FeatureSet& features) = 0;
  /// Before a strategy is judged, and before its family is worked out.
  virtual Turn onSeat(size_t seat) = 0;
  /// Before a property looks at the strategy's case; of the first one, before the strategy is called.
  virtual void onProperty(size_t property) = 0;
  /// What a property said, if it had anything to say.
  virtual void onResult(size_t property, PropertyResult result) = 0;
};

/// Remembers which failures it has met, so that each is run a second time when it is first met.
class CaseJudge {
 public:
  explicit CaseJudge(const CampaignOptions& options)
      : options_(options), seats_(seatsOf(options)), cells_(cellsOf(options)) {}

  /// Judges the seats from `first` to before `last` on their cases of that number. False when the listener stopped it.
  bool judge(uint64_t number, size_t first, size_t last, JudgeListener& listener);

  const std::vector<Seat>& seats() const { return seats_; }

 private:
  class Watcher;

  PropertyResult resultOf(const Cell& cell, const PreparedCase& prepared, const FeatureSet& features,
                          const Outcome& outcome);

  const CampaignOptions& options_;
  std::vector<Seat> seats_;
  std::vector<Cell> cells_;
  /// Ids of the failures that a second run repeated.
  std::set<std::string> met_;
};

/// The failure of a case by the cell's property, if it fails.
std::optional<Falsified> failureOf(const Cell& cell, const PreparedCase& prepared);

}  // namespace swapcheck
