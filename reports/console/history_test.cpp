// What the commands print of a history.
#include "reports/console/history.h"

#include <gtest/gtest.h>

namespace swapcheck {
namespace {

SavedRun someRun() {
  return {.folder = "/runs/a",
          .startedAt = "2026-01-31T02:03:04Z",
          .seed = 42,
          .cases = 12345,
          .durationS = 60.5,
          .libtorch = "1.13.1",
          .device = "cpu",
          .command = "swapcheck nightly",
          .ended = "time",
          .context = {{"cores", "2"}},
          .verdicts = {{Verdict::Verified, 118}, {Verdict::KnownFailure, 10}, {Verdict::Falsified, 2}},
          .medians = {{"a", 1.5, 20}}};
}

SavedFinding someFinding(FindingState state = FindingState::Open) {
  return {.id = "masked.blend--values--bits",
          .strategy = "masked.blend",
          .property = "values",
          .check = "bits",
          .outcome = "falsified",
          .message = "expected 1, got 2",
          .swapCase = {{"schema", 2}},
          .state = state,
          .firstSeen = "2026-01-30T02:03:04Z",
          .lastSeen = "2026-01-31T02:03:04Z",
          .count = 1234,
          .runs = 2};
}

TEST(HistoryText, IsATableOfRunsAndOneOfFindings) {
  SavedRun longer = someRun();
  longer.seed = UINT64_MAX;
  EXPECT_EQ(historyText({longer, someRun()}, {someFinding(FindingState::Returned), someFinding()}),
            "runs, the latest first; what the cells of the matrix were:\n"
            "  started (UTC)                     seed   cases   ok  known  fails  stale  not run  unsup  LibTorch\n"
            "  2026-01-31 02:03  18446744073709551615  12,345  118     10      2      0        0      0  1.13.1\n"
            "  2026-01-31 02:03                    42  12,345  118     10      2      0        0      0  1.13.1\n"
            "\n"
            "findings, the loudest first:\n"
            "  state     first seen  last seen   cases  runs  id\n"
            "  RETURNED  2026-01-30  2026-01-31  1,234     2  masked.blend--values--bits\n"
            "  open      2026-01-30  2026-01-31  1,234     2  masked.blend--values--bits\n");
}

TEST(HistoryText, SaysWhenThereIsNothing) {
  EXPECT_EQ(historyText({}, {}), "no runs\n");
  EXPECT_TRUE(historyText({someRun()}, {}).ends_with("\n\nno findings\n"));
}

TEST(HistoryText, KeepsControlCharactersFromTheTerminal) {
  SavedFinding finding = someFinding();
  finding.id = "x\x1b[2J";
  EXPECT_TRUE(historyText({someRun()}, {finding}).ends_with("  x\uFFFD[2J\n"));
}

TEST(HistoryJson, HasEveryField) {
  EXPECT_EQ(historyJson({someRun()}, {someFinding()}).dump(),
            R"({"runs":[{"folder":"/runs/a","started_at":"2026-01-31T02:03:04Z","seed":42,"cases":12345,)"
            R"("duration_s":60.5,"libtorch":"1.13.1","device":"cpu","command":"swapcheck nightly","ended":"time",)"
            R"("context":{"cores":"2"},"verdicts":{"verified":118,"known-failure":10,"falsified":2,)"
            R"("stale-known-failure":0,"not-run":0,"unsupported":0},)"
            R"("bench":[{"name":"a","real_time_ns":1.5,"items_per_second":20.0}]}],)"
            R"("findings":[{"id":"masked.blend--values--bits","state":"open","strategy":"masked.blend",)"
            R"("property":"values","check":"bits","outcome":"falsified","message":"expected 1, got 2",)"
            R"("first_seen":"2026-01-30T02:03:04Z","last_seen":"2026-01-31T02:03:04Z","count":1234,"runs":2,)"
            R"("case":{"schema":2}}]})");
}

}  // namespace
}  // namespace swapcheck
