// Turns a described case into tensors, without any LibTorch operator or random numbers.
#pragma once

#include <ATen/core/Tensor.h>

#include "generators/host_inputs.h"

namespace swapcheck {

/// The tensors of a case.
struct Inputs {
  std::vector<at::Tensor> operands;
  std::vector<at::Tensor> selection;
  /// For each operand, the output of another graph that has saved it for its backward (operand * operand), or an
  /// undefined tensor.
  std::vector<at::Tensor> savers;
};

/// Throws UnsupportedDType.
Inputs materialise(const SwapCase& swapCase, const HostInputs& host);

/// A tensor with those contents and layout in a storage of its own, whose gaps hold bytes that are no plausible value.
at::Tensor makeTensor(const HostTensor& contents, const Layout& layout);

/// As above, row-major and dense.
at::Tensor makeTensor(const HostTensor& contents);

/// Writes one element of a tensor's memory; `flat` counts row-major.
void pokeElement(const at::Tensor& tensor, int64_t flat, const std::byte* element);

/// The contents of a strided CPU tensor, lazy conjugation and negation resolved; nothing for any other tensor, or for
/// a dtype that is not generated.
std::optional<HostTensor> readTensor(const at::Tensor& tensor);

/// Calls a swap on the inputs: two results, or one of a within-swap. Throws what the swap throws.
std::vector<at::Tensor> callSwap(const Swap& swap, const SwapCase& swapCase, const Inputs& inputs);

}  // namespace swapcheck
