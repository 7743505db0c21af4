#include "harness/describe_failure.h"

#include "generators/case_json.h"
#include "properties/describe.h"

namespace swapcheck {

std::string failureId(const Strategy& strategy, std::string_view property, const std::string& check,
                      const KnownFailure* known) {
  const std::string id = strategy.name + "--" + std::string(property) + "--" + check;
  if (!known) return id;
  int number = 1;
  for (const KnownFailure& other : strategy.knownFailures) {
    if (&other == known) break;
    if (other.property == property) ++number;
  }
  return id + "--known" + (number > 1 ? "-" + std::to_string(number) : "");
}

FailureRecord describeFailure(const Strategy& strategy, std::string_view property, const KnownFailure* known,
                              const SwapCase& swapCase, const Falsified& failure) {
  FailureRecord record;
  record.id = failureId(strategy, property, failure.check, known);
  record.strategy = strategy.name;
  record.property = property;
  record.check = failure.check;
  record.outcome = "falsified";
  record.message = failure.message;
  record.swapCase = toJson(swapCase);
  record.knownReason = known ? known->reason : "";
  record.grids = describeInputs(PreparedCase(swapCase));
  record.grids.insert(record.grids.end(), failure.evidence.begin(), failure.evidence.end());
  return record;
}

}  // namespace swapcheck
