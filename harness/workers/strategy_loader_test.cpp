// Loading strategies in a process of their own first.
#include "harness/workers/strategy_loader.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "strategies/error.h"

namespace swapcheck {
namespace {

const StrategySource kBrokenPlugin{StrategySource::Kind::Plugin, "/lib/a b.so"};

constexpr double kSoonS = 0.2;

std::string loadComplaintOf(const std::function<void()>& load, double seconds = kLoadLimits.caseTimeoutS) {
  try {
    tryInProcess(kBrokenPlugin, load, {seconds, kLoadLimits.memoryBytes});
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

void hang() {
  for (volatile bool on = true; on;) continue;
}

TEST(TryInProcess, SaysNothingOfWhatLoads) {
  EXPECT_EQ(loadComplaintOf([] {}), "");
}

TEST(TryInProcess, PassesOnWhyItDoesNotLoad) {
  EXPECT_EQ(loadComplaintOf([] { throw InputError("no such thing"); }), "no such thing");
}

TEST(TryInProcess, SaysHowTheProcessEnded) {
  const std::string head = "plugin /lib/a b.so: expected strategies, but when it was loaded ";
  EXPECT_EQ(loadComplaintOf([] { std::raise(SIGSEGV); }), head + "the process was killed by signal 11 (SIGSEGV)");
  EXPECT_EQ(loadComplaintOf([] { std::_Exit(0); }), head + "the process exited with code 0");
  EXPECT_EQ(loadComplaintOf(hang, kSoonS), head + "it did not return within 0.20 s");
}

}  // namespace
}  // namespace swapcheck
