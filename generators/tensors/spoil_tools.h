// What the spoilers of the parts of an input share.
#pragma once

#include <initializer_list>

#include "generators/tensors/inputs.h"
#include "generators/tensors/raw_tensor.h"

namespace swapcheck {

/// Takes one choice after the other out of a seed, as the digits of a number: seed 0 takes the first of all.
class Choices {
 public:
  explicit Choices(uint64_t seed) : left_(seed) {}

  /// 0 to count - 1.
  size_t among(size_t count) {
    const size_t chosen = left_ % count;
    left_ /= count;
    return chosen;
  }

  template <typename T>
  T of(std::initializer_list<T> values) {
    return values.begin()[among(values.size())];
  }

  /// The first entry of a tensor that is not empty, its last, or any.
  size_t entryOf(const at::Tensor& tensor);

 private:
  uint64_t left_;
};

/// The shape with one of its dimensions made so large that it broadcasts with the old one no longer. Some size must not
/// be 1.
Shape clashingShape(Shape shape, Choices& choices);

/// The same numbers in another dtype.
at::Tensor converted(const at::Tensor& tensor, DType dtype);

/// A tensor like that one on the meta device, where there is no memory.
at::Tensor elsewhere(const at::Tensor& tensor);

/// Entries of an int64 tensor.
std::vector<int64_t> integersOf(const at::Tensor& tensor);

/// The int64 tensor with that entry replaced.
at::Tensor withEntry(const at::Tensor& tensor, size_t entry, int64_t value);

/// When one of the int64 tensors has no entry, gives tensor k the one entry `entries[k]`, so that there is something to
/// be wrong.
void fillEmpty(std::vector<at::Tensor>& tensors, const std::vector<int64_t>& entries);

void spoilIndices(Inputs& inputs, const SwapCase& swapCase, Choices& choices);
void spoilSlices(Inputs& inputs, const SwapCase& swapCase, Choices& choices);

}  // namespace swapcheck
