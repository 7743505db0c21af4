// Spoils what names positions and slices: index tensors, and i and j.
#include "generators/tensors/spoil_tools.h"

namespace swapcheck {
namespace {

using Tensors = std::vector<at::Tensor>;

at::Tensor& oneOf(Tensors& tensors, Choices& choices) { return tensors[choices.among(tensors.size())]; }

void putIndexOutOfRange(Tensors& index, const Shape& shape, bool negative, Choices& choices) {
  fillEmpty(index, std::vector<int64_t>(index.size(), 0));
  const size_t k = choices.among(index.size());
  const int64_t size = shape[k];
  const int64_t value = negative ? choices.of<int64_t>({-size - 1, -size - 8, INT64_MIN})
                                 : choices.of<int64_t>({size, size + 7, INT64_MAX});
  index[k] = withEntry(index[k], choices.entryOf(index[k]), value);
}

/// Of the size of its dimension, as LibTorch asks of a mask among indices, and true at most once.
void replaceIndexByMask(Tensors& index, const Shape& shape, Choices& choices) {
  const size_t k = choices.among(index.size());
  HostTensor mask = zeroTensor(DType::Bool, {shape[k]});
  if (!mask.bytes.empty()) mask.bytes[0] = std::byte{1};
  index[k] = makeTensor(mask);
}

void clash(Tensors& index, Choices& choices) {
  const size_t k = choices.among(index.size() - 1);
  index[k] = makeTensor(indexTensor({0, 0}));
  index[k + 1] = makeTensor(indexTensor({0, 0, 0}));
}

void loseLast(at::Tensor& slices) {
  std::vector<int64_t> numbers = integersOf(slices);
  numbers.pop_back();
  slices = makeTensor(indexTensor(numbers));
}

/// Makes i, j or both 2-D, or 0-dim where they have one entry.
void changeRank(Tensors& slices, Choices& choices) {
  const size_t spared = choices.among(3);
  const size_t way = choices.among(slices[0].numel() == 1 ? 3 : 2);
  for (size_t k = 0; k < slices.size(); ++k) {
    if (k == spared) continue;
    HostTensor contents = *readTensor(slices[k]);
    const int64_t count = contents.numel();
    contents.shape = way == 0 ? Shape{count, 1} : way == 1 ? Shape{1, count} : Shape{};
    slices[k] = makeTensor(contents);
  }
}

/// Names a slice of `from` once more, as another entry of `to`.
void repeat(const at::Tensor& from, at::Tensor& to, Choices& choices) {
  const std::vector<int64_t> numbers = integersOf(from);
  const size_t entry = choices.among(numbers.size());
  const bool inItself = &from == &to;
  const size_t other = inItself ? (entry + 1) % numbers.size() : choices.among(numbers.size());
  to = withEntry(to, other, numbers[entry]);
}

void putSliceTooLarge(Tensors& slices, int64_t size, Choices& choices) {
  fillEmpty(slices, {size + 1, size + 2});  // unlike the values below
  at::Tensor& struck = oneOf(slices, choices);
  const int64_t value = choices.of<int64_t>({size, size + 7, INT64_MAX});
  struck = withEntry(struck, choices.entryOf(struck), value);
}

void countFromTheEnd(at::Tensor& slices, int64_t size, Choices& choices) {
  const size_t entry = choices.entryOf(slices);
  slices = withEntry(slices, entry, integersOf(slices)[entry] - size);
}

void putSliceTooNegative(Tensors& slices, int64_t size, Choices& choices) {
  fillEmpty(slices, {-size - 2, -size - 3});
  at::Tensor& struck = oneOf(slices, choices);
  const int64_t value = choices.of<int64_t>({-size - 1, -size - 8, INT64_MIN});
  struck = withEntry(struck, choices.entryOf(struck), value);
}

}  // namespace

void spoilIndices(Inputs& inputs, const SwapCase& swapCase, Choices& choices) {
  Tensors& index = inputs.selection;
  switch (swapCase.defect) {
    case Defect::IndexTooLarge: return putIndexOutOfRange(index, swapCase.shape, /*negative=*/false, choices);
    case Defect::IndexTooNegative: return putIndexOutOfRange(index, swapCase.shape, /*negative=*/true, choices);
    case Defect::IndexBool: return replaceIndexByMask(index, swapCase.shape, choices);
    case Defect::IndexTooMany:
      while (index.size() <= swapCase.shape.size()) index.push_back(makeTensor(indexTensor({0})));
      return;
    case Defect::IndexOtherShape: return clash(index, choices);
    case Defect::IndexNone: return index.clear();
    default: break;
  }
  at::Tensor& struck = oneOf(index, choices);
  if (swapCase.defect == Defect::IndexFloat) struck = converted(struck, DType::Float32);
  if (swapCase.defect == Defect::IndexInt32) struck = converted(struck, DType::Int32);
  if (swapCase.defect == Defect::IndexDevice) struck = elsewhere(struck);
  if (swapCase.defect == Defect::UndefinedIndex) struck = at::Tensor();
}

void spoilSlices(Inputs& inputs, const SwapCase& swapCase, Choices& choices) {
  Tensors& slices = inputs.selection;
  const auto rank = static_cast<int64_t>(swapCase.shape.size());
  const int64_t size = swapCase.shape[wrappedDim(std::get<PairSelection>(swapCase.selection).dim, swapCase.shape)];
  switch (swapCase.defect) {
    case Defect::DimOutOfRange: inputs.dim = choices.of<int64_t>({rank, -rank - 1, rank + 7, INT64_MIN}); return;
    case Defect::SlicesLength: return loseLast(oneOf(slices, choices));
    case Defect::SlicesFloat: {
      at::Tensor& struck = oneOf(slices, choices);
      struck = converted(struck, DType::Float32);
      return;
    }
    case Defect::SlicesDevice: {
      at::Tensor& struck = oneOf(slices, choices);
      struck = elsewhere(struck);
      return;
    }
    case Defect::SlicesNot1D: return changeRank(slices, choices);
    case Defect::SliceTwiceInI: return repeat(slices[0], slices[0], choices);
    case Defect::SliceTwiceInJ: return repeat(slices[1], slices[1], choices);
    case Defect::SliceInBoth: return repeat(slices[0], slices[1], choices);
    case Defect::SliceTooLarge: return putSliceTooLarge(slices, size, choices);
    case Defect::SliceNegative: return countFromTheEnd(oneOf(slices, choices), size, choices);
    case Defect::SliceTooNegative: return putSliceTooNegative(slices, size, choices);
    case Defect::UndefinedI: slices[0] = at::Tensor(); return;
    case Defect::UndefinedJ: slices[1] = at::Tensor(); return;
    default: return;
  }
}

}  // namespace swapcheck
