#include "harness/workers/replay_isolated.h"

#include "generators/case/features.h"
#include "harness/counting/verdict_counter.h"
#include "harness/judging/describe_failure.h"
#include "harness/judging/judging_process.h"
#include "harness/workers/lazy_source.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// Reports the current property on the channel; each try of each property has the full time limit.
class ChannelWatcher : public JudgementWatcher {
 public:
  explicit ChannelWatcher(Channel& channel) : channel_(channel) {}

  void before(size_t property) override { channel_.beginWork({0, 0, property}); }
  void after(size_t, const Outcome&) override { ChildProcess::endIfOutputIsLost(); }

 private:
  Channel& channel_;
};

std::string textOf(const std::vector<ReplayedCheck>& checks) {
  Json all = Json::array();
  for (const ReplayedCheck& check : checks)
    all.push_back({{"property", check.property},
                   {"judged", check.judged},
                   {"tries", check.tries},
                   {"failure", check.failure ? toJson(*check.failure) : Json()}});
  return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<ReplayedCheck> checksFrom(const std::string& text, const std::string& strategy) {
  std::vector<ReplayedCheck> checks;
  for (const Json& json : Json::parse(text)) {
    ReplayedCheck check{strategy, json.at("property"), json.at("judged"), std::nullopt, json.at("tries")};
    if (!json.at("failure").is_null()) check.failure = failureRecordFromJson(json.at("failure"));
    checks.push_back(std::move(check));
  }
  return checks;
}

ReplayedCheck checkOf(const Death& death, const Strategy& strategy, const Property& property,
                      const SwapCase& swapCase) {
  const CaseFailure failure = caseFailureOf(death);
  const KnownFailure* known = VerdictCounter(strategy, property).covering(featuresOf(swapCase), failure.cause.name());
  return {strategy.name, std::string(property.id), true,
          describeFailure(strategy, property.id, known, swapCase, failure)};
}

}  // namespace

std::vector<ReplayedCheck> replayIsolated(const Strategy& strategy, const SwapCase& swapCase,
                                          const std::vector<const Property*>& properties, int mostTries,
                                          const ProcessLimits& limits) {
  const IsolatedResult result = runIsolated(limits, [&](Channel& channel) {
    becomeJudge();
    loadPythonInAdvance();
    ChannelWatcher watcher(channel);
    return textOf(replayUntilFailure(strategy, swapCase, properties, mostTries, &watcher));
  });
  if (!result.death) return checksFrom(*result.text, strategy.name);
  if (isByOutsider(*result.death)) throw HarnessError("somebody killed the process that judged the case");
  const size_t said = result.position ? result.position->property : 0;
  const Property& property = *properties.at(said < properties.size() ? said : 0);
  return {checkOf(*result.death, strategy, property, swapCase)};
}

}  // namespace swapcheck
