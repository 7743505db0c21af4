// The processes of a campaign that died of what an earlier case had left behind.
#pragma once

#include <map>

#include "harness/workers/culprit_search.h"

namespace swapcheck {

class DelayedDeaths {
 public:
  /// Keeps references to all of them; what is found out is counted in the tally.
  DelayedDeaths(const CampaignOptions& options, const IsolationOptions& isolation, Tally& tally)
      : options_(options), isolation_(isolation), slots_(judgingSlotsOf(options)), tally_(tally) {}

  /// A process died at a case that is not to blame, or between cases, after it had judged others.
  void explain(DelayedDeath delayed);

  /// To be asked now and then.
  void attend();

  /// What is being looked into, or null.
  const DelayedDeath* pending() const { return search_ ? &search_->delayed() : nullptr; }

  /// Counts what is being looked into as unexplained, since there is no more time.
  void giveUp();

 private:
  void add(const Position& position, const Death& death);

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::vector<JudgingSlot> slots_;
  Tally& tally_;
  /// One at a time: the same cause ends many processes.
  std::unique_ptr<CulpritSearch> search_;
  /// By slot: strategies that leave something behind which kills their process, and the case that showed it.
  std::map<uint64_t, Position> killers_;
};

}  // namespace swapcheck
