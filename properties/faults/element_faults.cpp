#include "properties/faults/element_faults.h"

#include <algorithm>

#include "generators/parts/float_format.h"
#include "properties/faults/operators_called.h"
#include "strategies/known_failure.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

/// A NaN that went through arithmetic, or through a wider format and back: quiet, with its payload or without. (What
/// vector loops make of a NaN in bfloat16 has all bits set.)
bool isNaNThroughArithmetic(FloatFormat format, uint64_t expected, uint64_t got) {
  const uint64_t magnitude = format.magnitude(got);
  return format.isNaN(expected) && (got == (expected | format.quietBit()) || magnitude == format.plainNaN() ||
                                    magnitude == (format.exponentMask() | format.mantissaMask()));
}

/// 0 - x in place of -x.
bool isNaNWithTheOtherSign(FloatFormat format, uint64_t expected, uint64_t got) {
  return format.isNaN(expected) && (got | format.quietBit()) == ((expected ^ format.signBit()) | format.quietBit());
}

bool isZeroWithTheOtherSign(FloatFormat format, uint64_t expected, uint64_t got) {
  return format.magnitude(expected) == 0 && got == (expected ^ format.signBit());
}

bool isNegated(const Operand& operand) { return operand.negated; }
bool isAny(const Operand&) { return true; }

struct ElementFault {
  std::string_view check;
  std::vector<DType> dtypes;
  /// Operands whose elements it strikes.
  bool (*strikes)(const Operand& operand);
  bool (*foretells)(FloatFormat format, uint64_t expected, uint64_t got);
  /// Operators of which one must have been called; empty: whatever reads the operand.
  std::vector<std::string_view> operators = {};
  /// Features that the case must have.
  std::vector<std::string> when = {};
  /// First LibTorch version that has it.
  std::string_view since = {};
};

const std::vector<ElementFault>& elementFaults() {
  static const std::vector<ElementFault> all = {
      {"libtorch-negated-nan", {DType::Float16, DType::BFloat16}, isNegated, isNaNThroughArithmetic},
      {"libtorch-negated-complex-nan", {DType::Complex64, DType::Complex128}, isNegated, isNaNWithTheOtherSign},
      {"libtorch-negated-complex-zero", {DType::Complex64, DType::Complex128}, isNegated, isZeroWithTheOtherSign},
      {"libtorch-put-nan",
       {DType::Float16, DType::BFloat16, DType::Float32, DType::Complex32, DType::Complex64},
       isAny,
       isNaNThroughArithmetic,
       {"aten::index_put", "aten::index_put_", "aten::_index_put_impl_", "aten::masked_fill", "aten::masked_fill_"},
       {"mask.single"}},
      {"libtorch-scatter-nan",
       {DType::Float16, DType::BFloat16},
       isAny,
       isNaNThroughArithmetic,
       {"aten::scatter", "aten::scatter_"},
       {},
       "2.6"},
  };
  return all;
}

bool holdsHere(const ElementFault& fault) {
  return fault.since.empty() || compareVersions(libtorchVersion(), fault.since) >= 0;
}

/// The fault that makes one component of an element of that operand, or null.
const ElementFault* faultBehind(const Observation& o, const FeatureSet& features, const Operand& operand,
                                uint64_t expected, uint64_t got) {
  const DType dtype = o.prepared.swapCase.dtype;
  for (const ElementFault& fault : elementFaults())
    if (std::find(fault.dtypes.begin(), fault.dtypes.end(), dtype) != fault.dtypes.end() && holdsHere(fault) &&
        fault.strikes(operand) && fault.foretells(formatOf(dtype), expected, got) &&
        Condition(fault.when).holds(features) && (fault.operators.empty() || firstCalled(o, fault.operators)))
      return &fault;
  return nullptr;
}

}  // namespace

ElementFaults::ElementFaults(const Observation& o)
    : observation_(o), features_(featuresOf(o.prepared.swapCase, o.prepared.host)) {}

std::optional<std::string_view> ElementFaults::explaining(size_t result, int64_t element, const HostTensor& expected,
                                                          const HostTensor& got) const {
  const PreparedCase& prepared = observation_.prepared;
  const auto numel = static_cast<size_t>(prepared.routing.numel);
  const auto source = static_cast<size_t>(prepared.routing.source[result * numel + static_cast<size_t>(element)]);
  const Operand& operand = prepared.swapCase.operands[source / numel];
  std::optional<std::string_view> found;
  for (int c = 0; c < componentsOf(expected.dtype); ++c) {
    const uint64_t wanted = componentBits(expected, element, c), bits = componentBits(got, element, c);
    if (wanted == bits) continue;
    const ElementFault* fault = faultBehind(observation_, features_, operand, wanted, bits);
    if (!fault) return std::nullopt;
    if (!found) found = fault->check;
  }
  return found;
}

std::vector<std::string_view> elementFaultChecks() {
  std::vector<std::string_view> checks;
  for (const ElementFault& fault : elementFaults()) checks.push_back(fault.check);
  return checks;
}

}  // namespace swapcheck
