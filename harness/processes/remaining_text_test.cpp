#include "harness/processes/remaining_text.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <sstream>

namespace swapcheck {
namespace {

TEST(RemainingText, IsAllOfAStream) {
  std::istringstream in("one\ntwo\n");
  EXPECT_EQ(remainingText(in), "one\ntwo\n");
  EXPECT_EQ(remainingText(in), "");
}

TEST(RemainingText, OfAProcessThatWasReapedIsEmpty) {
  const pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(remainingText(stat), "");
}

TEST(RemainingText, OfWhatCannotBeOpenedIsEmpty) {
  std::ifstream none("/proc/0/stat");
  EXPECT_EQ(remainingText(none), "");
}

}  // namespace
}  // namespace swapcheck
