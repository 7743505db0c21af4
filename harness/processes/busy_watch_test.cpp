#include "harness/processes/busy_watch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "harness/processes/channel.h"
#include "harness/processes/child_process.h"

namespace swapcheck {
namespace {

constexpr int64_t kIntervalNs = 200'000'000;

/// For how many of the seconds it was watched a process was idle at the end.
double idleSOf(const std::function<void()>& work, double seconds) {
  ChildProcess process(work);
  BusyWatch watch(process.pid(), kIntervalNs);
  const int64_t begunNs = steadyNs();
  int64_t nowNs = begunNs;
  for (; static_cast<double>(nowNs - begunNs) / 1e9 < seconds; nowNs = steadyNs()) {
    watch.attend(begunNs, nowNs);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return static_cast<double>(nowNs - watch.lastBusyNs()) / 1e9;
}

void spin() {
  for (;;) steadyNs();
}

TEST(BusyWatch, SeesAProcessThatSleepsAsIdleAllTheTime) {
  EXPECT_GT(idleSOf([] { pause(); }, 1), 0.95);
}

TEST(BusyWatch, SeesAProcessThatNowAndThenLooksAgainAsIdle) {
  const auto work = [] {
    for (;;) usleep(100'000);
  };
  EXPECT_GT(idleSOf(work, 1), 0.95);
}

TEST(BusyWatch, SeesAProcessThatComputesAsBusy) { EXPECT_LT(idleSOf(spin, 1), 0.5); }

TEST(BusyWatch, SeesAProcessWhoseChildComputesAsBusy) {
  const auto work = [] {
    if (fork() == 0) spin();
    pause();
  };
  EXPECT_LT(idleSOf(work, 1), 0.5);
}

TEST(BusyWatch, SeesAProcessThatHasStoppedComputingAsIdleSinceThen) {
  const auto work = [] {
    const int64_t begunNs = steadyNs();
    while (steadyNs() - begunNs < 500'000'000) continue;
    pause();
  };
  const double idleS = idleSOf(work, 1.5);
  EXPECT_GT(idleS, 0.4);
  EXPECT_LT(idleS, 1.3);
}

TEST(BusyWatch, BeginsAnewWithEveryPieceOfWork) {
  ChildProcess process([] { pause(); });
  BusyWatch watch(process.pid(), kIntervalNs);
  watch.attend(1'000, 2'000);
  EXPECT_EQ(watch.lastBusyNs(), 1'000);
  watch.attend(5'000, 6'000);
  EXPECT_EQ(watch.lastBusyNs(), 5'000);
}

}  // namespace
}  // namespace swapcheck
