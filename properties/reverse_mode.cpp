#include "properties/reverse_mode.h"

#include <fmt/format.h>
#include <torch/csrc/autograd/autograd.h>

namespace swapcheck {
namespace {

using TensorList = std::vector<at::Tensor>;

HostTensor readGradient(const Observation& o, size_t root, const at::Tensor& gradient) {
  const PreparedCase& p = o.prepared;
  const Shape& shape = p.roots.roots[root].shape;
  if (!gradient.defined()) return zeroTensor(p.swapCase.dtype, shape);
  auto read = readTensor(gradient);
  if (!read || read->shape != shape || read->dtype != p.swapCase.dtype)
    throw UnfitGradient(fmt::format("the gradient of {} is no strided CPU tensor of its sizes and dtype",
                                    rootName(p.roots, p.swapCase, root)));
  return *std::move(read);
}

TensorList gradientsOf(const TensorList& outputs, const TensorList& inputs, const TensorList& cotangents) {
  if (outputs.empty() || inputs.empty()) return TensorList(inputs.size());
  return torch::autograd::grad(outputs, inputs, cotangents, /*retain_graph=*/true, /*create_graph=*/false,
                               /*allow_unused=*/true);
}

}  // namespace

Gradients runBackward(const Observation& o, const std::vector<at::Tensor>& cotangents) {
  TensorList outputs, outputCotangents;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (cotangents[r].defined() && o.results[r].requires_grad()) {
      outputs.push_back(o.results[r]);
      outputCotangents.push_back(cotangents[r]);
    }
  const TensorList delivered = gradientsOf(outputs, o.inputs.roots, outputCotangents);
  Gradients gradients;
  for (size_t r = 0; r < delivered.size(); ++r) {
    gradients.values.push_back(readGradient(o, r, delivered[r]));
    gradients.arrived.push_back(delivered[r].defined());
  }
  return gradients;
}

}  // namespace swapcheck
