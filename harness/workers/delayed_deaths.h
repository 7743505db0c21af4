// Explains the deaths in a campaign that an earlier case caused.
#pragma once

#include <map>

#include "harness/workers/culprit_search.h"

namespace swapcheck {

class DelayedDeaths {
 public:
  /// Keeps references to all of them; results are counted in the tally.
  DelayedDeaths(const CampaignOptions& options, const IsolationOptions& isolation, Tally& tally)
      : options_(options), isolation_(isolation), slots_(judgingSlotsOf(options)), tally_(tally) {}

  /// Takes a process that died between cases, or at a case that is not to blame, after judging others.
  void explain(DelayedDeath delayed);

  /// Continues the search, if one is running. Call it regularly.
  void attend();

  /// The death whose cause is being searched for, or null.
  const DelayedDeath* pending() const { return search_ ? &search_->delayed() : nullptr; }

  /// Ends the search for lack of time and counts its death as unexplained.
  void giveUp() { end(SearchEnd::Interrupted); }

 private:
  void end(SearchEnd end);
  void add(const Position& position, const Death& death, bool needsOthers);

  const CampaignOptions& options_;
  const IsolationOptions& isolation_;
  std::vector<JudgingSlot> slots_;
  Tally& tally_;
  /// One at a time: the same cause ends many processes.
  std::unique_ptr<CulpritSearch> search_;
  /// By slot: strategies known to leave something behind that kills their process, and the case that showed it.
  std::map<uint64_t, Position> killers_;
};

}  // namespace swapcheck
