#include "reports/digest.h"

#include <gtest/gtest.h>

#include "tests/support/sample_record.h"

namespace swapcheck {
namespace {

RunRecord runOfOneCell(Verdict verdict, int64_t cases) {
  RunRecord run;
  run.strategies = {{"whole.clone", ""}};
  run.properties = {{"values", ""}};
  run.verdicts = {{"whole.clone", "values", verdict, cases, 0, {}}};
  return run;
}

TEST(Digest, CountsFindingsAndStaleKnownFailuresTogether) {
  const Digest digest = digestOf(sampleRun());
  EXPECT_EQ(digest.headline, "4 findings");
  EXPECT_EQ(digest.findings.size(), 3u);
  EXPECT_EQ(digest.stale.size(), 1u);
  EXPECT_EQ(digest.known.size(), 4u);
}

TEST(Digest, PutsEachExampleUnderItsKnownFailure) {
  for (const KnownEntry& entry : digestOf(sampleRun()).known)
    EXPECT_EQ(entry.examples.size(), entry.strategy == "article.where" ? 1u : 0u) << entry.strategy;
}

TEST(Digest, SaysThatEverythingIsAsDocumented) {
  EXPECT_EQ(digestOf(cleanRun()).headline, "Everything is as documented");
}

TEST(Digest, VerifiedOnNoCaseIsNotRun) {
  const Digest digest = digestOf(runOfOneCell(Verdict::Verified, 0));
  EXPECT_EQ(digest.matrix.cells[0][0].verdict, Verdict::NotRun);
  EXPECT_EQ(digest.headline, "Nothing was run");
}

TEST(Digest, WithoutARunJudgesNothing) {
  const Digest digest = digestWithoutRun();
  EXPECT_EQ(digest.standing, Standing::NothingRan);
  EXPECT_EQ(digest.headline, "No cases were judged");
  EXPECT_TRUE(digest.matrix.cells.empty());
  EXPECT_TRUE(digest.findings.empty() && digest.stale.empty() && digest.known.empty());
}

TEST(Digest, AnEmptyRunIsNotAsDocumented) { EXPECT_EQ(digestOf({}).standing, Standing::NothingRan); }

TEST(Digest, AFalsifiedCellWithoutAFailureOnRecordIsStillAFinding) {
  const Digest digest = digestOf(runOfOneCell(Verdict::Falsified, 3));
  ASSERT_EQ(digest.findings.size(), 1u);
  EXPECT_EQ(digest.findings[0].message, "the verdict is falsified; the run holds no counterexample");
}

TEST(Digest, AFailureOnRecordMakesItsCellFalsified) {
  RunRecord run = runOfOneCell(Verdict::Verified, 3);
  run.failures.push_back({.strategy = "masked.new", .property = "values", .outcome = FailureOutcome::Hung});
  const Digest digest = digestOf(run);
  ASSERT_EQ(digest.matrix.strategies.size(), 2u);
  EXPECT_EQ(digest.matrix.cells[1][0].verdict, Verdict::Falsified);
}

TEST(Digest, ThePropertyThatNoVerdictMentionsIsNotRun) {
  RunRecord run = runOfOneCell(Verdict::Verified, 3);
  run.properties.push_back({"fresh", ""});
  EXPECT_EQ(digestOf(run).matrix.cells[0][1].verdict, Verdict::NotRun);
}

}  // namespace
}  // namespace swapcheck
