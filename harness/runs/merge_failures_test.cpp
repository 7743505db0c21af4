// Failures of shards become one where they are one mistake.
#include "harness/runs/merge_failures.h"

#include <gtest/gtest.h>

#include "generators/case/json.h"
#include "tests/support/harness.h"

namespace swapcheck {
namespace {

/// A failure that was shrunk to a case of that shape, of which its rank matters.
FailureRecord failureAt(Shape shape, int64_t count, std::string id = "mine--values--bits") {
  FailureRecord record;
  record.id = std::move(id);
  record.count = count;
  record.matters = {"rank." + std::to_string(shape.size())};
  record.swapCase = toJson(wholeCase(std::move(shape)));
  return record;
}

using Counts = std::vector<std::pair<std::string, int64_t>>;

Counts countsOf(const std::vector<FailureRecord>& failures) {
  Counts counts;
  for (const FailureRecord& failure : failures) counts.emplace_back(failure.id, failure.count);
  return counts;
}

TEST(MergedFailures, OfOneMistakeAreOneWithTheSumOfTheirCounts) {
  EXPECT_EQ(countsOf(mergedFailures({failureAt({1, 1}, 3), failureAt({1, 1, 1}, 4)})),
            (Counts{{"mine--values--bits", 7}}));
}

TEST(MergedFailures, OfTwoMistakesStayTwo) {
  EXPECT_EQ(countsOf(mergedFailures({failureAt({}, 3), failureAt({1, 1, 1}, 4)})),
            (Counts{{"mine--values--bits", 7}, {"mine--values--bits--2", 1}}));
}

TEST(MergedFailures, OtherMistakesOfTheShardsMeetWhoeverFoundThemFirst) {
  const auto merged = mergedFailures({failureAt({}, 10), failureAt({1, 1}, 6, "mine--values--bits--2"),
                                      failureAt({1, 1}, 9), failureAt({}, 2, "mine--values--bits--2")});
  EXPECT_EQ(countsOf(merged), (Counts{{"mine--values--bits", 19}, {"mine--values--bits--2", 6}}));
  EXPECT_EQ(caseFromJson(merged[0].swapCase).shape, Shape{});
  EXPECT_EQ(caseFromJson(merged[1].swapCase).shape, (Shape{1, 1}));
}

TEST(MergedFailures, ByOtherErrorsAreOthersWhateverTheirNumbersWere) {
  std::vector<FailureRecord> all = {failureAt({1, 1}, 3, "mine--values--throws"),
                                    failureAt({1, 1}, 4, "mine--values--throws"),
                                    failureAt({1, 1}, 5, "mine--values--throws--error-2")};
  all[0].error = all[2].error = "no luck";
  all[1].error = "no time";
  EXPECT_EQ(countsOf(mergedFailures(all)), (Counts{{"mine--values--throws", 8}, {"mine--values--throws--error-2", 4}}));
}

TEST(MergedFailures, ThatWereNotShrunkOrAreKnownAreOnePerId) {
  FailureRecord unshrunk = failureAt({}, 1);
  unshrunk.matters.reset();
  EXPECT_EQ(countsOf(mergedFailures({failureAt({1, 1}, 3), unshrunk})), (Counts{{"mine--values--bits", 4}}));
  FailureRecord one = failureAt({}, 1, "mine--values--bits--known-2"), other = failureAt({1}, 2, one.id);
  one.knownReason = other.knownReason = "declared";
  EXPECT_EQ(countsOf(mergedFailures({one, other, failureAt({1}, 5)})),
            (Counts{{"mine--values--bits--known-2", 3}, {"mine--values--bits", 5}}));
}

}  // namespace
}  // namespace swapcheck
