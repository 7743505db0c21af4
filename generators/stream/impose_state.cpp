#include "generators/stream/impose_edits.h"

#include "generators/parts/weights.h"

namespace swapcheck {
namespace {

template <DType dtype>
void giveDType(SwapCase& c, Draw&) {
  c.dtype = dtype;
}

template <Fill fill>
void giveFill(SwapCase& c, Draw&) {
  c.fill = fill;
}

template <Relation relation>
void giveRelation(SwapCase& c, Draw& draw) {
  c.sharing.operands = relation;
  if (relation == Relation::Overlapping) c.sharing.shift = draw.between(0, 1);
}

/// Gradients of all operands or of none; a dtype that has them.
void requireGrad(SwapCase& c, bool first, bool second) {
  if ((first || second) && !isDifferentiable(c.dtype)) c.dtype = DType::Float32;
  c.operands.front().requiresGrad = first;
  if (c.operands.size() == 2) c.operands.back().requiresGrad = second;
}

void giveNonLeaf(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().leaf = false;
  c.operands.front().view = false;
}

void giveView(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().leaf = false;
  c.operands.front().view = true;
}

void giveSaved(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().saved = true;
}

void giveGathered(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().leaf = true;
  c.operands.front().gathered = true;
}

void giveHooked(SwapCase& c, Draw&) {
  requireGrad(c, true, c.operands.back().requiresGrad);
  c.operands.front().hooked = true;
}

void giveInference(SwapCase& c, Draw&) {
  requireGrad(c, c.operands.size() == 2 && c.operands.front().requiresGrad, false);
  c.operands.back().inference = true;
}

template <CotangentResults results>
void giveCotangentFor(SwapCase& c, Draw&) {
  c.cotangent.results = results;
}

void giveCotangentOffset(SwapCase& c, Draw& draw) {
  c.cotangent.layout = layoutOf(c.cotangent, c.shape);
  c.cotangent.layout->offset = draw.between(1, weights::kMaxOffset);
}

}  // namespace

const Edits& stateEdits() {
  static const Edits edits = {
      {"dtype.float32", {giveDType<DType::Float32>}},
      {"dtype.float64", {giveDType<DType::Float64>}},
      {"dtype.float16", {giveDType<DType::Float16>}},
      {"dtype.bfloat16", {giveDType<DType::BFloat16>}},
      {"dtype.complex64", {giveDType<DType::Complex64>}},
      {"dtype.complex128", {giveDType<DType::Complex128>}},
      {"dtype.int64", {giveDType<DType::Int64>}},
      {"dtype.int32", {giveDType<DType::Int32>}},
      {"dtype.int16", {giveDType<DType::Int16>}},
      {"dtype.int8", {giveDType<DType::Int8>}},
      {"dtype.uint8", {giveDType<DType::UInt8>}},
      {"dtype.bool", {giveDType<DType::Bool>}},
      {"dtype.complex32", {giveDType<DType::Complex32>}},
      {"dtype.float8-e5m2", {giveDType<DType::Float8E5M2>}},
      {"dtype.float8-e4m3fn", {giveDType<DType::Float8E4M3FN>}},
      {"dtype.float8-e5m2fnuz", {giveDType<DType::Float8E5M2FNUZ>}},
      {"dtype.float8-e4m3fnuz", {giveDType<DType::Float8E4M3FNUZ>}},
      {"dtype.float8-e8m0fnu", {giveDType<DType::Float8E8M0FNU>}},
      {"dtype.float8", {giveDType<DType::Float8E5M2>}},
      {"dtype.uint16", {giveDType<DType::UInt16>}},
      {"dtype.uint32", {giveDType<DType::UInt32>}},
      {"dtype.uint64", {giveDType<DType::UInt64>}},
      {"dtype.exotic", {giveDType<DType::Complex32>}},
      {"sharing.disjoint", {giveRelation<Relation::Disjoint>}},
      {"sharing.overlapping", {giveRelation<Relation::Overlapping>}},
      {"sharing.same", {giveRelation<Relation::Same>}},
      {"sharing.selection", {[](SwapCase& c, Draw&) { c.sharing.selection = true; }}},
      {"memory.read-only", {[](SwapCase& c, Draw&) { c.guarded = true; }}},
      {"fill.distinct", {giveFill<Fill::Distinct>}},
      {"fill.constant", {giveFill<Fill::Constant>}},
      {"fill.equal", {giveFill<Fill::Equal>}},
      {"fill.dyadic", {giveFill<Fill::Dyadic>}},
      {"fill.disparate", {giveFill<Fill::Disparate>}},
      {"fill.special", {giveFill<Fill::Special>}},
      {"value.nan", {giveFill<Fill::Special>}},
      {"value.infinity", {giveFill<Fill::Special>}},
      {"value.zero", {giveFill<Fill::Special>}},
      {"value.negative-zero", {giveFill<Fill::Special>}},
      {"value.subnormal", {giveFill<Fill::Special>}},
      {"value.largest", {giveFill<Fill::Special>}},
      {"grad.none", {[](SwapCase& c, Draw&) { requireGrad(c, false, false); }}},
      {"grad.one",
       {[](SwapCase& c, Draw& draw) { requireGrad(c, draw.chance(50), !c.operands.front().requiresGrad); }}},
      {"grad.all", {[](SwapCase& c, Draw&) { requireGrad(c, true, true); }}},
      {"grad.leaf", {[](SwapCase& c, Draw&) {
         requireGrad(c, c.operands.front().requiresGrad, true);
         if (c.operands.size() == 1) c.operands.front().requiresGrad = true;
         c.operands.back().leaf = true;
       }}},
      {"grad.non-leaf", {giveNonLeaf}},
      {"grad.view", {giveView}},
      {"grad.saved", {giveSaved}},
      {"grad.gathered", {giveGathered}},
      {"grad.hooked", {giveHooked}},
      {"grad.inference", {giveInference}},
      {"cotangent.contiguous", {[](SwapCase& c, Draw&) { c.cotangent.layout.reset(); }}},
      {"cotangent.offset", {giveCotangentOffset}},
      {"cotangent.conjugated", {[](SwapCase& c, Draw&) {
         requireComplex(c);
         c.cotangent.conjugated = true;
       }}},
      {"cotangent.negated", {[](SwapCase& c, Draw&) { c.cotangent.negated = true; }}},
      {"cotangent.zero", {[](SwapCase& c, Draw&) { c.cotangent.zero = true; }}},
      {"cotangent.shared", {giveCotangentFor<CotangentResults::Shared>}},
      {"cotangent.first-only", {giveCotangentFor<CotangentResults::FirstOnly>}},
      {"cotangent.second-only", {giveCotangentFor<CotangentResults::SecondOnly>}},
      {"call.threads", {[](SwapCase& c, Draw& draw) { c.call.threads = draw.between(2, weights::kMostThreads); }}},
      {"call.concurrent", {[](SwapCase& c, Draw& draw) { c.call.callers = draw.between(2, weights::kMostCallers); }}},
  };
  return edits;
}

}  // namespace swapcheck
