#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

KnownFailure signKept(const std::string& value, const std::string& what, const std::string& check) {
  return {.property = "values",
          .when = {"layout.negated", "dtype.complex", "value." + value},
          .reason =
              "LibTorch's vector loops resolve a lazy negation of complex numbers by subtraction, which does not "
              "turn the sign of " +
              what,
          .checks = {check},
          .ofLibtorch = true};
}

KnownFailure payloadLostByNegation(const std::string& dtype) {
  return {.property = "values",
          .when = {"layout.negated", "value.nan", "dtype." + dtype},
          .reason = "LibTorch resolves a lazy negation of " + dtype +
                    " by arithmetic in float32, which does not keep the payload of a NaN",
          .checks = {"nan-bits"},
          .ofLibtorch = true};
}

/// The share of each thread ends in elements that no vector loop takes: the same fault strikes others with more
/// threads.
KnownFailure unlikeWithMoreThreads(const KnownFailure& fault) {
  KnownFailure other = fault;
  other.property = "determinism";
  other.when.insert(other.when.end(), {"size.large", "call.threads"});
  other.reason += "; which elements that strikes depends on how many threads share them";
  other.checks = {"threads"};
  return other;
}

std::vector<KnownFailure> allFaults() {
  const std::vector<KnownFailure> ofValues = {payloadLostByNegation("float16"), payloadLostByNegation("bfloat16"),
                                              signKept("nan", "a NaN", "nan-bits"),
                                              signKept("zero", "a zero", "zero-sign")};
  std::vector<KnownFailure> faults = ofValues;
  for (const KnownFailure& fault : ofValues) faults.push_back(unlikeWithMoreThreads(fault));
  return faults;
}

}  // namespace

std::span<const KnownFailure> libtorchFaults() {
  static const std::vector<KnownFailure> faults = allFaults();
  return faults;
}

}  // namespace swapcheck
