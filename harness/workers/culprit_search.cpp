#include "harness/workers/culprit_search.h"

#include <algorithm>

#include "harness/workers/worker.h"

namespace swapcheck {

CulpritSearch::CulpritSearch(DelayedDeath delayed, const CampaignOptions& options, const IsolationOptions& isolation)
    : delayed_(std::move(delayed)),
      death_(delayed_.death),
      suspects_(delayed_.judged.byStrategy()),
      options_(options),
      isolation_(isolation) {
  startNext();
}

void CulpritSearch::startNext() {
  process_.reset();
  if (suspects_.empty()) return;
  process_ = std::make_unique<IsolatedProcess>(
      isolation_.limits, [this](Channel& channel) { workOnCases(options_, suspects_.front(), kLingerS, channel); });
}

bool CulpritSearch::isDone() {
  if (!process_) return true;
  process_->attend();
  while (process_->receive()) continue;
  if (!process_->process().end()) return false;
  const auto death = process_->death();
  const std::vector<Position> cases = std::move(suspects_.front());
  suspects_.pop_front();
  if (death && !isByOutsider(*death)) {
    death_ = *death;
    accuse(cases);
  }
  startNext();
  return !process_;
}

void CulpritSearch::accuse(const std::vector<Position>& cases) {
  suspects_.clear();
  const auto middle = cases.begin() + std::ssize(cases) / 2;
  if (cases.size() == 1)
    culprit_ = cases.front();
  else
    suspects_ = {{cases.begin(), middle}, {middle, cases.end()}};
}

}  // namespace swapcheck
