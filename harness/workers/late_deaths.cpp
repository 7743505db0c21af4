#include "harness/workers/late_deaths.h"

#include <fmt/format.h>

namespace swapcheck {

void LateDeaths::explain(LateDeath late) {
  if (late.death.byOutsider) return;
  for (const auto& [seat, position] : killers_)
    if (late.judged.holds(seat)) return add(position, late.death);
  if (!search_) search_ = std::make_unique<LateDeathSearch>(std::move(late), options_, isolation_);
}

void LateDeaths::add(const Position& position, const Death& death) {
  const FirstLook look{fmt::format("the case was done when {}", death.message)};
  tally_.addLateDeath(position.number, seats_[position.seat].strategy, std::string(nameOf(death.kind)), look,
                      LateDeathSearch::kLingerS);
}

void LateDeaths::attend() {
  if (!search_ || !search_->isDone()) return;
  if (const auto& culprit = search_->culprit()) {
    killers_.emplace(culprit->seat, *culprit);
    add(*culprit, search_->death());
    search_.reset();
  } else {
    giveUp();
  }
}

void LateDeaths::giveUp() {
  if (!search_) return;
  addUnexplained(search_->late(), seats_, tally_);
  search_.reset();
}

void addUnexplained(const LateDeath& late, const std::vector<Seat>& seats, Tally& tally) {
  const FirstLook look{late.death.message, false};
  tally.addLateDeath(late.victim.number, seats.at(late.victim.seat).strategy, std::string(nameOf(late.death.kind)),
                     look, 0);
}

}  // namespace swapcheck
