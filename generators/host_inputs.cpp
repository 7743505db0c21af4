#include "generators/host_inputs.h"

namespace swapcheck {
namespace {

/// Host contents of the selection's tensors.
struct HostSelection {
  const Shape& shape;
  const std::vector<HostTensor>& operands;

  std::vector<HostTensor> operator()(const WholeSelection&) const { return {}; }
  std::vector<HostTensor> operator()(const MaskSelection& mask) const { return {maskOf(mask, operands.front())}; }
  std::vector<HostTensor> operator()(const IndexSelection& index) const { return indexTensorsOf(index, shape); }
  std::vector<HostTensor> operator()(const PairSelection& pairs) const {
    auto [i, j] = pairTensorsOf(pairs, shape);
    return {std::move(i), std::move(j)};
  }
};

}  // namespace

HostInputs hostInputsOf(const SwapCase& swapCase) {
  HostInputs host;
  for (size_t k = 0; k < swapCase.operands.size(); ++k)
    host.operands.push_back(
        filled(swapCase.dtype, swapCase.shape, swapCase.fill, swapCase.fillSeed, static_cast<int>(k)));
  host.selection = std::visit(HostSelection{swapCase.shape, host.operands}, swapCase.selection);
  return host;
}

}  // namespace swapcheck
