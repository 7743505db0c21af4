#include "harness/describe_failure.h"

#include "generators/case_json.h"
#include "properties/describe.h"

namespace swapcheck {

std::string failureId(const std::string& strategy, std::string_view property, const std::string& check, bool known) {
  return strategy + "--" + std::string(property) + "--" + check + (known ? "--known" : "");
}

FailureRecord describeFailure(const Strategy& strategy, std::string_view property, const KnownFailure* known,
                              const SwapCase& swapCase, const Falsified& failure) {
  FailureRecord record;
  record.id = failureId(strategy.name, property, failure.check, known != nullptr);
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
