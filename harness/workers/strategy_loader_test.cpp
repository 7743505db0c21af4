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

std::string loadComplaintOf(const std::function<std::string()>& load, double seconds = kLoadLimits.caseTimeoutS) {
  try {
    loadedInProcess(kBrokenPlugin, load, {seconds, kLoadLimits.memoryBytes});
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string hang() {
  for (volatile bool on = true; on;) continue;
  return "";
}

TEST(LoadedInProcess, GivesWhatTheProcessAnswers) {
  const std::string large(3 << 20, 'x');  // 20,000 strategies have as much
  EXPECT_EQ(loadedInProcess(kBrokenPlugin, [&] { return large; }), large);
}

TEST(LoadedInProcess, PassesOnWhyItDoesNotLoad) {
  EXPECT_EQ(loadComplaintOf([]() -> std::string { throw InputError("no such thing"); }), "no such thing");
}

TEST(LoadedInProcess, SaysHowTheProcessEnded) {
  const std::string head = "plugin /lib/a b.so: expected strategies, but when it was loaded ";
  const auto crash = [] { return std::to_string(std::raise(SIGSEGV)); };
  EXPECT_EQ(loadComplaintOf(crash), head + "the process was killed by signal 11 (SIGSEGV)");
  EXPECT_EQ(loadComplaintOf([]() -> std::string { std::_Exit(0); }), head + "the process exited with code 0");
  EXPECT_EQ(loadComplaintOf(hang, kSoonS), head + "it was still busy after 1.20 s");
}

}  // namespace
}  // namespace swapcheck
