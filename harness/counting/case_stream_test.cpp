// Which case numbers belong to which shard.
#include "harness/counting/case_stream.h"

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

std::vector<uint64_t> dealtOf(const CaseStream& stream, const Shard& shard) {
  std::vector<uint64_t> numbers = numbersOf(stream);
  std::erase_if(numbers, [&](uint64_t number) { return !isDealtTo(shard, number); });
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
        const CaseStream stream(cases, {index, count});
        const std::vector<uint64_t> dealt = dealtOf(stream, {index, count});
        EXPECT_EQ(dealt.size(), stream.dealt());
        all.insert(all.end(), dealt.begin(), dealt.end());
      }
      std::sort(all.begin(), all.end());
      std::vector<uint64_t> expected(static_cast<size_t>(cases));
      std::iota(expected.begin(), expected.end(), 0u);
      EXPECT_EQ(all, expected) << cases << " cases, " << count << " shards";
    }
}

TEST(CaseStream, OfEveryShardHasPlainAndSteeredNumbers) {
  for (int64_t index : {1, 2}) {
    const std::vector<uint64_t> numbers = dealtOf({64, {index, 2}}, {index, 2});
    EXPECT_EQ(std::count_if(numbers.begin(), numbers.end(), [](uint64_t n) { return n % 2 == 1; }), 16);
  }
}

TEST(CaseStream, OfAShardAscendsThroughEveryWindowBeforeItsLastNumber) {
  for (int64_t count = 2; count <= 5; ++count)
    for (int64_t index = 1; index <= count; ++index) {
      const Shard shard{index, count};
      const std::vector<uint64_t> numbers = numbersOf({1000, shard});
      ASSERT_FALSE(numbers.empty());
      EXPECT_TRUE(isDealtTo(shard, numbers.back()));
      std::vector<uint64_t> expected;
      for (uint64_t number = 0; number <= numbers.back(); ++number)
        if (isDealtTo(shard, number) || retirementWindowOf(number)) expected.push_back(number);
      EXPECT_EQ(numbers, expected) << index << "/" << count;
      for (uint64_t number = 0; number < 1100; ++number)
        EXPECT_EQ((CaseStream{1000, shard}.holds(number)), std::count(numbers.begin(), numbers.end(), number) == 1);
    }
}

TEST(CaseStream, WithoutANumberOfCasesHasNoEnd) {
  const CaseStream stream(std::nullopt, {2, 3});
  EXPECT_EQ(stream.size(), UINT64_MAX);
  EXPECT_EQ(stream.numberAt(0), 0u);
  EXPECT_EQ(stream.numberAt(uint64_t{1} << 40) % kShardBlock, 0u);
}

TEST(ProbationWindowOf, TheirNumbersBecomeEverRarer) {
  std::vector<uint64_t> begins;
  for (uint64_t number = 0; number < 2000; number += kRetirementWindow)
    if (const auto window = retirementWindowOf(number)) {
      EXPECT_EQ(*window * kRetirementWindow, number);
      EXPECT_EQ(retirementWindowOf(number + kRetirementWindow - 1), window);
      begins.push_back(number);
    }
  EXPECT_EQ(begins, (std::vector<uint64_t>{0, 32, 64, 128, 256, 512, 1024}));
}

}  // namespace
}  // namespace swapcheck
