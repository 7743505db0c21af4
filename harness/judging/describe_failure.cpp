#include "harness/judging/describe_failure.h"

#include <fmt/format.h>

#include <algorithm>

#include "generators/case/json.h"
#include "harness/workers/isolation.h"
#include "properties/describe.h"
#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

/// Place, from 1, of a known failure among those of the property; 0 when it is not there.
int numberOf(const KnownFailure& known, std::span<const KnownFailure> declared, std::string_view property) {
  int number = 0;
  for (const KnownFailure& other : declared) {
    if (other.property == property) ++number;
    if (&other == &known) return number;
  }
  return 0;
}

constexpr std::string_view kBits = "bits";

bool isKindOfBits(std::string_view check) { return check == "nan-bits" || check == "zero-sign"; }

bool isAbout(const KnownFailure& known, std::string_view check) {
  return known.checks.empty() || std::find(known.checks.begin(), known.checks.end(), check) != known.checks.end();
}

/// Grids cannot show everything that is invalid: an empty list, or a device.
std::string messageOf(const SwapCase& swapCase, const Falsified& failure) {
  if (!isDeath(failure.check) || swapCase.defect == Defect::None) return failure.message;
  return fmt::format("called with {}, {}", summaryOf(swapCase.defect), failure.message);
}

}  // namespace

std::string reportedCheck(const std::string& check, const KnownFailure* known) {
  const bool isToldApart = known && !isAbout(*known, kBits);
  return isKindOfBits(check) && !isToldApart ? std::string(kBits) : check;
}

std::string failureId(const Strategy& strategy, std::string_view property, const std::string& check,
                      const KnownFailure* known) {
  const std::string id = strategy.name + "--" + std::string(property) + "--" + check;
  if (!known) return id;
  if (const int number = numberOf(*known, strategy.knownFailures, property))
    return id + "--known" + (number > 1 ? "-" + std::to_string(number) : "");
  return id + "--libtorch-" + std::to_string(numberOf(*known, libtorchFaults(), property));
}

FailureRecord describeFailure(const Strategy& strategy, std::string_view property, const KnownFailure* known,
                              const SwapCase& swapCase, const Falsified& failure) {
  FailureRecord record;
  const std::string check = reportedCheck(failure.check, known);
  record.id = failureId(strategy, property, check, known);
  record.strategy = strategy.name;
  record.property = property;
  record.check = check;
  record.outcome = isDeath(failure.check) ? failure.check : "falsified";
  record.message = messageOf(swapCase, failure);
  record.swapCase = toJson(swapCase);
  record.knownReason = known ? known->reason : "";
  record.grids = describeInputs(PreparedCase(swapCase));
  record.grids.insert(record.grids.end(), failure.evidence.begin(), failure.evidence.end());
  return record;
}

}  // namespace swapcheck
