// What a run prints of its history.
#include "reports/console/retest.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

SavedFinding findingOf(FindingState state) { return {.id = "masked.blend--values--bits", .state = state}; }

std::string lineOf(FindingState before, Sighting result, const std::string& note = "") {
  return retestText(findingOf(before), {"masked.blend--values--bits", result, note});
}

TEST(RetestText, SaysWhatBecameOfAFinding) {
  using enum Sighting;
  const std::string id = ": masked.blend--values--bits";
  EXPECT_EQ(lineOf(FindingState::Open, Failed), "still failing" + id + "\n");
  EXPECT_EQ(lineOf(FindingState::Flaky, Unstable), "still failing now and then" + id + "\n");
  EXPECT_EQ(lineOf(FindingState::New, Passed, "a known failure now"), "fixed" + id + " (a known failure now)\n");
  EXPECT_EQ(lineOf(FindingState::Returned, None, "gone"), "not re-tested" + id + " (gone)\n");
  EXPECT_EQ(lineOf(FindingState::Fixed, Failed), "fails again" + id + "\n");
  EXPECT_EQ(lineOf(FindingState::Fixed, Passed), "");
  EXPECT_EQ(lineOf(FindingState::Fixed, None, "gone"), "");
}

TEST(ChangeText, IsLoudOnlyAboutWhatIsUnexpected) {
  const auto textOf = [](std::optional<FindingState> before, FindingState after, bool casePassed) {
    return changeText({"x", before, after, "2026-01-30T02:03:04Z"}, casePassed);
  };
  EXPECT_EQ(textOf(FindingState::Fixed, FindingState::Returned, false),
            "RETURNED: x: it was fixed, and fails again; first seen on 2026-01-30\n");
  EXPECT_EQ(textOf(FindingState::Open, FindingState::Open, true),
            "NOT FIXED: x: its saved case passes, but another one fails likewise\n");
  EXPECT_EQ(textOf(FindingState::Open, FindingState::Fixed, true), "");
  EXPECT_EQ(textOf(FindingState::Open, FindingState::Open, false), "");
  EXPECT_EQ(textOf(std::nullopt, FindingState::New, false), "");
}

TEST(TallyText, CountsFindingsByState) {
  EXPECT_EQ(tallyText({}), "no findings");
  EXPECT_EQ(tallyText({findingOf(FindingState::Open)}), "1 open finding");
  EXPECT_EQ(tallyText({findingOf(FindingState::Open), findingOf(FindingState::Fixed), findingOf(FindingState::Open)}),
            "2 open, 1 fixed findings");
}

}  // namespace
}  // namespace swapcheck
