#include "harness/workers/retest.h"

#include <fmt/format.h>

#include "generators/case/json.h"
#include "harness/judging/judging_process.h"
#include "harness/judging/replay.h"
#include "harness/workers/lazy_source.h"
#include "reports/record/text.h"
#include "strategies/error.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

/// Everything needed to judge a finding again.
struct Job {
  const Strategy& strategy;
  const Property& property;
  SwapCase swapCase;
};

SwapCase caseOf(const SavedFinding& finding) {
  return about("its case cannot be read", [&] { return caseFromJson(finding.swapCase); });
}

Job jobOf(const SavedFinding& finding, const Catalogue& catalogue) {
  const Strategy* strategy = catalogue.find(finding.strategy);
  if (!strategy) throw InputError(fmt::format("there is no strategy \"{}\" now", finding.strategy));
  const Property* property = findProperty(finding.property);
  if (!property) throw InputError(fmt::format("there is no property \"{}\" now", finding.property));
  Job job{*strategy, *property, caseOf(finding)};
  if (familyOf(strategy->swap) != job.swapCase.family())
    throw InputError(fmt::format("its case is of family \"{}\", and the strategy is now of family \"{}\"",
                                 familyName(job.swapCase.family()), familyName(familyOf(strategy->swap))));
  return job;
}

ReplayedCheck judgeOnce(const Job& job) { return replayCase(job.strategy, job.swapCase, {&job.property}).front(); }

bool fails(const ReplayedCheck& check) { return check.failure && isFinding(*check.failure); }

std::string noteOn(const ReplayedCheck& check, const SavedFinding& finding) {
  if (check.failure && !isFinding(*check.failure)) return "a known failure now: " + check.failure->knownReason;
  if (check.failure && check.failure->check != finding.check) return "by the check " + check.failure->check + " now";
  return "";
}

bool isFlaky(const SavedFinding& finding) {
  return finding.state == FindingState::Flaky || finding.outcome == failureOutcomeName(FailureOutcome::Flaky);
}

void requireJudged(const ReplayedCheck& check) {
  if (!check.judged) throw InputError("the property says nothing about its case now");
}

Retest retestFlaky(const SavedFinding& finding, const Job& job) {
  const ReplayedCheck check = replayUntilFailure(job.strategy, job.swapCase, {&job.property}).front();
  requireJudged(check);
  return {finding.id, fails(check) ? Sighting::Unstable : Sighting::Passed, noteOn(check, finding)};
}

Retest retestSteady(const SavedFinding& finding, const Job& job) {
  const ReplayedCheck first = judgeOnce(job);
  requireJudged(first);
  const ReplayedCheck second = judgeOnce(job);
  if (fails(first) != fails(second)) return {finding.id, Sighting::Unstable, "it failed once and passed once"};
  return {finding.id, fails(first) ? Sighting::Failed : Sighting::Passed, noteOn(second, finding)};
}

Retest retestHere(const SavedFinding& finding, const Catalogue& catalogue) {
  becomeJudge();
  loadPythonInAdvance();
  try {
    const Job job = jobOf(finding, catalogue);
    return isFlaky(finding) ? retestFlaky(finding, job) : retestSteady(finding, job);
  } catch (const std::exception& error) {  // it cannot be judged again, or does not fit in this machine's memory
    return {finding.id, Sighting::None, error.what()};
  }
}

std::string textOf(const Retest& retest) {
  const nlohmann::json json = {{"result", static_cast<int>(retest.result)}, {"note", retest.note}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Retest retestFrom(const std::string& text, const std::string& id) {
  const auto json = nlohmann::json::parse(text);
  const int result = json.at("result");
  if (result < static_cast<int>(Sighting::None) || result > static_cast<int>(Sighting::Unstable))
    throw std::out_of_range("result");
  return {id, static_cast<Sighting>(result), json.at("note")};
}

}  // namespace

Retest retest(const SavedFinding& finding, const Catalogue& catalogue, const ProcessLimits& limits) {
  const IsolatedResult result = runIsolated(limits, [&](Channel&) { return textOf(retestHere(finding, catalogue)); });
  if (!result.death) return retestFrom(*result.text, finding.id);
  if (isByOutsider(*result.death)) return {finding.id, Sighting::None, textOf(*result.death)};
  const auto outcome = failureOutcomeNamed(finding.outcome);
  const bool isKnownToDie = outcome && isDeath(*outcome);
  return {finding.id, Sighting::Failed, isKnownToDie ? "" : textOf(*result.death)};
}

}  // namespace swapcheck
