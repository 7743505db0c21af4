#include "properties/describe.h"

#include <fmt/format.h>

#include "properties/grid.h"

namespace swapcheck {
namespace {

/// What a person has to know of an operand besides its values.
std::string remarksOn(const Operand& operand, const Shape& shape) {
  std::string remarks;
  if (!isContiguous(operand.layout)) remarks += ", strides " + toString(placementOf(shape, operand.layout).strides);
  if (operand.layout.offset > 0) remarks += fmt::format(", storage offset {}", operand.layout.offset);
  if (operand.requiresGrad) remarks += ", requires grad";
  if (!operand.leaf) remarks += ", not a leaf";
  if (operand.saved) remarks += ", saved by another graph";
  return remarks;
}

std::string selectionName(const SwapCase& swapCase, size_t tensor) {
  switch (swapCase.family()) {
    case Family::Masked: return "mask";
    case Family::Indexed: return fmt::format("index {}", tensor);
    default:
      return fmt::format("{} (along dim {})", tensor == 0 ? "i" : "j", std::get<PairSelection>(swapCase.selection).dim);
  }
}

}  // namespace

std::vector<Grid> describeInputs(const PreparedCase& prepared) {
  const SwapCase& swapCase = prepared.swapCase;
  std::vector<Grid> grids;
  for (size_t k = 0; k < swapCase.operands.size(); ++k) {
    const std::string name(operandName(swapCase.family(), k));
    grids.push_back(gridOf(name + remarksOn(swapCase.operands[k], swapCase.shape), prepared.host.operands[k],
                           swappedPositions(prepared.routing)));
  }
  for (size_t k = 0; k < prepared.host.selection.size(); ++k)
    grids.push_back(gridOf(selectionName(swapCase, k), prepared.host.selection[k]));
  return grids;
}

}  // namespace swapcheck
