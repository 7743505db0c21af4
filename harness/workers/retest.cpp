#include "harness/workers/retest.h"

#include <fmt/format.h>

#include "generators/case/json.h"
#include "harness/storage/host_context.h"
#include "harness/judging/replay.h"
#include "properties/calls/thread_count.h"
#include "reports/record/text.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

/// A finding whose case cannot be judged again.
struct NotRetestable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What it takes to judge a finding again.
struct Job {
  const Strategy& strategy;
  const Property& property;
  SwapCase swapCase;
};

SwapCase caseOf(const SavedFinding& finding) {
  try {
    return caseFromJson(finding.swapCase);
  } catch (const CaseError& error) {
    throw NotRetestable(fmt::format("its case cannot be read: {}", error.what()));
  }
}

Job jobOf(const SavedFinding& finding, const Catalogue& catalogue) {
  const Strategy* strategy = catalogue.find(finding.strategy);
  if (!strategy) throw NotRetestable(fmt::format("there is no strategy \"{}\" now", finding.strategy));
  const Property* property = findProperty(finding.property);
  if (!property) throw NotRetestable(fmt::format("there is no property \"{}\" now", finding.property));
  Job job{*strategy, *property, caseOf(finding)};
  if (familyOf(strategy->swap) != job.swapCase.family())
    throw NotRetestable(fmt::format("its case is of family \"{}\", and the strategy is now of family \"{}\"",
                                    nameOf(job.swapCase.family()), nameOf(familyOf(strategy->swap))));
  return job;
}

ReplayedCheck judgeOnce(const Job& job) {
  return replayCase(job.strategy, job.swapCase, {&job.property}, libtorchVersion()).front();
}

bool fails(const ReplayedCheck& check) { return check.failure && isFinding(*check.failure); }

std::string noteOn(const ReplayedCheck& check, const SavedFinding& finding) {
  if (check.failure && !isFinding(*check.failure)) return "a known failure now: " + check.failure->knownReason;
  if (check.failure && check.failure->check != finding.check) return "by the check " + check.failure->check + " now";
  return "";
}

bool isFlaky(const SavedFinding& finding) { return finding.state == FindingState::Flaky || finding.outcome == "flaky"; }

void requireJudged(const ReplayedCheck& check) {
  if (!check.judged) throw NotRetestable("the property says nothing about its case now");
}

Retest retestFlaky(const SavedFinding& finding, const Job& job) {
  const ReplayedCheck check =
      replayUntilFailure(job.strategy, job.swapCase, {&job.property}, libtorchVersion()).front();
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
  const ThreadCount asInACampaign(1);
  try {
    const Job job = jobOf(finding, catalogue);
    return isFlaky(finding) ? retestFlaky(finding, job) : retestSteady(finding, job);
  } catch (const std::exception& error) {  // NotRetestable, or a case that this machine cannot hold
    return {finding.id, Sighting::None, error.what()};
  }
}

std::string textOf(const Retest& retest) {
  const nlohmann::json json = {{"result", static_cast<int>(retest.result)}, {"note", retest.note}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Retest retestFrom(const std::string& text, const std::string& id) {
  const auto json = nlohmann::json::parse(text);
  return {id, static_cast<Sighting>(json.at("result").get<int>()), json.at("note")};
}

}  // namespace

Retest retest(const SavedFinding& finding, const Catalogue& catalogue, const ProcessLimits& limits) {
  IsolatedProcess process(limits, [&](Channel& channel) {
    channel.begin({});
    channel.send(textOf(retestHere(finding, catalogue)));
    channel.rest();
  });
  waitForEnd(process);
  const auto death = process.death();
  if (death && death->byOutsider) return {finding.id, Sighting::None, death->message};
  if (death) return {finding.id, Sighting::Failed, isDeath(finding.check) ? "" : death->message};
  return retestFrom(process.channel().receive().value(), finding.id);
}

}  // namespace swapcheck
