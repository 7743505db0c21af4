#include "harness/workers/replay_isolated.h"

#include <ATen/Parallel.h>

#include "generators/case/features.h"
#include "harness/judging/describe_failure.h"
#include "harness/errors.h"
#include "harness/counting/verdicts.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// Tells the channel which property is at work; each try of each property has the whole time.
class ChannelWatcher : public JudgementWatcher {
 public:
  explicit ChannelWatcher(Channel& channel) : channel_(channel) {}

  void before(size_t property) override { channel_.begin({0, 0, property}); }
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

ReplayedCheck checkOf(const Death& death, const Strategy& strategy, const Property& property, const SwapCase& swapCase,
                      std::string_view libtorchVersion) {
  const Falsified failure{std::string(nameOf(death.kind)), death.message, {}};
  const KnownFailure* known = Cell(strategy, property, libtorchVersion).covering(featuresOf(swapCase), failure.check);
  return {strategy.name, std::string(property.id), true,
          describeFailure(strategy, property.id, known, swapCase, failure)};
}

}  // namespace

std::vector<ReplayedCheck> replayIsolated(const Strategy& strategy, const SwapCase& swapCase,
                                          const std::vector<const Property*>& properties,
                                          std::string_view libtorchVersion, int mostTries,
                                          const ProcessLimits& limits) {
  IsolatedProcess process(limits, [&](Channel& channel) {
    at::set_num_threads(1);
    ChannelWatcher watcher(channel);
    channel.begin({});
    channel.send(textOf(replayUntilFailure(strategy, swapCase, properties, libtorchVersion, mostTries, &watcher)));
    channel.rest();
  });
  waitForEnd(process);
  const auto death = process.death();
  if (!death) return checksFrom(process.channel().receive().value(), strategy.name);
  if (death->byOutsider) throw HarnessError("somebody killed the process that judged the case");
  const auto position = process.channel().position();
  const Property& property = *properties.at(position ? position->property : 0);
  return {checkOf(*death, strategy, property, swapCase, libtorchVersion)};
}

}  // namespace swapcheck
