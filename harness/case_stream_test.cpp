// Which case numbers belong to which shard.
#include "harness/case_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace swapcheck {
namespace {

std::vector<uint64_t> numbersOf(const CaseStream& stream) {
  std::vector<uint64_t> numbers;
  for (uint64_t place = 0; place < stream.size(); ++place) numbers.push_back(stream.numberAt(place));
  return numbers;
}

TEST(CaseStream, OfOneShardIsEveryNumber) {
  const std::vector<uint64_t> numbers = numbersOf({100, {}});
  ASSERT_EQ(numbers.size(), 100u);
  for (uint64_t k = 0; k < 100; ++k) EXPECT_EQ(numbers[k], k);
}

TEST(CaseStream, OfAllShardsIsEveryNumberOnce) {
  for (int64_t cases : {1, 15, 16, 17, 48, 100, 1000})
    for (int64_t count = 1; count <= 5; ++count) {
      std::vector<uint64_t> all;
      for (int64_t index = 1; index <= count; ++index) {
        const std::vector<uint64_t> numbers = numbersOf({cases, {index, count}});
        EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
        all.insert(all.end(), numbers.begin(), numbers.end());
      }
      std::sort(all.begin(), all.end());
      std::vector<uint64_t> expected(static_cast<size_t>(cases));
      std::iota(expected.begin(), expected.end(), 0u);
      EXPECT_EQ(all, expected) << cases << " cases, " << count << " shards";
    }
}

TEST(CaseStream, OfEveryShardHasPlainAndSteeredNumbers) {
  for (int64_t index : {1, 2}) {
    const std::vector<uint64_t> numbers = numbersOf({64, {index, 2}});
    EXPECT_EQ(std::count_if(numbers.begin(), numbers.end(), [](uint64_t n) { return n % 2 == 1; }), 16);
  }
}

TEST(CaseStream, WithoutANumberOfCasesHasNoEnd) {
  const CaseStream stream(std::nullopt, {2, 3});
  EXPECT_EQ(stream.size(), UINT64_MAX);
  EXPECT_EQ(stream.numberAt(0), 16u);
  EXPECT_EQ(stream.numberAt(16), 64u);
}

}  // namespace
}  // namespace swapcheck
