#include "harness/counting/failure_id.h"

#include <algorithm>
#include <span>

#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

/// Position, from 1, of a known failure among those of the property; 0 when it is not one of them.
int numberOf(const KnownFailure& known, std::span<const KnownFailure> declared, std::string_view property) {
  int number = 0;
  for (const KnownFailure& other : declared) {
    if (other.property == property) ++number;
    if (&other == &known) return number;
  }
  return 0;
}

constexpr std::string_view kBits = "bits";

bool isKindOfBits(const std::string& check) {
  return check == "nan-bits" || check == "zero-sign" || check == "not-finite";
}

bool isAbout(const KnownFailure& known, std::string_view check) {
  return known.checks.empty() || std::find(known.checks.begin(), known.checks.end(), check) != known.checks.end();
}

}  // namespace

FailureCause reportedCause(const FailureCause& cause, const KnownFailure* known) {
  const bool isOfAllBits = known && isAbout(*known, kBits);
  if (isKindOfBits(cause.name()) && isOfAllBits) return std::string(kBits);
  return known && !cause.death() ? FailureCause(cause.name()) : cause;
}

std::string failureId(const Strategy& strategy, std::string_view property, const FailureCause& cause,
                      const KnownFailure* known) {
  std::string id = strategy.name + "--" + std::string(property) + "--" + cause.name();
  if (!known) return id;
  if (const int number = numberOf(*known, strategy.knownFailures, property))
    return id + "--known" + (number > 1 ? "-" + std::to_string(number) : "");
  return id + "--libtorch-" + std::to_string(numberOf(*known, libtorchFaults(), property));
}

std::string idOfError(const std::string& id, size_t number) {
  return number > 1 ? id + "--error-" + std::to_string(number) : id;
}

std::string idOfOther(const std::string& id, size_t others) { return id + "--" + std::to_string(others + 1); }

}  // namespace swapcheck
