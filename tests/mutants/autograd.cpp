// Swaps whose values are right and whose gradients, or tangents, are cut or changed on the way.
#include <c10/core/GradMode.h>

#include <ATen/ops/_make_dual.h>
#include <ATen/ops/_unpack_dual.h>

#include "mutant.h"
#include "right.h"

namespace swapcheck {
namespace {

using right::Index;

TensorPair detachOne(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone().detach()}; }

TensorPair graphForBothOnly(const at::Tensor& a, const at::Tensor& b) {
  if (a.requires_grad() && b.requires_grad()) return right::whole(a, b);
  return right::whole(a.detach(), b.detach());
}

at::Tensor leafOrValues(const at::Tensor& t) { return t.is_leaf() ? t : t.detach(); }

TensorPair leavesOnly(const at::Tensor& a, const at::Tensor& b) {
  return right::whole(leafOrValues(a), leafOrValues(b));
}

at::Tensor copyOfBase(const at::Tensor& t) {
  if (!t.is_view()) return t.clone();
  return at::Tensor(t._base()).as_strided(t.sizes(), t.strides(), t.storage_offset()).clone();
}

TensorPair fromBases(const at::Tensor& a, const at::Tensor& b) { return {copyOfBase(b), copyOfBase(a)}; }

TensorPair whereOfData(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  return {at::where(mask, b.data(), a), at::where(mask, a.data(), b)};
}

TensorPair writeWithoutGrad(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const auto indices = tensorIndices(index);
  const at::Tensor x = a.clone();
  const at::Tensor y = b.clone();
  const c10::NoGradGuard noGrad;
  x.index_put_(indices, b.index(indices));
  y.index_put_(indices, a.index(indices));
  return {x, y};
}

TensorPair outOfPlaceWrite(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const auto indices = tensorIndices(index);
  return {a.index_put(indices, b.index(indices)), b.index_put(indices, a.index(indices))};
}

TensorPair hooked(const at::Tensor& a, const at::Tensor& b) {
  for (const at::Tensor& t : {a, b})
    if (t.requires_grad()) t.register_hook([](at::Tensor gradient) { return gradient.div(2); });
  return right::whole(a, b);
}

TensorPair trackedFromNowOn(const at::Tensor& a, const at::Tensor& b) {
  for (const at::Tensor& t : {a, b})
    if (at::isFloatingType(t.scalar_type()) && c10::GradMode::is_enabled() && t.is_leaf()) t.set_requires_grad(true);
  return right::whole(a, b);
}

TensorPair gradMadeReady(const at::Tensor& a, const at::Tensor& b) {
  for (const at::Tensor& t : {a, b})
    if (t.requires_grad() && t.is_leaf() && !t.mutable_grad().defined())
      t.mutable_grad() = at::zeros(t.sizes(), t.options());
  return right::whole(a, b);
}

TensorPair gradCleared(const at::Tensor& a, const at::Tensor& b) {
  for (const at::Tensor& t : {a, b})
    if (t.is_leaf() && t.mutable_grad().defined()) t.mutable_grad().zero_();
  return right::whole(a, b);
}

TensorPair gradTakenAway(const at::Tensor& a, const at::Tensor& b) {
  for (const at::Tensor& t : {a, b})
    if (t.is_leaf()) t.mutable_grad().reset();
  return right::whole(a, b);
}

TensorPair gradRetained(const at::Tensor& a, const at::Tensor& b) {
  for (const at::Tensor& t : {a, b})
    if (t.requires_grad()) t.retain_grad();
  return right::whole(a, b);
}

TensorPair detachedInPlace(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = right::whole(a, b);
  for (const at::Tensor& t : {a, b})
    if (!t.is_leaf()) t.detach_();
  return results;
}

/// Gives the result the operand's tangent, if it has one.
at::Tensor withTangentOf(const at::Tensor& operand, const at::Tensor& result) {
  const at::Tensor tangent = operand._fw_grad(0);
  if (!tangent.defined()) return result;
  return at::_make_dual(std::get<0>(at::_unpack_dual(result, 0)), tangent, 0);
}

TensorPair ownTangent(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const auto [x, y] = right::masked(a, b, mask);
  return {withTangentOf(a, x), withTangentOf(b, y)};
}

TensorPair withoutTangents(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const c10::AutoFwGradMode off(false);
  return right::indexed(a, b, index);
}

/// Keeps a tangent or the graph, as one thinks who has never met both.
TensorPair oneModeAtATime(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const auto withoutTangent = [](const at::Tensor& t) {
    return t.requires_grad() ? std::get<0>(at::_unpack_dual(t, 0)) : t;
  };
  return right::masked(withoutTangent(a), withoutTangent(b), mask);
}

void addGraphEdits(Mutants& mutants) {
  addMutant(mutants, "whole-hook", "originals", "leaves a hook behind that halves the operands' gradients",
            WholeSwap(hooked));
  addMutant(mutants, "whole-tracked", "originals", "has every floating leaf require grad from then on",
            WholeSwap(trackedFromNowOn));
  addMutant(mutants, "whole-grad-made-ready", "originals", "gives leaves a .grad of zeros, for later",
            WholeSwap(gradMadeReady));
  addMutant(mutants, "whole-grad-cleared", "originals", "sets gradients that leaves have gathered to zero",
            WholeSwap(gradCleared));
  addMutant(mutants, "whole-grad-taken-away", "originals", "drops gradients that leaves have gathered",
            WholeSwap(gradTakenAway));
  addMutant(mutants, "whole-grad-retained", "originals", "has non-leaf operands retain their gradients",
            WholeSwap(gradRetained));
  addMutant(mutants, "whole-detach-in-place", "originals", "frees the graph of non-leaf operands with detach_()",
            WholeSwap(detachedInPlace));
  addMutant(mutants, "masked-own-tangent", "forward-mode", "gives each result the tangent of its own operand",
            MaskedSwap(ownTangent));
  addMutant(mutants, "masked-one-mode", "forward-mode", "drops tangents where reverse mode records",
            MaskedSwap(oneModeAtATime));
  addMutant(mutants, "indexed-without-tangents", "forward-mode", "switches forward mode off while it copies",
            IndexedSwap(withoutTangents));
}

}  // namespace

void addAutogradMutants(Mutants& mutants) {
  addMutant(mutants, "whole-detach-one", "gradient", "detaches one of the two copies", WholeSwap(detachOne));
  addMutant(mutants, "whole-graph-for-both", "gradient", "keeps the graph only where both operands require grad",
            WholeSwap(graphForBothOnly));
  addMutant(mutants, "whole-leaves-only", "gradient", "detaches operands that are no leaves", WholeSwap(leavesOnly));
  addMutant(mutants, "whole-from-base", "gradient", "copies a view's values out of its base, past the view",
            WholeSwap(fromBases));
  addMutant(mutants, "masked-data", "gradient", "takes the other's values through .data", MaskedSwap(whereOfData));
  addMutant(mutants, "indexed-no-grad-write", "gradient", "assigns to the copies under no-grad",
            IndexedSwap(writeWithoutGrad));
  addMutant(mutants, "indexed-repeats-gradient", "gradient",
            "index_put, whose backward hands the whole cotangent to every repetition of a position",
            IndexedSwap(outOfPlaceWrite), "https://github.com/pytorch/pytorch/issues/146299");
  addGraphEdits(mutants);
}

}  // namespace swapcheck
