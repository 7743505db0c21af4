#include "strategies/libtorch_faults.h"

#include <fmt/format.h>

namespace swapcheck {
namespace {

const std::string kUnsupported = "unsupported";

KnownFailure refusal(const std::string& property, const std::string& reason) {
  return {.property = property, .when = {}, .reason = reason, .checks = {kUnsupported}, .ofLibtorch = true};
}

KnownFailure ofValues(std::string check, std::vector<std::string> when, std::string reason) {
  return {.property = "values",
          .when = std::move(when),
          .reason = std::move(reason),
          .checks = {std::move(check)},
          .ofLibtorch = true};
}

KnownFailure signKept(const std::string& value, const std::string& what) {
  return ofValues("libtorch-negated-complex-" + value, {"layout.negated", "dtype.complex", "value." + value},
                  "LibTorch's vector loops resolve a lazy negation of complex numbers by subtraction, which does not "
                  "turn the sign of " +
                      what);
}

KnownFailure payloadLostByNegation(const std::string& dtype) {
  return ofValues("libtorch-negated-nan", {"layout.negated", "value.nan", "dtype." + dtype},
                  "LibTorch resolves a lazy negation of " + dtype +
                      " by arithmetic in float32, which does not keep the payload of a NaN");
}

KnownFailure scattered(const std::string& dtype) {
  KnownFailure fault = ofValues("libtorch-scatter-nan", {"value.nan", "dtype." + dtype},
                                "scatter takes a " + dtype +
                                    " tensor through float and back, also where nothing is written: a NaN loses its "
                                    "payload, or comes out quiet");
  fault.since = "2.6";
  return fault;
}

/// The share of each thread ends in elements that no vector loop takes: the same fault strikes others with more
/// threads.
KnownFailure unlikeWithMoreThreads(const KnownFailure& fault) {
  KnownFailure other = fault;
  other.property = "determinism";
  other.when.insert(other.when.end(), {"size.large", "call.threads"});
  other.reason += "; which elements that strikes depends on how many threads share them";
  return other;
}

std::vector<KnownFailure> allFaults() {
  std::vector<KnownFailure> faults = {
      payloadLostByNegation("float16"),
      payloadLostByNegation("bfloat16"),
      signKept("nan", "a NaN"),
      signKept("zero", "a zero"),
      ofValues("libtorch-put-nan", {"mask.single", "value.nan"},
               "index_put under a mask with a single value turns into masked_fill with a number: on the way through "
               "double and back a NaN comes out quiet, and one of 16 bits loses its payload"),
      scattered("float16"),
      scattered("bfloat16"),
  };
  const size_t ofValuesAlone = faults.size();
  for (size_t k = 0; k < ofValuesAlone; ++k) faults.push_back(unlikeWithMoreThreads(faults[k]));
  for (const char* defect : {"index-none", "undefined-index"})
    faults.push_back(
        {.property = "rejects",
         .when = {std::string("defect.") + defect},
         .reason = fmt::format(
             "ATen's index trusts its caller to have handled a list without indices ({}), and asserts", defect),
         .checks = {"libtorch-assert"},
         .ofLibtorch = true});
  faults.push_back(
      refusal("forward-mode", "an operator, or a function with a backward of its own, has no forward mode"));
  faults.push_back(
      refusal("second-order", "an operator, or a function with a backward of its own, has no second derivative"));
  return faults;
}

}  // namespace

bool isRefusal(const KnownFailure& known) {
  return known.ofLibtorch && known.checks == std::vector<std::string>{kUnsupported};
}

std::span<const KnownFailure> libtorchFaults() {
  static const std::vector<KnownFailure> faults = allFaults();
  return faults;
}

}  // namespace swapcheck
