#include "harness/workers/delayed_deaths.h"

#include <fmt/format.h>

namespace swapcheck {

void DelayedDeaths::explain(DelayedDeath delayed) {
  if (isByOutsider(delayed.death)) return;
  for (const auto& [slot, position] : killers_)
    if (delayed.judged.holds(slot)) return add(position, delayed.death, false);
  if (!search_) search_ = std::make_unique<CulpritSearch>(std::move(delayed), options_, isolation_);
}

void DelayedDeaths::add(const Position& position, const Death& death, bool needsOthers) {
  const FirstSighting sighting{
      fmt::format("the case was done when {}{}", textOf(death),
                  needsOthers ? ", at other strategies' cases: without this one it lives" : "")};
  tally_.addDelayedDeath(position.number, slots_[position.slot].strategy, kindOf(death), sighting,
                         CulpritSearch::kLingerS);
}

void DelayedDeaths::attend() {
  if (!search_ || !search_->isDone()) return;
  if (const auto& culprit = search_->culprit()) {
    killers_.emplace(culprit->slot, *culprit);
    add(*culprit, search_->death(), search_->needsOthers());
    search_.reset();
  } else {
    end(SearchEnd::InVain);
  }
}

void DelayedDeaths::end(SearchEnd end) {
  if (!search_) return;
  addUnexplained(search_->delayed(), end, slots_, tally_);
  search_.reset();
}

}  // namespace swapcheck
