#include "properties/reverse_mode.h"

#include <fmt/format.h>
#include <torch/csrc/autograd/autograd.h>

namespace swapcheck {
namespace {

using TensorList = std::vector<at::Tensor>;

TensorList gradientsOf(const TensorList& outputs, const TensorList& inputs, const TensorList& cotangents) {
  if (outputs.empty() || inputs.empty()) return TensorList(inputs.size());
  return torch::autograd::grad(outputs, inputs, cotangents, /*retain_graph=*/true, /*create_graph=*/false,
                               /*allow_unused=*/true);
}

}  // namespace

HostTensor readGradient(const std::string& name, const HostTensor& like, const at::Tensor& gradient) {
  if (!gradient.defined()) return zeroTensor(like.dtype, like.shape);
  auto read = readTensor(gradient);
  if (!read || read->shape != like.shape || read->dtype != like.dtype)
    throw UnfitGradient(fmt::format("the gradient of {} is no strided CPU tensor of its sizes and dtype", name));
  return *std::move(read);
}

Gradients runBackward(const Observation& o, const std::vector<at::Tensor>& cotangents) {
  TensorList outputs, outputCotangents, inputs;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (cotangents[r].defined() && o.results[r].requires_grad()) {
      outputs.push_back(o.results[r]);
      outputCotangents.push_back(cotangents[r]);
    }
  for (const at::Tensor& operand : o.inputs.operands)
    if (operand.requires_grad()) inputs.push_back(operand);
  const TensorList delivered = gradientsOf(outputs, inputs, outputCotangents);
  Gradients gradients;
  size_t next = 0;
  for (size_t k = 0; k < o.inputs.operands.size(); ++k) {
    const at::Tensor gradient = o.inputs.operands[k].requires_grad() ? delivered[next++] : at::Tensor();
    gradients.values.push_back(readGradient(inputName(o.prepared.swapCase, k), o.prepared.host.operands[k], gradient));
    gradients.arrived.push_back(gradient.defined());
  }
  return gradients;
}

}  // namespace swapcheck
