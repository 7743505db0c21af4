#include "properties/autograd/reverse_mode.h"

#include <fmt/format.h>
#include <torch/csrc/autograd/autograd.h>

#include "properties/autograd/variables.h"

namespace swapcheck {
namespace {

using TensorList = std::vector<at::Tensor>;

}  // namespace

std::vector<at::Tensor> gradientsOf(const TensorList& outputs, const TensorList& variables,
                                    const TensorList& cotangents, bool createGraph) {
  TensorList inputs;
  for (const at::Tensor& variable : variables)
    if (variable.requires_grad()) inputs.push_back(variable);
  if (outputs.empty() || inputs.empty()) return TensorList(variables.size());
  const TensorList delivered =
      torch::autograd::grad(outputs, inputs, cotangents, /*retain_graph=*/true, createGraph, /*allow_unused=*/true);
  TensorList gradients;
  size_t next = 0;
  for (const at::Tensor& variable : variables)
    gradients.push_back(variable.requires_grad() ? delivered[next++] : at::Tensor());
  return gradients;
}

HostTensor readGradient(const std::string& name, const HostTensor& like, const at::Tensor& gradient) {
  if (!gradient.defined()) return zeroTensor(like.dtype, like.shape);
  auto read = readTensor(gradient);
  if (!read || read->shape != like.shape || read->dtype != like.dtype)
    throw UnfitGradient(fmt::format("the gradient of {} is no strided CPU tensor of its sizes and dtype", name));
  return *std::move(read);
}

Gradients runBackward(const Observation& o, const std::vector<at::Tensor>& cotangents) {
  TensorList outputs, outputCotangents;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (cotangents[r].defined() && o.results[r].requires_grad()) {
      outputs.push_back(o.results[r]);
      outputCotangents.push_back(cotangents[r]);
    }
  const TensorList delivered = gradientsOf(outputs, o.inputs.roots, outputCotangents, /*createGraph=*/false);
  Gradients gradients;
  for (size_t r = 0; r < delivered.size(); ++r) {
    const HostTensor like{o.prepared.swapCase.dtype, o.prepared.roots.roots[r].shape, {}};
    gradients.values.push_back(readGradient(variableName(o.prepared, r), like, delivered[r]));
    gradients.arrived.push_back(delivered[r].defined());
  }
  return gradients;
}

}  // namespace swapcheck
