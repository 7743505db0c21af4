// What is read of processes' memory, and what is made of it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "memory_chart.h"
#include "memory_log.h"
#include "memory_run.h"

namespace swapcheck {
namespace {

constexpr const char* kRollup =
    "55c0-7ffd ---p 00000000 00:00 0 [rollup]\n"
    "Rss:                1700 kB\nPss:                 296 kB\nPss_Dirty:           116 kB\n"
    "Shared_Clean:       1500 kB\nPrivate_Clean:        84 kB\nPrivate_Dirty:       116 kB\n";

TEST(SmapsRollup, GivesResidentSharedAndPrivateMemory) {
  EXPECT_EQ(parseSmapsRollup(kRollup), (ProcessMemory{1700, 296, 200}));
  EXPECT_EQ(parseSmapsRollup("Rss: 1 kB\n"), std::nullopt);
  EXPECT_EQ(parseSmapsRollup(""), std::nullopt);
}

TEST(SmapsRollup, OfARunningProcessHasMemory) {
  const auto own = memoryOf(getpid());
  ASSERT_TRUE(own);
  EXPECT_GT(own->privateKib, 0);
  EXPECT_GE(own->rssKib, own->pssKib);
  EXPECT_EQ(memoryOf(-1), std::nullopt);
}

TEST(Parent, IsReadPastANameThatHoldsAnything) {
  EXPECT_EQ(parseParent("7 (a) S 1 (b) R 42 7 7 0"), 42);
  EXPECT_EQ(parseParent("7 (a"), std::nullopt);
  EXPECT_EQ(parseParent(""), std::nullopt);
}

TEST(Children, AreThoseOfTheProcess) {
  const auto siblings = childrenOf(getppid());
  EXPECT_NE(std::find(siblings.begin(), siblings.end(), getpid()), siblings.end());
  EXPECT_TRUE(childrenOf(getpid()).empty());
}

TEST(CasesDone, AreThoseOfTheLastWholeLine) {
  EXPECT_EQ(casesDoneIn("\r\x1b[K12/900 cases, 5 cases/s, 0 findings, 3 s left"), 12);
  EXPECT_EQ(casesDoneIn("\r\x1b[K12/900 cases, 5 cases/s\r\x1b[K140/900 cases, 5 cases/s\r\x1b[K150/9"), 140);
  EXPECT_EQ(casesDoneIn("\r\x1b[K12/900 cas"), std::nullopt);
  EXPECT_EQ(casesDoneIn("2/900 cases, "), std::nullopt) << "it may have begun before";
  EXPECT_EQ(casesDoneIn(""), std::nullopt);
}

/// 100 samples of a supervisor whose private memory is `kibAt` the cases, and of a worker of 5 MiB.
template <typename KibAt>
std::vector<MemorySample> samplesOf(KibAt kibAt) {
  std::vector<MemorySample> samples;
  for (int64_t cases = 10; cases <= 1000; cases += 10)
    samples.push_back({cases, {ProcessMemory{90000, 80000, kibAt(cases)}, ProcessMemory{9000, 8000, 5 * 1024}}});
  return samples;
}

TEST(Growth, IsFlatWhateverTheWarmUpTakes) {
  const auto samples = samplesOf([](int64_t cases) { return cases < 50 ? int64_t{100} : int64_t{7 * 1024}; });
  EXPECT_TRUE(isFlat(samples, 1000));
  EXPECT_EQ(
      growthText(samples, 1000),
      "supervisor: flat: 7.0 MiB of its own after warming up, 7.0 MiB in the end (+0.0 MiB, 0.0 bytes for each case)\n"
      "worker 1: flat: 5.0 MiB of its own after warming up, 5.0 MiB in the end (+0.0 MiB, 0.0 bytes for each case)\n");
}

TEST(Growth, IsSeenInOneProcess) {
  const auto samples = samplesOf([](int64_t cases) { return 1024 + 3 * cases; });
  const auto growth = growthOf(samples, 0, 1000);
  ASSERT_TRUE(growth);
  EXPECT_EQ(growth->firstKib, 1024 + 3 * 100);
  EXPECT_EQ(growth->lastKib, 1024 + 3 * 950);
  EXPECT_FALSE(isFlat(samples, 1000));
  EXPECT_TRUE(growthText(samples, 1000).starts_with("supervisor: GROWS: ")) << growthText(samples, 1000);
}

TEST(Growth, OfLessThanAPointerForEachCaseIsNone) {
  EXPECT_TRUE((Growth{1000, 1000 + 7812, 1000000}.isFlat()));
  EXPECT_FALSE((Growth{1000, 1000 + 7813, 1000000}.isFlat()));
  EXPECT_TRUE((Growth{1000, 1000 + 1024, 1000}.isFlat()));
  EXPECT_FALSE((Growth{1000, 1000 + 1025, 1000}.isFlat()));
}

TEST(Growth, IsNotSaidOfAProcessThatWasNotSeen) {
  auto samples = samplesOf([](int64_t) { return int64_t{1024}; });
  for (size_t k = 50; k < samples.size(); ++k) samples[k].processes[1] = std::nullopt;
  EXPECT_EQ(growthOf(samples, 1, 1000), std::nullopt);
  EXPECT_FALSE(isFlat(samples, 1000));
  EXPECT_FALSE(isFlat({}, 1000));
}

TEST(MemoryTable, ShowsSomeRowsFromTheFirstToTheLast) {
  const std::string table = memoryTable(samplesOf([](int64_t cases) { return cases; }), 20);
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 2 + 20);
  EXPECT_NE(table.find("\n          10  "), std::string::npos) << table;
  EXPECT_NE(table.find("\n       1,000  "), std::string::npos) << table;
}

TEST(MemoryChart, HasALineForEachProcess) {
  const std::string chart = memoryChart(samplesOf([](int64_t cases) { return cases; }), 1000);
  size_t lines = 0;
  for (size_t at = chart.find("<polyline"); at != std::string::npos; at = chart.find("<polyline", at + 1)) ++lines;
  EXPECT_EQ(lines, 2u);
  EXPECT_NE(chart.find(">supervisor<"), std::string::npos);
  EXPECT_NE(chart.find(">worker 1<"), std::string::npos);
}

}  // namespace
}  // namespace swapcheck
