// Faults of LibTorch's operators, named where a strategy calls one.
#include <fmt/format.h>

#include <algorithm>

#include "generators/case/features.h"
#include "properties/faults/operators_called.h"
#include "properties/property.h"
#include "strategies/known_failure.h"
#include "strategies/libtorch_version.h"

namespace swapcheck {
namespace {

using Names = std::vector<std::string_view>;

struct OperatorFault {
  Names operators;
  /// Of which property and checks; no property: of every one.
  std::string_view property;
  Names checks;
  /// Of these conditions one must hold.
  std::vector<std::vector<std::string>> anyOf;
  std::string_view cause;
  std::string_view wayRound;
  std::string_view upstream = {};
  std::string_view until = {};
};

const Names kGradientChecks = {"reverse-mode", "finite-differences", "double-backward", "transpose"};

const std::vector<OperatorFault>& operatorFaults() {
  static const std::vector<OperatorFault> all = {
      {{"aten::index_put", "aten::index_put_", "aten::scatter", "aten::scatter_"},
       {},
       kGradientChecks,
       {{"index.repeated"}},
       "its backward hands the whole cotangent to every repetition of a position",
       "turn the indices into a mask and use torch.where",
       "https://github.com/pytorch/pytorch/issues/146299"},
      {{"aten::masked_select"},
       {},
       kGradientChecks,
       {{"layout.permuted"}, {"layout.overlapping"}, {"cotangent.permuted"}},
       "its backward fills a gradient in the order of memory, not of the elements",
       "make the operand contiguous first, or use torch.where",
       "https://github.com/pytorch/pytorch/issues/99638",
       "2.1"},
      {{"aten::index", "aten::index_put", "aten::index_put_", "aten::_index_put_impl_"},
       "rejects",
       {"internal-assert"},
       {{"defect.index-none"}, {"defect.undefined-index"}},
       "it trusts its caller to have handled a list without indices",
       "look at the list before"},
  };
  return all;
}

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool isAbout(const OperatorFault& fault, std::string_view property, const Falsified& failure) {
  return (fault.property.empty() || fault.property == property) && has(fault.checks, failure.check) &&
         (fault.until.empty() || compareVersions(libtorchVersion(), fault.until) < 0);
}

bool isSuchACase(const OperatorFault& fault, const FeatureSet& features) {
  return std::any_of(fault.anyOf.begin(), fault.anyOf.end(),
                     [&](const std::vector<std::string>& when) { return Condition(when).holds(features); });
}

}  // namespace

void nameOperators(const Observation& o, std::string_view property, Falsified& failure) {
  for (const OperatorFault& fault : operatorFaults()) {
    if (!isAbout(fault, property, failure)) continue;
    if (!isSuchACase(fault, featuresOf(o.prepared.swapCase, o.prepared.host))) continue;
    const auto called = firstCalled(o, fault.operators);
    if (!called) continue;
    failure.message += fmt::format("; {} was called: {}{}; instead, {}", *called, fault.cause,
                                   fault.upstream.empty() ? "" : fmt::format(" ({})", fault.upstream), fault.wayRound);
    if (failure.check == "internal-assert") failure.check = "libtorch-assert";
    return;
  }
}

}  // namespace swapcheck
