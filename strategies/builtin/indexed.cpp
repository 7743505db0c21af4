// Swaps at positions that index tensors name.
#include <ATen/ops/arange.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include "strategies/builtin/arguments.h"
#include "strategies/builtin/builtin.h"
#include "strategies/builtin/tensor_indices.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

using Index = std::vector<at::Tensor>;

void checkArguments(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  checkOperands("indexed swap", a, b);
  checkIndices(a, index);
}

TensorPair indexPut(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  checkArguments(a, b, index);
  const auto indices = tensorIndices(index);
  return {a.index_put(indices, b.index(indices)), b.index_put(indices, a.index(indices))};
}

/// Flat positions of the elements that `index` names in a tensor of `like`'s shape.
at::Tensor flatPositions(const at::Tensor& like, const Index& index) {
  const at::Tensor all = at::arange(like.numel(), index.front().options()).view(like.sizes());
  return all.index(tensorIndices(index)).reshape({-1});
}

TensorPair scatter(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  checkArguments(a, b, index);
  const at::Tensor at = flatPositions(a, index);
  const at::Tensor flatA = a.reshape({-1});
  const at::Tensor flatB = b.reshape({-1});
  return {flatA.scatter(0, at, flatB.gather(0, at)).view(a.sizes()),
          flatB.scatter(0, at, flatA.gather(0, at)).view(b.sizes())};
}

TensorPair maskWhere(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  checkArguments(a, b, index);
  at::Tensor mask = at::zeros(a.sizes(), a.options().dtype(at::kBool));
  mask.index_put_(tensorIndices(index), mask.new_ones({}));
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

// In Python, the operators themselves: indexing in brackets takes other paths to them.
const Steps kIndexPut = {.cpp = R"(c10::List<c10::optional<Tensor>> at;
for (const Tensor& each : index) at.push_back(each);
return {a.index_put(at, b.index(at)), b.index_put(at, a.index(at))};)",
                         .python = R"(aten = torch.ops.aten
return aten.index_put(a, index, aten.index(b, index)), aten.index_put(b, index, aten.index(a, index)))"};

const Steps kScatter = {.cpp = R"(c10::List<c10::optional<Tensor>> named;
for (const Tensor& each : index) named.push_back(each);
const Tensor at = torch::arange(a.numel()).view(a.sizes()).index(named).reshape({-1});
const Tensor flatA = a.reshape({-1}), flatB = b.reshape({-1});
return {flatA.scatter(0, at, flatB.gather(0, at)).view(a.sizes()),
        flatB.scatter(0, at, flatA.gather(0, at)).view(b.sizes())};)",
                        .python = R"(at = torch.ops.aten.index(torch.arange(a.numel()).view(a.shape), index).reshape(-1)
flat_a, flat_b = a.reshape(-1), b.reshape(-1)
return (flat_a.scatter(0, at, flat_b.gather(0, at)).view(a.shape),
        flat_b.scatter(0, at, flat_a.gather(0, at)).view(b.shape)))"};

const Steps kMaskWhere = {.cpp = R"(c10::List<c10::optional<Tensor>> at;
for (const Tensor& each : index) at.push_back(each);
Tensor mask = torch::zeros(a.sizes(), torch::kBool);
mask.index_put_(at, torch::ones({}, torch::kBool));
return {torch::where(mask, b, a), torch::where(mask, a, b)};)",
                          .python = R"(mask = torch.zeros(a.shape, dtype=torch.bool)
mask.index_put_(index, torch.ones((), dtype=torch.bool))
return torch.where(mask, b, a), torch.where(mask, a, b))"};

/// Of a strategy whose backward gathers the cotangent once for every repetition of a position: everything that asks
/// for the gradient sees it.
std::vector<KnownFailure> gradientOfRepeats(const std::string& operation) {
  const auto seenBy = [&](const std::string& property, const std::vector<std::string>& checks) {
    return KnownFailure{.property = property,
                        .when = {"index.repeated"},
                        .reason = "the backward of " + operation +
                                  " hands the whole cotangent to every repetition of a position, though only "
                                  "one of the equal values was written: the gradient comes out multiplied",
                        .upstream = "https://github.com/pytorch/pytorch/issues/146299",
                        .checks = checks};
  };
  return {seenBy("gradient", {"reverse-mode", "finite-differences"}), seenBy("second-order", {"double-backward"}),
          seenBy("forward-mode", {"transpose"})};
}

}  // namespace

void addIndexedStrategies(Catalogue& catalogue) {
  catalogue.add({"indexed.index-put", "out-of-place index_put of the other's indexed values", IndexedSwap(indexPut),
                 gradientOfRepeats("index_put"), kIndexPut});
  catalogue.add({"indexed.scatter", "flatten, then scatter what gather reads from the other", IndexedSwap(scatter),
                 gradientOfRepeats("scatter"), kScatter});
  catalogue.add(
      {"indexed.mask-where", "turn the indices into a mask, then torch.where", IndexedSwap(maskWhere), {}, kMaskWhere});
}

}  // namespace swapcheck
