#include "generators/tensors/materialise.h"

#include <ATen/ops/_conj.h>
#include <ATen/ops/_neg_view.h>
#include <ATen/ops/as_strided.h>
#include <ATen/ops/mul.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include "generators/tensors/autograd_node.h"
#include "generators/tensors/roots.h"
#include "generators/tensors/spoil.h"
#include "strategies/call_swap.h"

namespace swapcheck {
namespace {

/// The operation that made a non-leaf operand. Gradients are taken at its output, so it passes none on.
struct Origin : torch::autograd::Node {
  torch::autograd::variable_list apply(torch::autograd::variable_list&&) override { return {}; }
};

/// Storages begin at multiples of this in guarded memory, as they do from LibTorch's allocator.
constexpr int64_t kStorageAlignment = 64;

int64_t alignedBytes(int64_t bytes) { return (bytes + kStorageAlignment - 1) / kStorageAlignment * kStorageAlignment; }

class Materialiser {
 public:
  Materialiser(const SwapCase& swapCase, const HostInputs& host, WithAutograd autograd, const ReplaceRoot& replaceRoot)
      : case_(swapCase),
        host_(host),
        autograd_(autograd),
        replaceRoot_(replaceRoot),
        plan_(memoryPlanOf(swapCase)),
        roots_(rootPlanOf(swapCase)) {}

  Inputs inputs() {
    makeStorages();
    for (size_t k = 0; k < case_.operands.size(); ++k) addOperand(k);
    for (size_t k = 0; k < host_.selection.size(); ++k) addSelection(k);
    if (autograd_ == WithAutograd::Yes) addRoots();
    return std::move(inputs_);
  }

 private:
  void makeStorages() {
    if (case_.guarded) {
      int64_t bytes = 0;
      for (int64_t each : plan_.storageBytes) bytes += alignedBytes(each);
      inputs_.guarded = GuardedMemory::acquire(static_cast<size_t>(bytes));
    }
    int64_t begin = 0;
    for (int64_t bytes : plan_.storageBytes) {
      storages_.push_back(case_.guarded ? makeStorage(bytes, inputs_.guarded->data() + begin, inputs_.guarded)
                                        : makeStorage(bytes));
      begin += alignedBytes(bytes);
    }
    bases_.resize(storages_.size());
  }

  void addOperand(size_t k) {
    const bool same = k == 1 && case_.sharing.operands == Relation::Same;
    inputs_.operands.push_back(same ? inputs_.operands[0] : makeOperand(k));
    const at::Tensor& operand = inputs_.operands.back();
    const bool saved = autograd_ == WithAutograd::Yes && case_.operands[k].saved;
    inputs_.savers.push_back(saved ? at::mul(operand, operand) : at::Tensor());
  }

  at::Tensor makeOperand(size_t k) {
    const Operand& operand = case_.operands[k];
    HostTensor memory = host_.operands[k];
    applyLazySigns(memory, operand.negated, operand.conjugated);
    writeTo(storages_[plan_.operands[k].storage], memory, plan_.operands[k].placement);
    const bool differentiates = autograd_ == WithAutograd::Yes || replaceRoot_;
    if (!differentiates) return rawOperand(k);
    if (operand.view) return hooked(viewOfBase(k), operand);
    if (replaceRoot_) return operand.requiresGrad ? replaceRoot_(rawOperand(k), *roots_.rootOf[k]) : rawOperand(k);
    std::optional<c10::InferenceMode> mode;
    if (operand.inference) mode.emplace();
    at::Tensor tensor = rawOperand(k);
    if (operand.requiresGrad && operand.leaf) tensor.set_requires_grad(true);
    if (operand.requiresGrad && !operand.leaf) torch::autograd::set_history(tensor, makeNode<Origin>());
    if (operand.gathered) tensor.mutable_grad() = makeTensor(gatheredGradient(case_, k));
    return hooked(tensor, operand);
  }

  /// With the caller's hook, which looks and changes nothing. Not by Tensor::register_hook(): that asserts where the
  /// gradient is undefined.
  at::Tensor hooked(const at::Tensor& tensor, const Operand& operand) const {
    if (operand.hooked && tensor.requires_grad() && autograd_ == WithAutograd::Yes)
      static_cast<const at::TensorBase&>(tensor).register_hook([](const at::TensorBase&) {});
    return tensor;
  }

  at::Tensor rawOperand(size_t k) {
    const Place& place = plan_.operands[k];
    at::Tensor tensor = tensorOn(storages_[place.storage], case_.dtype, case_.shape, place.placement);
    if (case_.operands[k].conjugated) tensor.unsafeGetTensorImpl()->_set_conj(true);
    if (case_.operands[k].negated) tensor.unsafeGetTensorImpl()->_set_neg(true);
    return tensor;
  }

  at::Tensor viewOfBase(size_t k) {
    const Place& place = plan_.operands[k];
    at::Tensor& base = bases_[place.storage];
    const int64_t numel = plan_.operandNumel[place.storage];
    if (!base.defined()) {
      base = tensorOn(storages_[place.storage], case_.dtype, {numel}, {{1}, 0, numel});
      if (replaceRoot_)
        base = replaceRoot_(base, *roots_.rootOf[k]);
      else
        base.set_requires_grad(true);
    }
    at::Tensor view = at::as_strided(base, case_.shape, place.placement.strides, place.placement.offset);
    if (case_.operands[k].conjugated) view = at::_conj(view);
    if (case_.operands[k].negated) view = at::_neg_view(view);
    return view;
  }

  void addSelection(size_t k) {
    const Place& place = plan_.selection[k];
    const HostTensor& contents = host_.selection[k];
    if (!isMaskOperand(case_)) writeTo(storages_[place.storage], contents, place.placement);
    inputs_.selection.push_back(tensorOn(storages_[place.storage], contents.dtype, contents.shape, place.placement));
  }

  void addRoots() {
    for (const RootPlan::Root& root : roots_.roots)
      inputs_.roots.push_back(root.isBase ? bases_[plan_.operands[root.operand].storage]
                                          : inputs_.operands[root.operand]);
  }

  const SwapCase& case_;
  const HostInputs& host_;
  const WithAutograd autograd_;
  const ReplaceRoot& replaceRoot_;
  const MemoryPlan plan_;
  const RootPlan roots_;
  std::vector<c10::Storage> storages_;
  /// Of each storage: the leaf that its views belong to, where there is one.
  std::vector<at::Tensor> bases_;
  Inputs inputs_;
};

}  // namespace

HostTensor gatheredGradient(const SwapCase& swapCase, size_t operand) {
  return filled(swapCase.dtype, swapCase.shape, Fill::Distinct, swapCase.cotangent.seed, static_cast<int>(operand));
}

Inputs materialise(const SwapCase& swapCase, const HostInputs& host, WithAutograd autograd) {
  Inputs inputs = Materialiser(swapCase, host, autograd, ReplaceRoot()).inputs();
  spoil(inputs, swapCase);
  return inputs;
}

Inputs materialiseOn(const SwapCase& swapCase, const HostInputs& host, const ReplaceRoot& replaceRoot) {
  return Materialiser(swapCase, host, WithAutograd::No, replaceRoot).inputs();
}

std::vector<at::Tensor> callSwap(const Swap& swap, const SwapCase& swapCase, const Inputs& inputs) {
  const auto* pairs = std::get_if<PairSelection>(&swapCase.selection);
  const int64_t dim = inputs.dim.value_or(pairs ? pairs->dim : 0);
  SwapResults results = callSwap(swap, inputs.operands, inputs.selection, dim);
  if (familyOf(swap) == Family::Within) return {std::move(results[0])};
  return {std::make_move_iterator(results.begin()), std::make_move_iterator(results.end())};
}

}  // namespace swapcheck
