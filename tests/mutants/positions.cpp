// Indexed swaps and swaps of slices that are wrong in values, sizes or memory.
#include <ATen/ops/broadcast_tensors.h>
#include <ATen/ops/cat.h>

#include "mutant.h"
#include "right.h"

namespace swapcheck {
namespace {

using right::Index;

TensorPair secondWriteAtPositions(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const auto indices = tensorIndices(index);
  at::Tensor x = a.clone();
  at::Tensor y = b.clone();
  x.index_put_(indices, y.index(indices));
  y.index_put_(indices, x.index(indices));
  return {x, y};
}

Index flattened(const Index& index) {
  Index flat = at::broadcast_tensors(index);
  for (at::Tensor& tensor : flat) tensor = tensor.reshape({-1});
  return flat;
}

/// The part of the tensor that entry `k` of the index names: a view.
at::Tensor partAt(at::Tensor tensor, const Index& index, int64_t k) {
  for (const at::Tensor& numbers : index) tensor = tensor.select(0, numbers.select(0, k).item<int64_t>());
  return tensor;
}

TensorPair oneByOne(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const Index flat = flattened(index);
  const at::Tensor x = a.clone();
  const at::Tensor y = b.clone();
  for (int64_t k = 0; k < flat[0].numel(); ++k) {
    const at::Tensor old = partAt(x, flat, k).clone();
    partAt(x, flat, k).copy_(partAt(y, flat, k));
    partAt(y, flat, k).copy_(old);
  }
  return {x, y};
}

TensorPair flatPositions(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  at::Tensor position = index[0];
  int64_t places = a.size(0);
  for (size_t d = 1; d < index.size(); ++d) {
    position = position.mul(a.size(static_cast<int64_t>(d))).add(index[d]);
    places *= a.size(static_cast<int64_t>(d));
  }
  if (a.numel() == 0) return right::indexed(a, b, index);
  const at::Tensor mask = at::zeros({places, a.numel() / places}, a.options().dtype(at::kBool));
  return right::masked(a, b, right::maskOf(mask, {position}).view(a.sizes()));
}

TensorPair negativeIsZero(const at::Tensor& a, const at::Tensor& b, Index index) {
  for (at::Tensor& numbers : index) numbers = numbers.clamp_min(0);
  return right::indexed(a, b, index);
}

TensorPair firstColumn(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  Index flat = flattened(index);
  const at::Tensor like = at::broadcast_tensors(index)[0];
  for (at::Tensor& numbers : flat) numbers = numbers.narrow(0, 0, like.dim() == 0 ? 1 : like.size(0));
  return right::indexed(a, b, flat);
}

TensorPair concatenated(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const at::Tensor all = at::cat(at::broadcast_tensors(index));
  const int64_t each = all.size(0) / static_cast<int64_t>(index.size());
  Index split;
  for (size_t d = 0; d < index.size(); ++d) split.push_back(all.narrow(0, static_cast<int64_t>(d) * each, each));
  return right::indexed(a, b, split);
}

TensorPair flattenedEach(const at::Tensor& a, const at::Tensor& b, Index index) {
  for (at::Tensor& numbers : index) numbers = numbers.reshape({-1});
  return right::indexed(a, b, index);
}

TensorPair nothingAtPositions(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  if (index[0].numel() == 0) return {a, b};
  return right::indexed(a, b, index);
}

at::Tensor viewAsTemporary(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  const at::Tensor y = x.clone();
  for (int64_t k = 0; k < i.numel(); ++k) {
    const at::Tensor first = y.select(dim, i.select(0, k).item<int64_t>());
    const at::Tensor second = y.select(dim, j.select(0, k).item<int64_t>());
    const at::Tensor temporary = first;
    first.copy_(second);
    second.copy_(temporary);
  }
  return y;
}

at::Tensor matchingDim(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  at::Tensor y = x.clone();
  for (int64_t d = 0; d < x.dim(); ++d)
    if (d == dim) y = right::within(y, d, i, j);
  return y;
}

at::Tensor nothingToSwap(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return i.numel() == 0 ? x.view(x.sizes()) : right::within(x, dim, i, j);
}

at::Tensor firstPair(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return right::within(x, dim, i.slice(0, 0, 1), j.slice(0, 0, 1));
}

at::Tensor notTransposedBack(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return right::within(x.transpose(0, dim), 0, i, j);
}

at::Tensor shortOrder(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  const at::Tensor order = right::orderOf(x, dim, i, j).to(at::kShort);
  return x.index_select(dim, order.to(at::kLong).remainder(x.size(dim)));
}

void addIndexed(Mutants& mutants) {
  addMutant(mutants, "indexed-second-write", "values", "the second assignment reads what the first has written",
            IndexedSwap(secondWriteAtPositions));
  addMutant(mutants, "indexed-one-by-one", "values",
            "swaps position after position: one that is named twice is swapped back", IndexedSwap(oneByOne));
  addMutant(mutants, "indexed-negative-flat", "values",
            "computes flat positions without wrapping negative indices first", IndexedSwap(flatPositions));
  addMutant(mutants, "indexed-negative-clamped", "values", "takes negative indices for 0", IndexedSwap(negativeIsZero));
  addMutant(mutants, "indexed-first-column", "values", "reads size(0) entries of index tensors of two dimensions",
            IndexedSwap(firstColumn));
  addMutant(mutants, "indexed-cat-scalars", "values", "concatenates the index tensors, which 0-dim ones refuse",
            IndexedSwap(concatenated));
  addMutant(mutants, "indexed-flattened-each", "values", "flattens index tensors that should broadcast together",
            IndexedSwap(flattenedEach));
  addMutant(mutants, "indexed-empty-returns-operands", "fresh", "returns the operands where the index is empty",
            IndexedSwap(nothingAtPositions));
}

void addWithin(Mutants& mutants) {
  addMutant(mutants, "within-view-temporary", "values", "keeps the first slice in a view, which is overwritten",
            WithinSwap(viewAsTemporary));
  addMutant(mutants, "within-negative-dim", "values", "compares dimensions with one that counts from the end",
            WithinSwap(matchingDim));
  addMutant(mutants, "within-first-pair", "values", "swaps the first pair only", WithinSwap(firstPair));
  addMutant(mutants, "within-short-order", "values", "keeps the order of the slices in int16", WithinSwap(shortOrder),
            "", 32769);
  addMutant(mutants, "within-not-transposed-back", "metadata",
            "brings the dimension to the front and does not take it back", WithinSwap(notTransposedBack));
  addMutant(mutants, "within-no-pairs-view", "fresh", "returns a view of the operand where there are no pairs",
            WithinSwap(nothingToSwap));
}

}  // namespace

void addPositionMutants(Mutants& mutants) {
  addIndexed(mutants);
  addWithin(mutants);
}

}  // namespace swapcheck
