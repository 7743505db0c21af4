#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

KnownFailure signKept(const std::string& value, const std::string& what) {
  return {.property = "values",
          .when = {"layout.negated", "dtype.complex", "value." + value},
          .reason = "LibTorch's vector loops resolve a lazy negation of complex numbers by subtraction, which does not "
                    "turn the sign of " +
                    what,
          .checks = {"bits"}};
}

KnownFailure payloadLostByNegation(const std::string& dtype) {
  return {.property = "values",
          .when = {"layout.negated", "value.nan", "dtype." + dtype},
          .reason = "LibTorch resolves a lazy negation of " + dtype +
                    " by arithmetic in float32, which does not keep the payload of a NaN",
          .checks = {"bits"}};
}

}  // namespace

std::span<const KnownFailure> libtorchFaults() {
  static const KnownFailure faults[] = {
      payloadLostByNegation("float16"), payloadLostByNegation("bfloat16"),
      signKept("nan", "a NaN"), signKept("zero", "a zero")};
  return faults;
}

}  // namespace swapcheck
