#include "properties/autograd/variables.h"

#include <algorithm>

namespace swapcheck {

bool hasVariables(const SwapCase& swapCase) {
  return std::any_of(swapCase.operands.begin(), swapCase.operands.end(),
                     [](const Operand& operand) { return operand.requiresGrad; });
}

std::string variableName(const PreparedCase& prepared, size_t k) {
  return rootName(prepared.roots, prepared.swapCase, k);
}

std::vector<HostTensor> pushedForward(const PreparedCase& prepared, const SwapCase& differentiated,
                                      const std::vector<HostTensor>& tangents) {
  std::vector<Components> moves;
  for (const HostTensor& tangent : tangents) moves.push_back(componentsOf(tangent));
  std::vector<HostTensor> operands;
  for (const Components& move : pushedForward(rootPlanOf(differentiated), differentiated, moves))
    operands.push_back(tensorOf(differentiated.dtype, differentiated.shape, move));
  return routed(prepared.routing, operands);
}

std::vector<HostTensor> pulledBack(const PreparedCase& prepared, const std::vector<HostTensor>& cotangents) {
  return pulledBack(prepared.roots, prepared.swapCase, routedBack(prepared.routing, cotangents));
}

}  // namespace swapcheck
