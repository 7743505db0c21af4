#include "reports/history/finding_state.h"

namespace swapcheck {

std::string_view nameOf(FindingState state) {
  switch (state) {
    case FindingState::New: return "new";
    case FindingState::Open: return "open";
    case FindingState::Fixed: return "fixed";
    case FindingState::Returned: return "returned";
    case FindingState::Flaky: return "flaky";
  }
  return "";
}

std::optional<FindingState> findingStateNamed(std::string_view name) {
  for (const FindingState state :
       {FindingState::New, FindingState::Open, FindingState::Fixed, FindingState::Returned, FindingState::Flaky})
    if (nameOf(state) == name) return state;
  return std::nullopt;
}

std::string_view nameOf(Sighting sighting) {
  switch (sighting) {
    case Sighting::None: return "not-seen";
    case Sighting::Passed: return "passed";
    case Sighting::Failed: return "failed";
    case Sighting::Unstable: return "unstable";
  }
  return "";
}

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
