#include "tests/support/properties.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include <torch/version.h>

#include <algorithm>
#include <array>

#include "generators/case/features.h"
#include "generators/parts/hash.h"
#include "generators/stream/generate.h"
#include "generators/tensors/autograd_node.h"
#include "strategies/catalogue.h"
#include "strategies/known_failure.h"
#include "strategies/libtorch_faults.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

constexpr uint64_t kCases = 200;
constexpr uint64_t kSpoilt = 40;

/// Whether LibTorch is to blame.
bool isLibtorchFault(const PreparedCase& prepared, std::string_view property, const std::string& check) {
  const FeatureSet features = featuresOf(prepared.swapCase);
  for (const KnownFailure& fault : libtorchFaults())
    if (fault.property == property && holdsFor(fault, TORCH_VERSION) && Condition(fault.when).holds(features) &&
        std::find(fault.checks.begin(), fault.checks.end(), check) != fault.checks.end())
      return true;
  return false;
}

Findings findingsOf(const PreparedCase& prepared, const std::vector<Judgement>& judgements) {
  Findings findings;
  for (const Judgement& judgement : judgements)
    if (const auto* failure = std::get_if<Falsified>(&judgement.outcome);
        failure && !isLibtorchFault(prepared, judgement.property->id, failure->check))
      findings[std::string(judgement.property->id)].insert(failure->check);
  return findings;
}

using CasesOfFamilies = std::array<std::vector<PreparedCase>, std::size(kFamilies)>;

/// The first cases of the family that are wanted, prepared unless they are already.
const std::vector<PreparedCase>& firstCases(CasesOfFamilies& prepared, Family family,
                                            const std::function<bool(const SwapCase&)>& isWanted) {
  std::vector<PreparedCase>& cases = prepared[static_cast<size_t>(family)];
  for (uint64_t number = 0; cases.size() < kCases; ++number)
    if (SwapCase swapCase = withoutDefect(caseAt(1, number, family)); !isExotic(swapCase.dtype) && isWanted(swapCase))
      cases.emplace_back(std::move(swapCase));
  return cases;
}

Findings findingsAmong(const std::vector<PreparedCase>& cases, const Swap& swap) {
  Findings all;
  for (const PreparedCase& prepared : cases)
    for (const auto& [property, checks] : findingsOn(prepared, swap))
      all[property].insert(checks.begin(), checks.end());
  return all;
}

struct BackwardNode : torch::autograd::Node {
  Backward backward;

  torch::autograd::variable_list apply(torch::autograd::variable_list&& cotangents) override {
    const TensorPair gradients = backward(cotangents[0], cotangents[1]);
    return {gradients.first, gradients.second};
  }
};

std::vector<const Property*> everyProperty() {
  std::vector<const Property*> properties;
  for (const Property& property : allProperties()) properties.push_back(&property);
  return properties;
}

}  // namespace

bool isPlain(const SwapCase& swapCase) {
  for (const Operand& operand : swapCase.operands)
    if (operand.view || operand.inference || operand.conjugated || operand.negated ||
        maxMultiplicity(operand.layout, swapCase.shape) > 1)
      return false;
  const std::vector<Shape> shapes = selectionShapes(swapCase.selection);
  for (size_t k = 0; k < shapes.size(); ++k)
    if (maxMultiplicity(selectionLayout(swapCase, k), shapes[k]) > 1) return false;
  return swapCase.sharing == Sharing() && !swapCase.guarded;
}

const std::vector<PreparedCase>& preparedCases(Family family) {
  static CasesOfFamilies prepared;
  return firstCases(prepared, family, [](const SwapCase&) { return true; });
}

const std::vector<PreparedCase>& plainCases(Family family) {
  static CasesOfFamilies prepared;
  return firstCases(prepared, family, &isPlain);
}

const std::vector<PreparedCase>& spoiltCases(Family family) {
  static std::array<std::vector<PreparedCase>, std::size(kFamilies)> prepared;
  std::vector<PreparedCase>& cases = prepared[static_cast<size_t>(family)];
  if (!cases.empty()) return cases;
  for (uint64_t number = 0; number < kSpoilt; ++number) {
    SwapCase swapCase = caseAt(2, number, family);
    if (isExotic(swapCase.dtype)) continue;
    for (Defect defect : possibleDefects(swapCase))
      for (uint64_t seed : {number, hashOf(2, number, static_cast<uint64_t>(defect)) >> 32}) {
        swapCase.defect = defect;
        swapCase.defectSeed = seed;
        cases.emplace_back(swapCase);
      }
  }
  return cases;
}

Findings findingsOn(const PreparedCase& prepared, const Swap& swap) {
  return findingsOf(prepared, judge(Strategy{"test.swap", "", swap}, prepared, everyProperty()));
}

Findings findingsOf(const Swap& swap) { return findingsAmong(preparedCases(familyOf(swap)), swap); }

Findings plainFindingsOf(const Swap& swap) { return findingsAmong(plainCases(familyOf(swap)), swap); }

Findings unusable(const std::string& check) {
  Findings findings;
  for (const Property& property : allProperties())
    if (property.id != "originals" && property.id != "hygiene" && property.input == Input::Valid)
      findings[std::string(property.id)] = {check};
  return findings;
}

const Findings kWrongJacobian = {{"gradient", {"reverse-mode", "finite-differences"}},
                                 {"second-order", {"double-backward"}},
                                 {"forward-mode", {"transpose"}}};

const Findings kCutGraph = {{"gradient", {"reverse-mode", "finite-differences"}},
                            {"second-order", {"double-backward"}},
                            {"forward-mode", {"jvp"}}};

std::optional<Falsified> failureOn(const PreparedCase& prepared, const std::string& property, const Swap& swap) {
  const Property* const one[] = {findProperty(property)};
  const std::vector<Judgement> judgements = judge(Strategy{"test.swap", "", swap}, prepared, one);
  const auto* failure = std::get_if<Falsified>(&judgements[0].outcome);
  return failure ? std::optional(*failure) : std::nullopt;
}

static std::string messageAmong(const std::vector<PreparedCase>& cases, const std::string& property,
                                const std::string& check, const Swap& swap) {
  for (const PreparedCase& prepared : cases)
    if (const auto failure = failureOn(prepared, property, swap);
        failure && failure->check == check && !isLibtorchFault(prepared, property, check))
      return failure->message;
  return "";
}

std::string messageOf(const std::string& property, const std::string& check, const Swap& swap) {
  const bool isOfInvalid = findProperty(property)->input == Input::Invalid;
  return messageAmong(isOfInvalid ? spoiltCases(familyOf(swap)) : preparedCases(familyOf(swap)), property, check, swap);
}

std::string plainMessageOf(const std::string& property, const std::string& check, const Swap& swap) {
  return messageAmong(plainCases(familyOf(swap)), property, check, swap);
}

std::optional<Note> noteOf(const std::string& property, const Swap& swap) {
  const Property* judged = findProperty(property);
  const Strategy strategy{"mine.swap", "", swap};
  for (const PreparedCase& prepared : plainCases(familyOf(swap))) {
    const Outcome outcome = judge(strategy, prepared, {&judged, 1}).front().outcome;
    if (const auto* passed = std::get_if<Passed>(&outcome); passed && passed->note) return passed->note;
  }
  return std::nullopt;
}

const Swap& builtin(std::string_view name) {
  static const Catalogue catalogue = builtinCatalogue();
  return catalogue.find(name)->swap;
}

/// Forward mode does not ask for the grad mode.
static TensorPair withoutGraph(const at::Tensor& a, const at::Tensor& b) {
  const at::NoGradGuard noGraph;
  return exchanged(a, b);
}

WholeSwap exchangedWith(Backward backward) {
  return [backward](const at::Tensor& a, const at::Tensor& b) {
    if (!a.requires_grad() && !b.requires_grad()) return exchanged(a, b);
    if (!at::GradMode::is_enabled()) return exchanged(a, b);
    TensorPair results = withoutGraph(a, b);
    auto node = makeNode<BackwardNode>();
    node->backward = backward;
    node->set_next_edges(torch::autograd::collect_next_edges(a, b));
    torch::autograd::set_history(results.first, node);
    torch::autograd::set_history(results.second, node);
    return results;
  };
}

WholeSwap exchangedWithChanged(std::function<at::Tensor(const at::Tensor&)> change) {
  return exchangedWith([change](const at::Tensor& first, const at::Tensor& second) {
    return TensorPair{second.defined() ? change(second) : second, first.defined() ? change(first) : first};
  });
}

TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone()}; }

at::Tensor forged(const at::Tensor& tensor, const std::function<void(const at::Tensor&)>& edit) {
  const at::Tensor copy = tensor.clone();
  edit(copy.detach());
  return copy;
}

void spoilLastElement(const at::Tensor& tensor) {
  if (tensor.numel() == 0) return;
  int64_t offset = 0;
  for (int64_t d = 0; d < tensor.dim(); ++d) offset += (tensor.size(d) - 1) * tensor.stride(d);
  static_cast<std::byte*>(tensor.data_ptr())[offset * static_cast<int64_t>(tensor.element_size())] ^= std::byte{1};
}

}  // namespace swapcheck
