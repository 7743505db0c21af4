// The `rejects` property.
#include <fmt/format.h>

#include "properties/checks/only_answer.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

/// What happened in place of a clean rejection, as a check and the end of a sentence, or nothing.
struct Misbehaviour {
  std::string check;
  std::string what;
};

/// Each kind of defect is a finding of its own where nothing was thrown: one that is accepted must not hide another.
std::string checkOf(const Observation& o, const char* what) {
  return fmt::format("{}-{}", what, defectName(o.prepared.swapCase.defect));
}

std::optional<Misbehaviour> wrongAnswer(const Observation& o) {
  const std::vector<Answer> answers = onlyAnswer(o);
  if (answers.empty()) return Misbehaviour{checkOf(o, "accepted"), "it returned results as if the input were valid"};
  if (const auto difference = differenceFromAnswer(o, answers))
    return Misbehaviour{checkOf(o, "wrong-answer"), "it returned other results than that can mean: " + *difference};
  return std::nullopt;
}

std::optional<Misbehaviour> misbehaviourOf(const Observation& o) {
  for (const InputSnapshot& snapshot : o.before)
    if (auto difference = snapshot.difference())
      return Misbehaviour{"partly-written",
                          fmt::format("{}, and inputs were changed: {}", o.thrown ? "it threw" : "it returned results",
                                      difference->message)};
  if (!o.thrown) return wrongAnswer(o);
  const Exception& exception = *o.thrown;
  if (!exception.isC10Error)
    return Misbehaviour{"not-c10-error", fmt::format("it threw something else: {}", exception.text)};
  if (exception.isInternalAssert)
    return Misbehaviour{"internal-assert", fmt::format("an internal assertion failed: {}", exception.text)};
  if (exception.text.find_first_not_of(" \t") == std::string::npos)
    return Misbehaviour{"unclear", "it threw a c10::Error without a text"};
  return std::nullopt;
}

}  // namespace

Outcome checkRejects(const Observation& o) {
  const auto misbehaviour = misbehaviourOf(o);
  if (!misbehaviour) return Passed{};
  return Falsified{misbehaviour->check,
                   fmt::format("called with {}: expected a clear error, but {}", summaryOf(o.prepared.swapCase.defect),
                               misbehaviour->what),
                   {}};
}

}  // namespace swapcheck
