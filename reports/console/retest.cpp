#include "reports/console/retest.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/console/escape.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

std::string verbOf(Sighting result, bool wasFixed) {
  switch (result) {
    case Sighting::None: return wasFixed ? "" : "not re-tested";
    case Sighting::Passed: return wasFixed ? "" : "fixed";
    case Sighting::Failed: return wasFixed ? "fails again" : "still failing";
    case Sighting::Unstable: return wasFixed ? "fails again now and then" : "still failing now and then";
  }
  return "";
}

}  // namespace

std::string retestText(const SavedFinding& finding, const Retest& retest) {
  const std::string verb = verbOf(retest.result, finding.state == FindingState::Fixed);
  if (verb.empty()) return "";
  const std::string note = retest.note.empty() ? "" : " (" + printable(retest.note) + ")";
  return fmt::format("{}: {}{}\n", verb, printable(finding.id), note);
}

std::string changeText(const FindingChange& change, bool casePassed) {
  if (change.isReturn())
    return fmt::format("RETURNED: {}: it was fixed, and fails again; first seen on {}\n", printable(change.id),
                       change.firstSeen.substr(0, 10));
  if (casePassed && change.after != FindingState::Fixed)
    return fmt::format("NOT FIXED: {}: its saved case passes, but another one fails likewise\n", printable(change.id));
  return "";
}

std::string tallyText(const std::vector<SavedFinding>& findings) {
  std::string text;
  for (const FindingState state :
       {FindingState::Returned, FindingState::New, FindingState::Open, FindingState::Flaky, FindingState::Fixed})
    if (const auto count = std::ranges::count(findings, state, &SavedFinding::state))
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", thousands(count), findingStateName(state));
  if (text.empty()) return "no findings";
  return text + (findings.size() == 1 ? " finding" : " findings");
}

}  // namespace swapcheck
