#include "reports/history/finding_state.h"

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kFindingStateNames({
    NamedValue{FindingState::New, "new"},
    {FindingState::Open, "open"},
    {FindingState::Fixed, "fixed"},
    {FindingState::Returned, "returned"},
    {FindingState::Flaky, "flaky"},
});

constexpr EnumNames kSightingNames({
    NamedValue{Sighting::None, "not-seen"},
    {Sighting::Passed, "passed"},
    {Sighting::Failed, "failed"},
    {Sighting::Unstable, "unstable"},
});

}  // namespace

std::string_view findingStateName(FindingState state) { return kFindingStateNames.of(state); }

std::optional<FindingState> findingStateNamed(std::string_view name) { return kFindingStateNames.named(name); }

std::string_view sightingName(Sighting sighting) { return kSightingNames.of(sighting); }

FindingState stateAfter(std::optional<FindingState> before, Sighting sighting) {
  switch (sighting) {
    case Sighting::None: return before.value_or(FindingState::New);
    case Sighting::Passed: return FindingState::Fixed;
    case Sighting::Unstable: return FindingState::Flaky;
    case Sighting::Failed: break;
  }
  if (!before) return FindingState::New;
  return *before == FindingState::Fixed ? FindingState::Returned : FindingState::Open;
}

}  // namespace swapcheck
