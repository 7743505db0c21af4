// The line that says how far a command has come.
#include "harness/commands/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace swapcheck {
namespace {

TEST(ProgressLine, OnATerminalIsDrawnAtOnceAndTakenOffInTheEnd) {
  std::ostringstream err;
  {
    ProgressLine line(err, true);
    line.show([] { return "1/9"; });
    EXPECT_EQ(err.str(), "\r\x1b[K1/9");
  }
  EXPECT_EQ(err.str(), "\r\x1b[K1/9\r\x1b[K");
}

TEST(ProgressLine, ClearsOnlyWhatItDrew) {
  std::ostringstream err;
  ProgressLine line(err, true);
  line.clear();
  EXPECT_EQ(err.str(), "");
  line.show([] { return "1/9"; });
  line.clear();
  line.clear();
  EXPECT_EQ(err.str(), "\r\x1b[K1/9\r\x1b[K");
}

TEST(ProgressLine, AsksForNoTextThatItDoesNotShow) {
  std::ostringstream err;
  int asked = 0;
  ProgressLine line(err, false);
  line.show([&] { return ++asked, "1/9"; });
  EXPECT_EQ(asked > 0, !err.str().empty());
}

TEST(ProgressLine, ElsewhereDrawsNoEscapes) {
  std::ostringstream err;
  {
    ProgressLine line(err, false);
    line.show([] { return "1/9"; });
    line.clear();
  }
  EXPECT_EQ(err.str().find('\x1b'), std::string::npos);
  EXPECT_EQ(err.str().find('\r'), std::string::npos);
}

}  // namespace
}  // namespace swapcheck
