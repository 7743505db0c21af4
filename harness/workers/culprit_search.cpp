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
  const bool hasDied = death && !isByOutsider(*death);
  if (hasDied) death_ = *death;
  takeEnd(cases, hasDied);
  startNext();
  return !process_;
}

void CulpritSearch::takeEnd(const std::vector<Position>& cases, bool hasDied) {
  if (stage_ == Stage::AllButOne) {
    const Position last = leftOut_.front();
    leftOut_.pop_front();
    if (hasDied) return;
    culprit_ = last;
    suspects_.clear();
  } else if (stage_ == Stage::AllStrategies) {
    if (hasDied) leaveOutEach();
  } else if (hasDied) {
    isAccused_ = true;
    accuse(cases);
  } else if (suspects_.empty() && !isAccused_) {
    stage_ = Stage::AllStrategies;
    suspects_ = {inOrder()};
  }
}

std::vector<Position> CulpritSearch::inOrder() const {
  const auto& cases = delayed_.judged.cases();
  return {cases.begin(), cases.end()};
}

/// The victim's strategy comes last: it may only have met what another had left.
void CulpritSearch::leaveOutEach() {
  stage_ = Stage::AllButOne;
  auto groups = delayed_.judged.byStrategy();
  std::stable_partition(groups.begin(), groups.end(),
                        [this](const auto& group) { return group.front().slot != delayed_.victim.slot; });
  for (const std::vector<Position>& group : groups) {
    std::vector<Position> others = inOrder();
    std::erase_if(others, [&](const Position& judged) { return judged.slot == group.front().slot; });
    suspects_.push_back(std::move(others));
    leftOut_.push_back(group.back());
  }
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
