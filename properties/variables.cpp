#include "properties/variables.h"

#include <algorithm>

namespace swapcheck {

bool hasVariables(const SwapCase& swapCase) {
  return std::any_of(swapCase.operands.begin(), swapCase.operands.end(),
                     [](const Operand& operand) { return operand.requiresGrad; });
}

bool isVariable(const SwapCase& swapCase, size_t k) { return swapCase.operands[k].requiresGrad; }

std::string variableName(const SwapCase& swapCase, size_t k) { return std::string(operandName(swapCase.family(), k)); }

std::vector<at::Tensor> variablesOf(const Observation& o) {
  std::vector<at::Tensor> variables;
  for (const at::Tensor& operand : o.inputs.operands)
    variables.push_back(operand.requires_grad() ? operand : at::Tensor());
  return variables;
}

std::vector<HostTensor> pushedForward(const PreparedCase& prepared, const std::vector<HostTensor>& tangents) {
  return routed(prepared.routing, tangents);
}

std::vector<HostTensor> pulledBack(const PreparedCase& prepared, const std::vector<HostTensor>& cotangents) {
  return routedBack(prepared.routing, cotangents);
}

}  // namespace swapcheck
