// Custom autograd functions with a right forward and a wrong backward.
#include <c10/core/GradMode.h>

#include <ATen/ops/_conj.h>
#include <ATen/ops/_neg_view.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_strided.h>
#include <ATen/ops/zeros_like.h>

#include <cstring>

#include "mutant.h"
#include "right_function.h"

namespace swapcheck {
namespace {

using right::Context;
using right::Index;
using right::Variables;

TensorPair notExchanged(const at::Tensor& ofX, const at::Tensor& ofY) { return {ofX.clone(), ofY.clone()}; }

at::Tensor throughView(const at::Tensor& g) { return g.view({g.numel()}).clone().view(g.sizes()); }

TensorPair viewed(const at::Tensor& ofX, const at::Tensor& ofY) { return {throughView(ofY), throughView(ofX)}; }

/// Copies as many bytes as the tensor has from where it begins.
at::Tensor copyOfMemory(const at::Tensor& g) {
  const size_t after = g.storage().nbytes() - static_cast<size_t>(g.storage_offset()) * g.element_size();
  if (g.numel() == 0 || g._is_zerotensor() || after < g.nbytes()) return g.clone();
  const at::Tensor copy = at::empty(g.sizes(), g.options());
  std::memcpy(copy.data_ptr(), g.data_ptr(), copy.nbytes());
  return copy;
}

/// Keeps gaps and overlaps apart, and forgets that dimensions may be permuted.
at::Tensor inOrderOfMemory(const at::Tensor& g) {
  return g.is_non_overlapping_and_dense() ? copyOfMemory(g) : g.clone();
}

at::Tensor memoryOfNegated(const at::Tensor& g) { return g.is_neg() ? at::_neg_view(g) : g; }

at::Tensor memoryOfConjugated(const at::Tensor& g) { return g.is_conj() ? at::_conj(g) : g; }

/// A right backward of cotangents that `read` reads.
template <at::Tensor (*read)(const at::Tensor&)>
TensorPair reading(const at::Tensor& ofX, const at::Tensor& ofY, const at::Tensor& mask) {
  return right::masked(read(ofX), read(ofY), mask);
}

/// Takes two equal addresses for two names of one result.
TensorPair oncePerTensor(const at::Tensor& ofX, const at::Tensor& ofY) {
  if (ofX.is_same(ofY)) return {ofX.clone(), at::Tensor()};
  return {ofY.clone(), ofX.clone()};
}

TensorPair fromMemory(const at::Tensor& ofX, const at::Tensor& ofY) { return {copyOfMemory(ofY), copyOfMemory(ofX)}; }

TensorPair conjugated(const at::Tensor& ofX, const at::Tensor& ofY) { return {ofY.conj().clone(), ofX.conj().clone()}; }

/// Nothing to do unless both results are used.
struct NeedsBoth : torch::autograd::Function<NeedsBoth> {
  static Variables forward(Context* context, const at::Tensor& a, const at::Tensor& b) {
    context->set_materialize_grads(false);
    return {b.clone(), a.clone()};
  }
  static Variables backward(Context*, Variables cotangents) {
    if (!cotangents[0].defined() || !cotangents[1].defined()) return {at::Tensor(), at::Tensor()};
    return {cotangents[1], cotangents[0]};
  }
};

TensorPair needingBoth(const at::Tensor& a, const at::Tensor& b) {
  const Variables results = NeedsBoth::apply(a, b);
  return {results[0], results[1]};
}

TensorPair maskNotNegated(const at::Tensor& ofX, const at::Tensor& ofY, const at::Tensor& mask) {
  return {ofX.masked_fill(mask, 0).add(ofY.masked_fill(mask, 0)),
          ofY.masked_fill(mask, 0).add(ofX.masked_fill(mask, 0))};
}

/// Exchanges the cotangents in their own memory, where that can be written.
TensorPair backwardInPlace(const at::Tensor& ofX, const at::Tensor& ofY, const at::Tensor& mask) {
  const auto [ofA, ofB] = right::masked(ofX, ofY, mask);
  if (!ofX.is_contiguous() || !ofY.is_contiguous()) return {ofA, ofB};
  return {ofX.copy_(ofA), ofY.copy_(ofB)};
}

TensorPair intoSameStrides(const at::Tensor& ofX, const at::Tensor& ofY, const at::Tensor& mask) {
  const auto [ofA, ofB] = right::masked(ofX, ofY, mask);
  return {at::empty_strided(ofX.sizes(), ofX.strides(), ofX.options()).copy_(ofA),
          at::empty_strided(ofY.sizes(), ofY.strides(), ofY.options()).copy_(ofB)};
}

TensorPair detached(const at::Tensor& ofX, const at::Tensor& ofY, const at::Tensor& mask) {
  return right::masked(ofX.detach(), ofY.detach(), mask);
}

using SlicesBackward = at::Tensor (*)(const at::Tensor& cotangent, int64_t dim, const at::Tensor& order);

template <SlicesBackward backwardOf>
struct Slices : torch::autograd::Function<Slices<backwardOf>> {
  static at::Tensor forward(Context* context, const at::Tensor& x, int64_t dim, const at::Tensor& order) {
    context->saved_data["dim"] = dim;
    context->save_for_backward({order});
    return x.index_select(dim, order);
  }
  static Variables backward(Context* context, Variables cotangents) {
    const at::Tensor order = context->get_saved_variables()[0];
    return {backwardOf(cotangents[0], context->saved_data["dim"].toInt(), order), at::Tensor(), at::Tensor()};
  }
};

template <SlicesBackward backward>
at::Tensor slices(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return Slices<backward>::apply(x, dim, right::orderOf(x, dim, i, j));
}

at::Tensor movedSlicesOnly(const at::Tensor& cotangent, int64_t dim, const at::Tensor& order) {
  const at::Tensor moved = order.ne(at::arange(order.numel(), order.options())).nonzero().reshape({-1});
  return at::zeros_like(cotangent).index_copy(dim, moved, cotangent.index_select(dim, order.index_select(0, moved)));
}

at::Tensor withoutGraph(const at::Tensor& cotangent, int64_t dim, const at::Tensor& order) {
  const c10::NoGradGuard noGrad;
  return cotangent.index_select(dim, order);
}

/// Frees what it has saved as soon as it has used it.
struct Once : torch::autograd::Function<Once> {
  static Variables forward(Context* context, const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    context->saved_data["mask"] = mask;
    return {at::where(mask, b, a), at::where(mask, a, b)};
  }
  static Variables backward(Context* context, Variables cotangents) {
    const at::Tensor mask = context->saved_data["mask"].toTensor();
    context->saved_data.clear();
    return {at::where(mask, cotangents[1], cotangents[0]), at::where(mask, cotangents[0], cotangents[1]), at::Tensor()};
  }
};

TensorPair backwardOnce(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const Variables results = Once::apply(a, b, right::maskOf(a, index));
  return {results[0], results[1]};
}

/// Keeps the caller's mask where no version counter is looked at.
struct Unsaved : torch::autograd::Function<Unsaved> {
  static Variables forward(Context* context, const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
    context->saved_data["mask"] = mask;
    return {at::where(mask, b, a), at::where(mask, a, b)};
  }
  static Variables backward(Context* context, Variables cotangents) {
    const at::Tensor mask = context->saved_data["mask"].toTensor();
    return {at::where(mask, cotangents[1], cotangents[0]), at::where(mask, cotangents[0], cotangents[1]), at::Tensor()};
  }
};

TensorPair maskUnsaved(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const Variables results = Unsaved::apply(a, b, mask);
  return {results[0], results[1]};
}

/// The same of slices.
struct UnsavedSlices : torch::autograd::Function<UnsavedSlices> {
  static at::Tensor forward(Context* context, const at::Tensor& x, int64_t dim, const at::Tensor& i,
                            const at::Tensor& j) {
    context->saved_data["dim"] = dim;
    context->saved_data["i"] = i;
    context->saved_data["j"] = j;
    return x.index_select(dim, right::orderOf(x, dim, i, j));
  }
  static Variables backward(Context* context, Variables cotangents) {
    const int64_t dim = context->saved_data["dim"].toInt();
    const at::Tensor order =
        right::orderOf(cotangents[0], dim, context->saved_data["i"].toTensor(), context->saved_data["j"].toTensor());
    return {cotangents[0].index_select(dim, order), at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

at::Tensor slicesUnsaved(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  return UnsavedSlices::apply(x, dim, i, j);
}

void addLaterMutants(Mutants& mutants) {
  addMutant(
      mutants, "masked-backward-unsaved", "gradient",
      "keeps the caller's mask for its backward past save_for_backward: changed in the meantime, it gives another "
      "gradient without a word",
      MaskedSwap(maskUnsaved));
  addMutant(mutants, "within-backward-unsaved", "gradient",
            "keeps the caller's slices for its backward past save_for_backward", WithinSwap(slicesUnsaved));
  addMutant(mutants, "indexed-backward-once", "gradient", "frees what it saved in the first backward pass",
            IndexedSwap(backwardOnce));
  addMutant(mutants, "within-backward-moved-only", "gradient",
            "passes the gradient of the swapped slices on, and not that of the others",
            WithinSwap(slices<movedSlicesOnly>));
  addMutant(mutants, "masked-backward-detached", "second-order", "detaches the cotangents in its backward",
            MaskedSwap(right::maskedWithBackward<detached>));
  addMutant(mutants, "within-backward-no-grad", "second-order", "runs its backward under no-grad",
            WithinSwap(slices<withoutGraph>), "https://github.com/pytorch/pytorch/issues/58509");
}

}  // namespace

void addCustomFunctionMutants(Mutants& mutants) {
  addMutant(mutants, "whole-backward-not-exchanged", "gradient", "hands each cotangent to the operand of its place",
            WholeSwap(right::wholeWithBackward<notExchanged>));
  addMutant(mutants, "whole-backward-view", "gradient", "calls view(-1) on cotangents that may not be contiguous",
            WholeSwap(right::wholeWithBackward<viewed>), "https://github.com/NVIDIA/apex/pull/1601");
  addMutant(mutants, "whole-backward-memory", "gradient", "copies cotangents as if they were contiguous",
            WholeSwap(right::wholeWithBackward<fromMemory>), "https://github.com/deepmodeling/deepmd-kit/issues/3910");
  addMutant(mutants, "whole-backward-conj", "gradient", "conjugates the cotangents of complex operands",
            WholeSwap(right::wholeWithBackward<conjugated>));
  addMutant(mutants, "whole-backward-needs-both", "gradient", "gives no gradient where one cotangent is undefined",
            WholeSwap(needingBoth), "https://github.com/pytorch/pytorch/pull/39400");
  addMutant(mutants, "masked-backward-not-negated", "gradient", "forgets to negate the mask of what is kept",
            MaskedSwap(right::maskedWithBackward<maskNotNegated>));
  addMutant(mutants, "masked-backward-in-place", "gradient", "exchanges the cotangents in their own memory",
            MaskedSwap(right::maskedWithBackward<backwardInPlace>),
            "https://github.com/linkedin/Liger-Kernel/issues/254");
  addMutant(mutants, "masked-backward-same-strides", "gradient",
            "gives gradients the strides of the cotangents, which may be expanded",
            MaskedSwap(right::maskedWithBackward<intoSameStrides>), "https://github.com/pytorch/pytorch/issues/64529");
  addMutant(mutants, "masked-backward-permuted", "gradient",
            "reads dense cotangents in the order of memory, whatever the order of their dimensions",
            MaskedSwap(right::maskedWithBackward<reading<inOrderOfMemory>>));
  addMutant(mutants, "masked-backward-negated", "gradient", "reads the memory of lazily negated cotangents",
            MaskedSwap(right::maskedWithBackward<reading<memoryOfNegated>>));
  addMutant(mutants, "masked-backward-conjugated", "gradient", "reads the memory of lazily conjugated cotangents",
            MaskedSwap(right::maskedWithBackward<reading<memoryOfConjugated>>));
  addMutant(mutants, "whole-backward-shared", "gradient", "takes one cotangent for both results for one result",
            WholeSwap(right::wholeWithBackward<oncePerTensor>));
  addLaterMutants(mutants);
}

}  // namespace swapcheck
