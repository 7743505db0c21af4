// A seed and a number name a case.
#include "generators/stream/generate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/support/generators.h"

namespace swapcheck {
namespace {

/// 64-bit FNV-1a (Fowler, Noll and Vo), continued from `hash`.
uint64_t fnv1a(std::string_view text, uint64_t hash) {
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

// Every machine, RapidCheck and LibTorch version has to draw these cases. A deliberate change to the generators or
// their weights changes them, and renews this number.
TEST(CaseAt, TheFirstThousandCasesOfSeedOneAreTheseOnEveryMachine) {
  uint64_t digest = 0xcbf29ce484222325;
  for (uint64_t number = 0; number < 1000; ++number)
    for (Family family : kFamilies) digest = fnv1a(jsonText(caseAt(1, number, family)), digest);
  EXPECT_EQ(digest, 15502944634317978352u);
}

TEST(CaseAt, DoesNotDependOnWhatRanBefore) {
  std::vector<SwapCase> forwards;
  for (uint64_t number = 0; number < 100; ++number)
    for (Family family : kFamilies) forwards.push_back(caseAt(9, number, family));
  for (uint64_t number = 100; number-- > 0;)
    for (size_t f = std::size(kFamilies); f-- > 0;)
      EXPECT_EQ(caseAt(9, number, kFamilies[f]), forwards[number * std::size(kFamilies) + f]);
}

TEST(CaseAt, DoesNotDependOnRapidChecksOwnDraws) {
  const SwapCase before = caseAt(3, 4, Family::Masked);
  const rc::Random random{uint64_t{99}};
  for (int size : {0, 1, 100}) (void)genCase(Family::Masked)(random, size).value();
  EXPECT_EQ(caseAt(3, 4, Family::Masked), before);
}

TEST(CaseAt, IsOfTheFamilyThatWasAskedFor) {
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < 100; ++number) EXPECT_EQ(caseAt(1, number, family).family(), family);
}

TEST(CaseAt, GivesEveryNumberAndFamilyACaseOfItsOwn) {
  std::set<std::string> seen;
  for (Family family : kFamilies)
    for (const SwapCase& swapCase : manyCases(family))
      EXPECT_TRUE(seen.insert(jsonText(swapCase)).second) << jsonText(swapCase);
}

TEST(CaseAt, GivesFarSeedsAndNumbersCasesOfTheirOwn) {
  const uint64_t far[] = {0, 1, 2, uint64_t{1} << 32, uint64_t{1} << 63, UINT64_MAX};
  std::set<std::string> seen;
  for (uint64_t seed : far)
    for (uint64_t number : far) seen.insert(jsonText(caseAt(seed, number, Family::Whole)));
  EXPECT_EQ(seen.size(), std::size(far) * std::size(far));
}

TEST(CaseOfKind, HasTheContentsOfItsNumberAndAllElseOfAKind) {
  for (Family family : kFamilies)
    for (uint64_t number = 0; number < 60; ++number) {
      SwapCase ofKind = caseOfKind(1, number, family, 20);
      const SwapCase kind = caseAt(1, number % 20, family);
      EXPECT_FALSE(problemOf(ofKind)) << number;
      EXPECT_EQ(ofKind == kind, number < 20) << number;
      ofKind.fillSeed = kind.fillSeed;
      ofKind.selection = kind.selection;
      EXPECT_EQ(ofKind, kind) << number;
      EXPECT_EQ(selectionShapes(caseOfKind(1, number, family, 20).selection), selectionShapes(kind.selection));
    }
}

TEST(GenCase, DoesNotDependOnRapidChecksSize) {
  const rc::Random random{uint64_t{7}};
  for (Family family : kFamilies)
    EXPECT_EQ(genCase(family)(random, 0).value(), genCase(family)(random, rc::kNominalSize).value());
}

TEST(GenCase, ShrinksByTheSimplerCases) {
  const auto drawn = genCase(Family::Indexed)(rc::Random{uint64_t{7}}, rc::kNominalSize);
  const auto shrink = drawn.shrinks().next();
  ASSERT_TRUE(shrink);
  EXPECT_NE(shrink->value(), drawn.value());
  EXPECT_FALSE(problemOf(shrink->value()));
}

}  // namespace
}  // namespace swapcheck
