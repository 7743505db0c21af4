#include "reports/reproducer/data.h"

#include <fmt/format.h>

#include <algorithm>

#include "properties/autograd/cotangent.h"
#include "properties/autograd/finite_differences.h"
#include "properties/autograd/jacobian.h"
#include "properties/autograd/variables.h"
#include "properties/calls/concurrent_calls.h"
#include "properties/checks/forward_mode.h"
#include "properties/checks/second_order.h"
#include "reports/reproducer/expressions.h"
#include "reports/reproducer/literal.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

using Lines = std::vector<std::string>;

/// A tensor with its own strides and lazy signs: a swap, or a backward, gets it as the property gave it.
std::string tensorText(const Syntax& syntax, const at::Tensor& t) {
  if (!t.defined()) return syntax.undefined();
  Storages storages;
  storages.add(t, "");
  return Expressions(syntax, false).alone(t, storages.of(t));
}

class Data {
 public:
  Data(const Syntax& syntax, const ReproducedFailure& failure)
      : syntax_(syntax), failure_(failure), prepared_(failure.prepared), case_(failure.prepared.swapCase) {
    if (isJacobian()) noteEntry();
    noteDifferentiated();
  }

  /// The definition of one function, after those that it needs.
  Lines definitions(const std::string& name) const {
    if (name == "inputs") return {inputs("inputs", case_, prepared_.host, Roots::Variables)};
    if (name == "expected") return {tensors(name, prepared_.expected)};
    if (name == "cotangents") return {list(name, cotangentTexts())};
    if (name == "expected_gradients") return {tensors(name, pulledBack(prepared_, cotangentsOf(case_)))};
    if (name == "step") return {constant("step", fmt::format("{}", gridStepOf(case_.fill)))};
    if (name == "above") return {moved(name, gridStepOf(case_.fill))};
    if (name == "below") return {moved(name, -gridStepOf(case_.fill))};
    if (name == "direction") return {tensors(name, directionTensors())};
    if (name == "weights") return {tensors(name, allWeights())};
    if (name == "places") return {list(name, placeTexts())};
    if (name == "vectors") return {laidOutTensors(name, vectorsOf(prepared_))};
    if (name == "expected_products") return {tensors(name, expectedProducts(prepared_, vectorsOf(prepared_)))};
    if (name == "tangents") return {laidOutTensors(name, tangents())};
    if (name == "dual_inputs") return {inputs(name, differentiated_, prepared_.host, dualRoots())};
    if (name == "expected_tangents") return {tensors(name, pushedForward(prepared_, differentiated_, tangents()))};
    if (name == "threads") return {constant(name, fmt::format("{}", case_.call.threads))};
    if (name == "callers") return callers();
    throw InputError(fmt::format("there is no function \"{}\" of data", name));
  }

 private:
  bool isJacobian() const {
    return !failure_.evidence.empty() && failure_.evidence.back().name.starts_with("Jacobian");
  }

  /// Which entry of the Jacobian is wrong.
  void noteEntry() {
    const Grid& jacobian = failure_.evidence.back();
    if (jacobian.marked.empty() || jacobian.shape.size() != 2 || jacobian.shape[1] == 0) return;
    row_ = static_cast<size_t>(jacobian.marked[0] / jacobian.shape[1]);
    column_ = static_cast<size_t>(jacobian.marked[0] % jacobian.shape[1]);
  }

  /// Forward mode differentiates along all operands first, then along those that reverse mode uses.
  void noteDifferentiated() {
    differentiated_ = case_;
    if (failure_.property != "forward-mode" || failure_.check == "transpose" || isRecorded()) return;
    const SwapCase everywhere = differentiatedEverywhere(case_);
    differentiated_ = isAlong(case_) && !isAlong(everywhere) ? case_ : everywhere;
  }

  /// Whether the evidence has tangents of the roots of that case.
  bool isAlong(const SwapCase& swapCase) const {
    const RootPlan plan = rootPlanOf(swapCase);
    for (size_t r = 0; r < plan.roots.size(); ++r) {
      const std::string name = "tangent of " + rootName(plan, swapCase, r);
      if (std::none_of(failure_.evidence.begin(), failure_.evidence.end(),
                       [&](const Grid& grid) { return grid.name == name; }))
        return false;
    }
    return !plan.roots.empty();
  }

  /// Whether the call that has tangents is one that reverse mode records.
  bool isRecorded() const { return failure_.check == "forward-over-reverse"; }

  Roots dualRoots() const { return isRecorded() ? Roots::DualVariables : Roots::Duals; }

  std::string inputs(const std::string& name, const SwapCase& swapCase, const HostInputs& host, Roots roots) const {
    return inputsFunction(syntax_, name, swapCase, host, roots, failure_.check == "written");
  }

  std::string constant(const std::string& name, const std::string& value) const {
    return syntax_.isPython() ? fmt::format("{} = {}\n", name, value)
                              : fmt::format("constexpr auto {} = {};\n", name, value);
  }

  std::string list(const std::string& name, const Lines& items) const {
    Lines body;
    for (const std::string& item : items) body.push_back("    " + item + ",");
    body.insert(body.begin(), syntax_.isPython() ? "return [" : "return {");
    body.emplace_back(syntax_.isPython() ? "]" : "};");
    return syntax_.function(name, body, false);
  }

  std::string tensors(const std::string& name, const std::vector<HostTensor>& contents) const {
    Lines items;
    for (const HostTensor& each : contents) items.push_back(literalOf(syntax_, each));
    return list(name, items);
  }

  std::string laidOutTensors(const std::string& name, const std::vector<HostTensor>& contents) const {
    Lines items;
    for (const HostTensor& each : contents) items.push_back(tensorText(syntax_, laidOut(case_, each)));
    return list(name, items);
  }

  /// Memory for the cotangents of second order, which are worked out from the results.
  Lines placeTexts() const {
    return Lines(case_.operands.size(), tensorText(syntax_, laidOutApart(case_, zeroTensor(case_.dtype, case_.shape))));
  }

  /// The case's cotangents, or the unit one of the wrong entry's row.
  Lines cotangentTexts() const {
    if (row_) return unitCotangents();
    Lines items;
    for (const at::Tensor& cotangent : cotangentTensors(case_, cotangentsOf(case_)))
      items.push_back(tensorText(syntax_, cotangent));
    return items;
  }

  Lines unitCotangents() const {
    const auto each = static_cast<size_t>(case_.numel() * componentsOf(case_.dtype));
    Lines items(case_.operands.size(), syntax_.undefined());
    Components unit(each);
    unit[*row_ % each] = 1;
    items.at(*row_ / each) = tensorText(syntax_, laidOutApart(case_, tensorOf(case_.dtype, case_.shape, unit)));
    return items;
  }

  std::vector<Components> direction() const {
    return column_ ? unitDirection(prepared_, *column_) : randomDirection(prepared_);
  }

  std::vector<HostTensor> directionTensors() const {
    std::vector<HostTensor> tensors;
    const std::vector<Components> components = direction();
    for (size_t r = 0; r < components.size(); ++r)
      tensors.push_back(tensorOf(case_.dtype, prepared_.roots.roots[r].shape, components[r]));
    return tensors;
  }

  std::string moved(const std::string& name, double step) const {
    const auto along = pushedForward(prepared_.roots, case_, direction());
    return inputs(name, case_, movedInputs(prepared_, step, along), Roots::None);
  }

  std::vector<HostTensor> allWeights() const {
    std::vector<HostTensor> weights;
    for (size_t r = 0; r < case_.operands.size(); ++r) weights.push_back(weightsOf(case_, r));
    return weights;
  }

  std::vector<HostTensor> tangents() const { return tangentsOf(case_, rootPlanOf(differentiated_)); }

  /// The inputs of each caller.
  Lines callers() const {
    Lines definitions;
    Lines names = {"inputs"};
    for (size_t k = 1; k < static_cast<size_t>(case_.call.callers); ++k) {
      const PreparedCase sibling(siblingOf(case_, k));
      names.push_back(fmt::format("inputs_{}", k + 1));
      definitions.push_back(inputs(names.back(), sibling.swapCase, sibling.host, Roots::Variables));
    }
    const char* assignment =
        syntax_.isPython() ? "callers = {}\n" : "const std::vector<std::function<Inputs()>> callers = {};\n";
    definitions.push_back(fmt::format(fmt::runtime(assignment), syntax_.list(names)));
    return definitions;
  }

  const Syntax& syntax_;
  const ReproducedFailure& failure_;
  const PreparedCase& prepared_;
  const SwapCase& case_;
  SwapCase differentiated_;
  std::optional<size_t> row_, column_;
};

/// In the order in which they may refer to one another.
constexpr std::string_view kOrder[] = {
    "tangents", "inputs", "dual_inputs", "expected", "callers", "cotangents", "expected_gradients", "step",
    "above",    "below",  "direction",   "weights",  "places",  "vectors",    "expected_products",  "expected_tangents",
    "threads"};

}  // namespace

std::vector<std::string> dataFunctions(const Syntax& syntax, const ReproducedFailure& failure,
                                       const std::vector<std::string>& names) {
  const Data data(syntax, failure);
  Lines definitions;
  for (const std::string_view name : kOrder)
    if (std::find(names.begin(), names.end(), name) != names.end())
      for (std::string& definition : data.definitions(std::string(name))) definitions.push_back(std::move(definition));
  return definitions;
}

}  // namespace swapcheck
