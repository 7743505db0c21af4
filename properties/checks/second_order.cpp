#include "properties/checks/second_order.h"

#include <ATen/ops/mul.h>
#include <torch/csrc/autograd/autograd.h>

#include "generators/parts/hash.h"
#include "properties/autograd/cotangent.h"
#include "properties/autograd/reverse_mode.h"
#include "properties/autograd/variables.h"
#include "properties/comparison.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

using TensorList = std::vector<at::Tensor>;

constexpr uint64_t kWeightStream = 200;
constexpr uint64_t kVectorStream = 210;
constexpr int64_t kLargestVector = 3;

/// The Hessian-vector product by double backward. A result or a gradient without a graph contributes nothing.
std::vector<HostTensor> doubleBackward(const Observation& o, const std::vector<HostTensor>& vectors) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const TensorList& variables = o.inputs.roots;
  TensorList outputs, cotangents;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (o.results[r].requires_grad()) {
      outputs.push_back(o.results[r]);
      // A copy into memory that lies as cotangents do, through which gradients pass.
      const at::Tensor place = laidOutApart(swapCase, zeroTensor(swapCase.dtype, swapCase.shape));
      cotangents.push_back(place.copy_(at::mul(makeTensor(weightsOf(swapCase, r)), o.results[r])));
    }
  const TensorList gradients = gradientsOf(outputs, variables, cotangents, /*createGraph=*/true);
  TensorList linked, multiplied;
  for (size_t k = 0; k < gradients.size(); ++k)
    if (gradients[k].defined() && gradients[k].requires_grad()) {
      linked.push_back(gradients[k]);
      multiplied.push_back(laidOut(swapCase, vectors[k]));
    }
  const TensorList products = gradientsOf(linked, variables, multiplied, /*createGraph=*/false);
  std::vector<HostTensor> read;
  for (size_t k = 0; k < products.size(); ++k)
    read.push_back(readGradient("the gradient of " + variableName(o.prepared, k), vectors[k], products[k]));
  return read;
}

Outcome compareProducts(const Observation& o) {
  const std::vector<HostTensor> vectors = vectorsOf(o.prepared);
  const std::vector<HostTensor> got = doubleBackward(o, vectors);
  const std::vector<HostTensor> expected = expectedProducts(o.prepared, vectors);
  for (size_t k = 0; k < expected.size(); ++k) {
    const std::vector<int64_t> wrong = differingNumbers(expected[k], got[k]);
    if (wrong.empty()) continue;
    std::vector<Grid> evidence;
    for (size_t m = 0; m < vectors.size(); ++m)
      evidence.push_back(gridOf("vector for " + variableName(o.prepared, m), vectors[m]));
    return mismatch("double-backward", "Hessian-vector product for " + variableName(o.prepared, k), expected[k], got[k],
                    wrong, std::move(evidence));
  }
  return Passed{};
}

}  // namespace

HostTensor weightsOf(const SwapCase& swapCase, size_t result) {
  HostTensor weights = zeroTensor(swapCase.dtype, swapCase.shape);
  for (int64_t i = 0; i < weights.numel(); ++i) {
    const uint64_t bits = hashOf(swapCase.cotangent.seed, kWeightStream + result, static_cast<uint64_t>(i));
    writeElement(swapCase.dtype, weights.at(i), (bits & 1 ? -1 : 1) * (bits & 2 ? 2 : 1));
  }
  return weights;
}

std::vector<HostTensor> vectorsOf(const PreparedCase& prepared) {
  std::vector<HostTensor> vectors;
  for (const RootPlan::Root& root : prepared.roots.roots)
    vectors.push_back(wholeNumbers(prepared.swapCase, root.shape, kVectorStream + vectors.size(), kLargestVector));
  return vectors;
}

std::vector<HostTensor> expectedProducts(const PreparedCase& prepared, const std::vector<HostTensor>& vectors) {
  std::vector<HostTensor> products = pushedForward(prepared, prepared.swapCase, vectors);
  for (size_t r = 0; r < products.size(); ++r) {
    const std::vector<double> weights = componentsOf(weightsOf(prepared.swapCase, r));
    std::vector<double> weighted = componentsOf(products[r]);
    const auto perElement = static_cast<size_t>(componentsOf(prepared.swapCase.dtype));
    for (size_t c = 0; c < weighted.size(); ++c) weighted[c] *= weights[c - c % perElement];
    products[r] = tensorOf(prepared.swapCase.dtype, prepared.swapCase.shape, weighted);
  }
  return pulledBack(prepared, products);
}

/// Empty tensors have no Hessian, but their double backward must not throw: they are applicable.
Outcome checkSecondOrder(const Observation& o) {
  if (!hasVariables(o.prepared.swapCase)) return NotApplicable{};
  if (auto unusable = unusableResults(o)) return *unusable;
  try {
    return compareProducts(o);
  } catch (const UnfitGradient& error) {
    return Falsified{"double-backward", error.what(), {}};
  } catch (...) {
    const std::string text = currentExceptionText();
    return thrownFailure(isRefusal(text) ? "unsupported" : "double-backward-throws",
                         "the double backward threw: " + text);
  }
}

}  // namespace swapcheck
