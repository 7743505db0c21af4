// Turns a described case into tensors, without any LibTorch operator or random numbers.
#pragma once

#include <ATen/core/Tensor.h>

#include "generators/case.h"

namespace swapcheck {

/// The contents of a case on the host: a pure function of the description.
struct HostInputs {
  std::vector<HostTensor> operands;
  /// The mask; the index tensors; or i and j.
  std::vector<HostTensor> selection;
};

HostInputs hostInputsOf(const SwapCase& swapCase);

/// The tensors of a case.
struct Inputs {
  std::vector<at::Tensor> operands;
  std::vector<at::Tensor> selection;
  /// For each operand, the output of another graph that has saved it for its backward (operand * operand), or an
  /// undefined tensor.
  std::vector<at::Tensor> savers;
  /// In place of the described dim of a within-swap, where that was spoilt.
  std::optional<int64_t> dim = {};
};

/// As described, and spoilt when the case has a defect.
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
