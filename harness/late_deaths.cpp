#include "harness/late_deaths.h"

#include <fmt/format.h>

namespace swapcheck {

void LateDeaths::explain(const Death& death, const Position& victim, const JudgedCases& judged) {
  if (death.byOutsider) return;
  for (const auto& [seat, position] : killers_)
    if (judged.holds(seat)) return add(position, death, true);
  if (!search_) search_ = std::make_unique<LateDeathSearch>(death, victim, judged, options_, isolation_);
}

void LateDeaths::add(const Position& position, const Death& death, bool repeats) {
  const FirstLook look{repeats ? fmt::format("the case was done when {}", death.message) : death.message, repeats};
  tally_.addLateDeath(position.number, seats_[position.seat].strategy, std::string(nameOf(death.kind)), look,
                      repeats ? LateDeathSearch::kLingerS : 0);
}

void LateDeaths::attend() {
  if (!search_ || !search_->isDone()) return;
  if (const auto& culprit = search_->culprit()) {
    killers_.emplace(culprit->seat, *culprit);
    add(*culprit, search_->death(), true);
  } else {
    add(search_->victim(), search_->death(), false);
  }
  search_.reset();
}

}  // namespace swapcheck
