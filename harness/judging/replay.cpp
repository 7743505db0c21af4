#include "harness/judging/replay.h"

#include <fmt/format.h>

#include <algorithm>

#include "generators/case/features.h"
#include "harness/counting/verdict_counter.h"
#include "harness/judging/describe_failure.h"
#include "reports/console/failure.h"
#include "reports/record/text.h"

namespace swapcheck {

void ReplayTally::add(const ReplayedCheck& check) {
  judged += check.judged;
  failed += check.failure.has_value();
}

ReplayTally& ReplayTally::operator+=(const ReplayTally& other) {
  judged += other.judged;
  failed += other.failed;
  return *this;
}

std::vector<ReplayedCheck> replayCase(const Strategy& strategy, const SwapCase& swapCase,
                                      const std::vector<const Property*>& properties, JudgementWatcher* watcher) {
  const PreparedCase prepared(swapCase);
  const FeatureSet features = featuresOf(swapCase, prepared.host);
  std::vector<ReplayedCheck> checks;
  for (const Judgement& judgement : judge(strategy, prepared, properties, watcher)) {
    const Property& property = *judgement.property;
    ReplayedCheck check{strategy.name, std::string(property.id), false, std::nullopt};
    check.judged = !std::holds_alternative<NotApplicable>(judgement.outcome);
    if (const auto* failure = std::get_if<Falsified>(&judgement.outcome)) {
      const KnownFailure* known = VerdictCounter(strategy, property).covering(features, failure->check);
      check.failure = describeFailure(strategy, property.id, known, swapCase, caseFailureOf(*failure));
    }
    checks.push_back(std::move(check));
  }
  return checks;
}

std::vector<ReplayedCheck> replayUntilFailure(const Strategy& strategy, const SwapCase& swapCase,
                                              const std::vector<const Property*>& properties, int mostTries,
                                              JudgementWatcher* watcher) {
  for (int tries = 1;; ++tries) {
    auto checks = replayCase(strategy, swapCase, properties, watcher);
    const bool judged = std::any_of(checks.begin(), checks.end(), [](const auto& check) { return check.judged; });
    const bool failed = std::any_of(checks.begin(), checks.end(), [](const auto& check) { return check.failure; });
    if (judged && !failed && tries < mostTries) continue;
    for (ReplayedCheck& check : checks) check.tries = tries;
    return checks;
  }
}

std::string replayText(const std::string& origin, const ReplayedCheck& check, const std::string& recordedCheck) {
  const std::string head = fmt::format("{}: {}: {}: ", origin, check.strategy, check.property);
  if (!check.judged) return head + "says nothing about this case\n";
  const bool again = check.tries > 1;
  if (!check.failure) return head + "passes" + (again ? fmt::format(" {} times", check.tries) : "") + "\n";
  const FailureRecord& failure = *check.failure;
  std::string text = head + (isDeath(failure.outcome) ? outcomeText(failure.outcome) : "fails");
  if (!recordedCheck.empty())
    text += recordedCheck == failure.check ? " in the same way" : " in another way (it was " + recordedCheck + ")";
  if (again) text += fmt::format(", at try {}", check.tries);
  return text + "\n" + counterexampleText(failure) + "\n";
}

}  // namespace swapcheck
