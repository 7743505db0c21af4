// Callers at the same time, and callers that take turns.
#include "properties/calls/turns.h"

#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "properties/calls/caller_pool.h"

namespace swapcheck {
namespace {

using Order = std::vector<size_t>;

constexpr size_t kOperators = 5;

/// Who came to an operator, in order: `callers` callers that come to `kOperators` each. The first one's call others
/// inside.
Order orderOf(Turns& turns, size_t callers) {
  std::mutex mutex;
  Order order;
  callerPool().run(callers, [&](size_t k) {
    const at::Tensor tensor = at::zeros({2});
    Turns::Participant participant(turns, k);
    for (size_t step = 0; step < kOperators; ++step) {
      {
        const std::lock_guard lock(mutex);
        order.push_back(k);
      }
      k == 0 ? at::zeros({2}) : tensor.neg();
    }
  });
  return order;
}

/// The order of a run in which nobody had to go on without a turn, as may happen on a busy machine.
Order undisturbedOrder(size_t callers, uint64_t seed) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    Turns turns(callers, seed);
    const Order order = orderOf(turns, callers);
    if (turns.timeouts() == 0) return order;
  }
  return {};
}

TEST(CallerPool, RunsEveryCallerOnceOnAThreadOfItsOwn) {
  for (size_t callers : {1u, 4u, 2u, 8u, 3u}) {
    std::mutex mutex;
    std::set<size_t> numbers;
    std::set<std::thread::id> threads = {std::this_thread::get_id()};
    callerPool().run(callers, [&](size_t k) {
      const std::lock_guard lock(mutex);
      numbers.insert(k);
      threads.insert(std::this_thread::get_id());
    });
    EXPECT_EQ(numbers.size(), callers);
    EXPECT_EQ(*numbers.rbegin(), callers - 1);
    EXPECT_EQ(threads.size(), callers + 1);
  }
}

TEST(CallerPool, HasAllCallersRunningAtOnce) {
  std::atomic<size_t> here = 0;
  callerPool().run(4, [&](size_t) {
    ++here;
    while (here < 4) std::this_thread::yield();
  });
  EXPECT_EQ(here, 4u);
}

TEST(Turns, GoRoundAtEveryOperator) {
  Order expected;
  for (size_t step = 0; step < kOperators; ++step)
    for (size_t k = 0; k < 3; ++k) expected.push_back(k);
  EXPECT_EQ(undisturbedOrder(3, 0), expected);
}

TEST(Turns, GoInAnOrderThatTheSeedDecides) {
  const Order once = undisturbedOrder(3, 7);
  EXPECT_EQ(once.size(), 3 * kOperators);
  EXPECT_EQ(undisturbedOrder(3, 7), once);
  EXPECT_NE(undisturbedOrder(3, 8), once);
}

TEST(Turns, DoNotHoldUpACallerWhoseTurnDoesNotCome) {
  std::mutex lockOfAStrategy;
  Turns turns(2, 0);
  callerPool().run(2, [&](size_t k) {
    const Turns::Participant participant(turns, k);
    const std::lock_guard lock(lockOfAStrategy);
    for (size_t step = 0; step < kOperators; ++step) at::zeros({2});
  });
  EXPECT_GT(turns.timeouts(), 0u);
}

}  // namespace
}  // namespace swapcheck
