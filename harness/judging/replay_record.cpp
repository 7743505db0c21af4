#include "harness/judging/replay_record.h"

#include "generators/case/features.h"
#include "harness/counting/verdict_counter.h"
#include "harness/judging/replay.h"
#include "properties/calls/thread_count.h"

namespace swapcheck {
namespace {

/// The verdict of one judgement.
VerdictRecord verdictOf(const Strategy& strategy, const Property& property, const FeatureSet& features,
                        const ReplayedCheck& check) {
  VerdictCounter counter(strategy, property);
  if (check.judged) counter.count(features, check.failure ? &check.failure->check : nullptr);
  return counter.record();
}

}  // namespace

RunRecord replayRecord(const Strategy& strategy, const FailureFile& file,
                       const std::vector<const Property*>& properties) {
  useThreads(1);
  const auto checks = replayUntilFailure(strategy, file.swapCase, properties, file.flaky ? kMostTries : 1);
  const FeatureSet features = featuresOf(file.swapCase);
  RunRecord record;
  record.cases = 1;
  record.libtorch = libtorchVersion();
  record.strategies = {{strategy.name, strategy.summary, std::string(familyName(familyOf(strategy.swap)))}};
  for (size_t k = 0; k < checks.size(); ++k) {
    record.properties.push_back({std::string(properties[k]->id), std::string(properties[k]->summary)});
    record.verdicts.push_back(verdictOf(strategy, *properties[k], features, checks[k]));
    if (!checks[k].failure) continue;
    record.failures.push_back(*checks[k].failure);
    record.failures.back().count = 1;
  }
  return record;
}

}  // namespace swapcheck
