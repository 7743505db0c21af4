#include "harness/workers/late_death.h"

#include <algorithm>

#include "harness/workers/worker.h"

namespace swapcheck {

LateDeathSearch::LateDeathSearch(LateDeath late, const CampaignOptions& options, const IsolationOptions& isolation)
    : late_(std::move(late)),
      death_(late_.death),
      suspects_(late_.judged.byStrategy()),
      options_(options),
      isolation_(isolation) {
  startNext();
}

void LateDeathSearch::startNext() {
  process_.reset();
  if (suspects_.empty()) return;
  process_ = std::make_unique<IsolatedProcess>(
      isolation_.limits, [this](Channel& channel) { workOnCases(options_, suspects_.front(), kLingerS, channel); });
}

bool LateDeathSearch::isDone() {
  if (!process_) return true;
  process_->attend();
  while (process_->channel().receive()) continue;
  if (!process_->process().end()) return false;
  const auto death = process_->death();
  const std::vector<Position> cases = std::move(suspects_.front());
  suspects_.pop_front();
  if (death && !death->byOutsider) {
    death_ = *death;
    accuse(cases);
  }
  startNext();
  return !process_;
}

void LateDeathSearch::accuse(const std::vector<Position>& cases) {
  suspects_.clear();
  const auto middle = cases.begin() + std::ssize(cases) / 2;
  if (cases.size() == 1)
    culprit_ = cases.front();
  else
    suspects_ = {{cases.begin(), middle}, {middle, cases.end()}};
}

}  // namespace swapcheck
