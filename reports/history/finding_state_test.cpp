#include "reports/history/finding_state.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace swapcheck {
namespace {

using enum FindingState;

constexpr FindingState kStates[] = {New, Open, Fixed, Returned, Flaky};

TEST(FindingState, WithoutAPastIsNewOrFlaky) {
  EXPECT_EQ(stateAfter(std::nullopt, Sighting::Failed), New);
  EXPECT_EQ(stateAfter(std::nullopt, Sighting::Unstable), Flaky);
}

TEST(FindingState, StaysWhatItWasWhenARunDoesNotSeeIt) {
  for (const FindingState state : kStates)
    EXPECT_EQ(stateAfter(state, Sighting::None), state) << findingStateName(state);
}

TEST(FindingState, IsFixedOncePassed) {
  for (const FindingState state : kStates)
    EXPECT_EQ(stateAfter(state, Sighting::Passed), Fixed) << findingStateName(state);
}

TEST(FindingState, IsOpenWhileItFails) {
  for (const FindingState state : {New, Open, Flaky, Returned})
    EXPECT_EQ(stateAfter(state, Sighting::Failed), Open) << findingStateName(state);
}

TEST(FindingState, HasReturnedWhenItFailsAfterItWasFixed) { EXPECT_EQ(stateAfter(Fixed, Sighting::Failed), Returned); }

TEST(FindingState, IsFlakyWhenItFailsNotEveryTime) {
  for (const FindingState state : kStates)
    EXPECT_EQ(stateAfter(state, Sighting::Unstable), Flaky) << findingStateName(state);
}

TEST(FindingState, IsFoundByItsName) {
  for (const FindingState state : kStates) EXPECT_EQ(findingStateNamed(findingStateName(state)), state);
  EXPECT_EQ(findingStateNamed("closed"), std::nullopt);
}

TEST(Sighting, OfAFailureCountsMoreThanOneOfAPassAndOneOfBothMost) {
  EXPECT_EQ(std::max(Sighting::Passed, Sighting::Failed), Sighting::Failed);
  EXPECT_EQ(std::max(Sighting::Failed, Sighting::Unstable), Sighting::Unstable);
  EXPECT_EQ(std::max(Sighting::Passed, Sighting::None), Sighting::Passed);
}

}  // namespace
}  // namespace swapcheck
