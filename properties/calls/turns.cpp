#include "properties/calls/turns.h"

#include <chrono>
#include <string_view>

#include "generators/parts/hash.h"

namespace swapcheck {
namespace {

constexpr std::chrono::milliseconds kLongestWait(1);

/// The participant that the current thread is; LibTorch's callbacks are plain functions.
thread_local Turns::Participant* participantHere = nullptr;

/// Not one that a strategy has registered, in whose inside it may share something.
bool isOfLibTorch(const at::RecordFunction& function) {
  return std::string_view(function.name()).starts_with("aten::");
}

std::unique_ptr<at::ObserverContext> onBegin(const at::RecordFunction& function) {
  if (participantHere) participantHere->begin(isOfLibTorch(function));
  return nullptr;
}

void onEnd(const at::RecordFunction& function, at::ObserverContext*) {
  if (participantHere) participantHere->end(isOfLibTorch(function));
}

}  // namespace

Turns::Turns(size_t callers, uint64_t seed) : changed_(callers), present_(callers), seed_(seed) {}

/// Gives the turn to another caller that is still there; the order may give it back to the same.
void Turns::pass(std::unique_lock<std::mutex>& lock, size_t from) {
  const size_t callers = present_.size();
  size_t next = seed_ == 0 ? from + 1 : hashOf(seed_, 0, passes_);
  ++passes_;
  for (size_t tried = 0; tried < callers; ++tried, ++next)
    if (present_[next % callers]) {
      turn_ = next % callers;
      lock.unlock();  // so that the woken thread does not wait for the lock
      if (next % callers != from) changed_[next % callers].notify_one();
      lock.lock();
      return;
    }
}

void Turns::await(std::unique_lock<std::mutex>& lock, size_t caller) {
  if (timeouts_ >= kMostTimeouts) return;
  if (changed_[caller].wait_for(lock, kLongestWait, [&] { return turn_ == caller; })) return;
  ++timeouts_;
  turn_ = caller;
}

Turns::Participant::Participant(Turns& turns, size_t caller) : turns_(turns), caller_(caller) {
  callback_ =
      at::addThreadLocalCallback(at::RecordFunctionCallback(&onBegin, &onEnd).scopes({at::RecordScope::FUNCTION}));
  std::unique_lock lock(turns_.mutex_);
  turns_.present_[caller] = true;
  if (++turns_.arrived_ == turns_.present_.size())
    for (std::condition_variable& changed : turns_.changed_) changed.notify_one();
  // Without a limit: nothing of a strategy has run yet that could hold up the others.
  turns_.changed_[caller].wait(lock, [this] { return turns_.arrived_ == turns_.present_.size(); });
  turns_.await(lock, caller);
  participantHere = this;
}

Turns::Participant::~Participant() {
  participantHere = nullptr;
  at::removeCallback(callback_);
  std::unique_lock lock(turns_.mutex_);
  turns_.present_[caller_] = false;
  if (turns_.turn_ == caller_) turns_.pass(lock, caller_);
}

void Turns::Participant::begin(bool isLibTorchs) {
  const bool inside = depth_ > 0;
  depth_ += isLibTorchs;
  if (inside) return;
  std::unique_lock lock(turns_.mutex_);
  if (turns_.turn_ == caller_) turns_.pass(lock, caller_);
  turns_.await(lock, caller_);
}

}  // namespace swapcheck
