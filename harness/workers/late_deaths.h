// The processes of a campaign that died of what an earlier case had left behind.
#pragma once

#include "harness/judging/case_judge.h"
#include "harness/workers/late_death.h"
#include "harness/counting/tally.h"

namespace swapcheck {

class LateDeaths {
 public:
  /// Keeps references to all of them; what is found out is counted in the tally.
  LateDeaths(const CampaignOptions& options, const IsolationOptions& isolation, Tally& tally)
      : options_(options), isolation_(isolation), seats_(seatsOf(options)), tally_(tally) {}

  /// A process died at a case that is not to blame, or between cases, after it had judged others.
  void explain(LateDeath late);

  /// To be asked now and then.
  void attend();

  /// What is being looked into, or null.
  const LateDeath* pending() const { return search_ ? &search_->late() : nullptr; }

  /// Counts what is being looked into as unexplained, since there is no more time.
  void giveUp();

 private:
  void add(const Position& position, const Death& death);

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::vector<Seat> seats_;
  Tally& tally_;
  /// One at a time: the same cause ends many processes.
  std::unique_ptr<LateDeathSearch> search_;
  /// By seat: strategies that leave something behind which kills their process, and the case that showed it.
  std::map<uint64_t, Position> killers_;
};

/// Counts a death of which nobody knows what did it.
void addUnexplained(const LateDeath& late, const std::vector<Seat>& seats, Tally& tally);

}  // namespace swapcheck
