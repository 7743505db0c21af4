// The life of a finding from run to run.
#pragma once

#include <optional>
#include <string_view>

namespace swapcheck {

/// All but Fixed are open.
enum class FindingState { New, Open, Fixed, Returned, Flaky };

/// What a run saw of a finding, in its cases or in the re-test of its saved case. The greatest of several sightings
/// counts.
enum class Sighting { None, Passed, Failed, Unstable };

/// "new", "open", "fixed", "returned" or "flaky".
std::string_view findingStateName(FindingState state);

/// The state of that name, if there is one.
std::optional<FindingState> findingStateNamed(std::string_view name);

/// "not-seen", "passed", "failed" or "unstable".
std::string_view sightingName(Sighting sighting);

/// The state after a run; `before` is nothing for a finding that no earlier run has seen, which counts as new, or as
/// flaky when it is. Returned lasts until the next run that sees the finding: if it fails there too it is open again.
FindingState stateAfter(std::optional<FindingState> before, Sighting sighting);

}  // namespace swapcheck
