#include "properties/state/leaks.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <list>
#include <thread>

namespace swapcheck {
namespace {

TEST(LeakOf, IsNothingOfWhatFreesWhatItTakes) {
  EXPECT_FALSE(leakOf([] { const std::vector<char> taken(1000); }));
}

TEST(LeakOf, IsNothingOfWhatKeepsSomethingOnce) {
  std::vector<int> cache;
  EXPECT_FALSE(leakOf([&] { cache.resize(100'000); }));
}

TEST(LeakOf, IsTheMemoryThatEveryCallTakesMoreOf) {
  std::list<std::vector<char>> kept;
  const auto leak = leakOf([&] { kept.emplace_back(5000); });
  ASSERT_TRUE(leak);
  EXPECT_EQ(leak->check, "memory");
  EXPECT_NE(leak->what.find(" bytes of memory more after each of 24 calls"), std::string::npos) << leak->what;
}

TEST(LeakOf, IsTheThreadsThatEveryCallLeavesRunning) {
  std::atomic<bool> on = true;
  std::list<std::thread> running;
  const auto leak = leakOf([&] {
    running.emplace_back([&] {
      while (on) usleep(1000);
    });
  });
  on = false;
  for (std::thread& thread : running) thread.join();
  ASSERT_TRUE(leak);
  EXPECT_EQ(leak->check, "threads");
  EXPECT_EQ(leak->what, "1 threads more after each of 24 calls");
}

}  // namespace
}  // namespace swapcheck
