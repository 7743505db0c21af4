#include "properties/autograd/reverse_mode.h"

#include <fmt/format.h>
#include <torch/csrc/autograd/autograd.h>

#include "properties/autograd/variables.h"

namespace swapcheck {
namespace {

using TensorList = std::vector<at::Tensor>;

void (*&errorCleaner())() {
  static void (*clean)() = [] {};
  return clean;
}

/// The graph is kept.
TensorList gradOf(const TensorList& outputs, const TensorList& inputs, const TensorList& cotangents, bool createGraph) {
  try {
    return torch::autograd::grad(outputs, inputs, cotangents, /*retain_graph=*/true, createGraph,
                                 /*allow_unused=*/true);
  } catch (...) {
    errorCleaner()();
    throw;
  }
}

}  // namespace

void setErrorCleaner(void (*clean)()) { errorCleaner() = clean; }

std::vector<at::Tensor> gradientsOf(const TensorList& results, const TensorList& variables, const TensorList& given,
                                    bool createGraph) {
  TensorList outputs, cotangents;
  for (size_t r = 0; r < results.size(); ++r)
    if (results[r].defined() && results[r].requires_grad() && given[r].defined()) {
      outputs.push_back(results[r]);
      cotangents.push_back(given[r]);
    }
  TensorList inputs;
  for (const at::Tensor& variable : variables)
    if (variable.requires_grad()) inputs.push_back(variable);
  if (outputs.empty() || inputs.empty()) return TensorList(variables.size());
  const TensorList delivered = gradOf(outputs, inputs, cotangents, createGraph);
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
  const TensorList delivered = gradientsOf(o.results, o.inputs.roots, cotangents, /*createGraph=*/false);
  Gradients gradients;
  for (size_t r = 0; r < delivered.size(); ++r) {
    const HostTensor like{o.prepared.swapCase.dtype, o.prepared.roots.roots[r].shape, {}};
    gradients.values.push_back(readGradient(variableName(o.prepared, r), like, delivered[r]));
    gradients.arrived.push_back(delivered[r].defined());
  }
  return gradients;
}

}  // namespace swapcheck
