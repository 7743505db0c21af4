// Implements <swapcheck/rapidcheck.h>.
#include <swapcheck/rapidcheck.h>

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>

#include "generators/case/features.h"
#include "generators/case/json.h"
#include "generators/stream/generate.h"
#include "generators/tensors/materialise.h"
#include "properties/describe.h"
#include "reports/console/failure.h"

namespace swapcheck {
namespace {

bool isPlain(const SwapCase& swapCase) {
  return swapCase.defect == Defect::None && isSupported(swapCase.dtype) && !isExotic(swapCase.dtype);
}

/// Throws std::invalid_argument when there are fewer tensors than the swap takes.
void expectTensors(const char* name, const std::vector<at::Tensor>& tensors, size_t count) {
  if (tensors.size() < count)
    throw std::invalid_argument(fmt::format("{}: expected {} tensors, got {}", name, count, tensors.size()));
}

}  // namespace

rc::Gen<Case> genValidCase(Family family) {
  return rc::gen::map(rc::gen::suchThat(genCase(family), &isPlain),
                      [](SwapCase swapCase) { return Case(std::make_shared<PreparedCase>(std::move(swapCase))); });
}

Family Case::family() const { return prepared_->swapCase.family(); }

bool Case::has(std::string_view feature) const {
  const auto all = allFeatures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Feature& each) { return each.name == feature; });
  if (found == all.end())
    throw std::invalid_argument(
        fmt::format("feature: expected one of those that `swapcheck list features` shows, got \"{}\"", feature));
  return found->holds(prepared_->swapCase, prepared_->host);
}

std::string Case::json() const { return toJson(prepared_->swapCase).dump(); }

CaseTensors tensorsOf(const Case& swapCase) {
  const PreparedCase& prepared = *swapCase.prepared_;
  Inputs inputs = materialise(prepared.swapCase, prepared.host);
  CaseTensors tensors{std::move(inputs.operands), std::move(inputs.selection), std::move(inputs.roots), {}, {}};
  for (const HostTensor& expected : prepared.expected) tensors.expected.push_back(makeTensor(expected));
  tensors.keptAlive = std::make_shared<Inputs>(std::move(inputs));
  return tensors;
}

std::vector<at::Tensor> callSwap(const Swap& swap, const Case& swapCase, const CaseTensors& tensors) {
  const PreparedCase& prepared = *swapCase.prepared_;
  if (familyOf(swap) != swapCase.family())
    throw std::invalid_argument(fmt::format("swap: expected one of the case's family, {}, got {}",
                                            familyName(swapCase.family()), familyName(familyOf(swap))));
  expectTensors("operands", tensors.operands, prepared.host.operands.size());
  expectTensors("selection", tensors.selection, prepared.host.selection.size());
  Inputs inputs;
  inputs.operands = tensors.operands;
  inputs.selection = tensors.selection;
  return callSwap(swap, prepared.swapCase, inputs);
}

bool sameBits(const at::Tensor& a, const at::Tensor& b) {
  const auto ofA = readTensor(a), ofB = readTensor(b);
  return ofA && ofB && *ofA == *ofB;
}

std::ostream& operator<<(std::ostream& out, const Case& swapCase) {
  for (const Grid& grid : describeInputs(*swapCase.prepared_)) out << gridText(grid) << "\n";
  return out << swapCase.json();
}

}  // namespace swapcheck
