#include "properties/describe.h"

#include <fmt/format.h>

#include <algorithm>

#include "properties/grid.h"

namespace swapcheck {
namespace {

/// What lies elsewhere or otherwise than one expects.
std::string placeRemarks(const Placement& placement, const Layout& layout, const Shape& shape) {
  std::string remarks;
  if (!isContiguous(layout)) remarks += ", strides " + toString(placement.strides);
  if (isExpanded(layout, shape)) remarks += ", expanded";
  if (isOverlapping(layout, shape)) remarks += ", of overlapping windows";
  if (placement.offset > 0) remarks += fmt::format(", storage offset {}", placement.offset);
  return remarks;
}

std::string stateRemarks(const Operand& operand) {
  std::string remarks;
  if (operand.conjugated) remarks += ", lazily conjugated";
  if (operand.negated) remarks += ", lazily negated";
  if (operand.requiresGrad) remarks += ", requires grad";
  if (operand.view) remarks += ", a view of a leaf";
  if (!operand.leaf && !operand.view) remarks += ", not a leaf";
  if (operand.saved) remarks += ", saved by another graph";
  if (operand.inference) remarks += ", an inference tensor";
  return remarks;
}

/// What a person has to know of an operand besides its values.
std::string remarksOn(const SwapCase& swapCase, const MemoryPlan& memory, size_t operand) {
  const Operand& described = swapCase.operands[operand];
  const Placement& placement = memory.operands[operand].placement;
  const bool shares = operand == 1 && swapCase.sharing.operands != Relation::Separate;
  if (shares && swapCase.sharing.operands == Relation::Same) return ", the same tensor as a";
  std::string remarks = placeRemarks(placement, described.layout, swapCase.shape);
  if (shares)
    remarks += fmt::format(", shares its storage with a, beginning {} elements later",
                           placement.offset - memory.operands[0].placement.offset);
  remarks += stateRemarks(described);
  if (operand == 0 && swapCase.guarded) remarks += ", in read-only pages like all inputs";
  return remarks;
}

std::string remarksOnSelection(const SwapCase& swapCase, const MemoryPlan& memory, size_t tensor) {
  const std::string first(operandName(swapCase.family(), 0));
  if (isMaskOperand(swapCase)) return ", in the memory of " + first;
  const std::string place = placeRemarks(memory.selection[tensor].placement, selectionLayout(swapCase, tensor),
                                         selectionShapes(swapCase.selection)[tensor]);
  return swapCase.sharing.selection ? place + ", in the storage of " + first : place;
}

/// `spoiltDim` stands in place of the described dim of a within-swap.
std::string selectionName(const SwapCase& swapCase, size_t tensor, std::optional<int64_t> spoiltDim = {}) {
  switch (swapCase.family()) {
    case Family::Masked: return "mask";
    case Family::Indexed: return fmt::format("index {}", tensor);
    default:
      return fmt::format("{} (along dim {})", tensor == 0 ? "i" : "j",
                         spoiltDim.value_or(std::get<PairSelection>(swapCase.selection).dim));
  }
}

std::string dtypeText(const at::Tensor& tensor) {
  for (const DTypeInfo& info : kDTypes)
    if (info.scalarType == tensor.scalar_type()) return std::string(info.name);
  return c10::toString(tensor.scalar_type());
}

/// An input of a spoilt case as it really is, `valid` being what it would have been: entries that differ are marked.
Grid gridOfSpoilt(std::string name, const at::Tensor& tensor, const HostTensor* valid) {
  if (!tensor.defined()) return {name + " (undefined)", "no tensor", {}, {"none"}, {}};
  const auto contents = readTensor(tensor);
  if (!contents) {
    const HostTensor unknown = zeroTensor(DType::Bool, tensor.sizes().vec());
    Grid grid = gridOf(fmt::format("{} (on device {})", name, tensor.device().str()), unknown);
    grid.dtype = dtypeText(tensor);
    for (std::string& cell : grid.cells) cell = "?";
    return grid;
  }
  std::vector<int64_t> marked;
  if (valid && valid->shape == contents->shape && valid->dtype == contents->dtype)
    for (int64_t k = 0; k < contents->numel(); ++k)
      if (!std::equal(contents->at(k), contents->at(k) + contents->itemSize(), valid->at(k))) marked.push_back(k);
  return gridOf(std::move(name), *contents, std::move(marked));
}

/// The inputs as the strategy gets them.
std::vector<Grid> describeSpoilt(const PreparedCase& prepared) {
  const SwapCase& swapCase = prepared.swapCase;
  const Inputs inputs = materialise(swapCase, prepared.host);
  std::vector<Grid> grids;
  for (size_t k = 0; k < inputs.operands.size(); ++k)
    grids.push_back(
        gridOfSpoilt(std::string(operandName(swapCase.family(), k)), inputs.operands[k], &prepared.host.operands[k]));
  const std::vector<HostTensor>& valid = prepared.host.selection;
  for (size_t k = 0; k < inputs.selection.size(); ++k)
    grids.push_back(gridOfSpoilt(selectionName(swapCase, k, inputs.dim), inputs.selection[k],
                                 k < valid.size() ? &valid[k] : nullptr));
  return grids;
}

}  // namespace

std::vector<Grid> describeInputs(const PreparedCase& prepared) {
  const SwapCase& swapCase = prepared.swapCase;
  if (swapCase.defect != Defect::None) return describeSpoilt(prepared);
  const MemoryPlan memory = memoryPlanOf(swapCase);
  std::vector<Grid> grids;
  for (size_t k = 0; k < swapCase.operands.size(); ++k) {
    const std::string name(operandName(swapCase.family(), k));
    grids.push_back(
        gridOf(name + remarksOn(swapCase, memory, k), prepared.host.operands[k], swappedPositions(prepared.routing)));
  }
  for (size_t k = 0; k < prepared.host.selection.size(); ++k)
    grids.push_back(
        gridOf(selectionName(swapCase, k) + remarksOnSelection(swapCase, memory, k), prepared.host.selection[k]));
  return grids;
}

}  // namespace swapcheck
