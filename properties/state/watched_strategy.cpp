#include "properties/state/watched_strategy.h"

#include "properties/state/thread_state.h"

namespace swapcheck {
namespace {

/// Puts the thread's state back, also when the call throws.
class WatchedCall {
 public:
  explicit WatchedCall(LeftBehindLog& log) : log_(log) {}
  ~WatchedCall() { log_.add(before_.restore()); }
  WatchedCall(const WatchedCall&) = delete;
  WatchedCall& operator=(const WatchedCall&) = delete;

 private:
  LeftBehindLog& log_;
  ThreadState before_;
};

}  // namespace

Strategy watched(const Strategy& strategy, const std::shared_ptr<LeftBehindLog>& log) {
  const auto watchedSwap = [&log](const auto& swap) -> Swap {
    return std::decay_t<decltype(swap)>([&swap, log](const auto&... inputs) {
      const WatchedCall call(*log);
      return swap(inputs...);
    });
  };
  return {strategy.name, strategy.summary, std::visit(watchedSwap, strategy.swap), {}, {}};
}

}  // namespace swapcheck
