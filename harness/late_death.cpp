#include "harness/late_death.h"

#include <algorithm>

#include "harness/worker.h"

namespace swapcheck {
namespace {

/// More strategies are not suspected.
constexpr size_t kMostSuspects = 32;

}  // namespace

void JudgedSeats::add(uint64_t number, size_t seat) {
  std::erase_if(latest_, [seat](const Position& other) { return other.seat == seat; });
  latest_.push_front({number, seat, 0});
  if (latest_.size() > kMostSuspects) latest_.pop_back();
}

LateDeathSearch::LateDeathSearch(Death death, const Position& victim, const JudgedSeats& judged,
                                 const CampaignOptions& options, const IsolationOptions& isolation)
    : death_(std::move(death)), victim_(victim), suspects_(judged.latest()), options_(options), isolation_(isolation) {
  startNext();
}

void LateDeathSearch::startNext() {
  process_.reset();
  if (suspects_.empty()) return;
  const Position suspect = suspects_.front();
  process_ = std::make_unique<IsolatedProcess>(isolation_.limits, [this, suspect](Channel& channel) {
    workOnSeat(options_, suspect.number, suspect.seat, channel, kLingerS);
  });
}

bool LateDeathSearch::isDone() {
  if (!process_) return true;
  process_->attend();
  while (process_->channel().receive()) continue;
  if (!process_->process().end()) return false;
  if (const auto death = process_->death(); death && !death->byOutsider) {
    culprit_ = suspects_.front();
    death_ = *death;
    suspects_.clear();
  } else {
    suspects_.pop_front();
  }
  startNext();
  return !process_;
}

}  // namespace swapcheck
