#include "generators/tensors/spoil.h"

#include <algorithm>

#include "generators/tensors/spoil_tools.h"

namespace swapcheck {
namespace {

/// Other contents than those of the case.
HostTensor contentsOf(DType dtype, const Shape& shape) { return filled(dtype, shape, Fill::Distinct, 0, 1); }

HostTensor allTrue(const Shape& shape) {
  HostTensor mask = zeroTensor(DType::Bool, shape);
  std::fill(mask.bytes.begin(), mask.bytes.end(), std::byte{1});
  return mask;
}

/// The shape with a size made 1, or with a 1 made 2.
Shape broadcastSize(Shape shape, Choices& choices) {
  int64_t& size = shape[choices.among(shape.size())];
  size = size == 1 ? 2 : 1;
  return shape;
}

/// The shape without its first dimension, or with a 1 before it.
Shape otherRank(Shape shape, Choices& choices) {
  if (!shape.empty() && choices.among(2) == 0)
    shape.erase(shape.begin());
  else
    shape.insert(shape.begin(), 1);
  return shape;
}

Shape shapeWithExtraDim(Shape shape, Choices& choices) {
  shape.insert(shape.begin(), choices.of<int64_t>({1, 2}));
  return shape;
}

/// The shape with one of its dimensions of size 1 made larger.
Shape largerShape(Shape shape, Choices& choices) {
  std::vector<int64_t*> sizes;
  for (int64_t& size : shape)
    if (size == 1) sizes.push_back(&size);
  *sizes[choices.among(sizes.size())] = 2;
  return shape;
}

DType otherDType(DType dtype, Choices& choices) {
  // of those that every LibTorch has: the same input is invalid in the same way everywhere
  constexpr auto count = static_cast<size_t>(DType::Bool) + 1;
  const size_t own = static_cast<size_t>(dtype) % count;
  const auto other = static_cast<DType>((own + 1 + choices.among(count - 1)) % count);
  return other == dtype ? DType::Float32 : other;
}

void replaceOperand(Inputs& inputs, size_t k, at::Tensor tensor) {
  inputs.operands[k] = std::move(tensor);
  inputs.savers[k] = at::Tensor();  // it saved the operand that was
}

void spoilOperands(Inputs& inputs, const SwapCase& swapCase, Choices& choices) {
  const auto replaceB = [&](DType dtype, const Shape& shape) {
    const bool requiresGrad = inputs.operands[1].requires_grad() && isDifferentiable(dtype);
    replaceOperand(inputs, 1, makeTensor(contentsOf(dtype, shape)).set_requires_grad(requiresGrad));
  };
  switch (swapCase.defect) {
    case Defect::OtherShape: return replaceB(swapCase.dtype, clashingShape(swapCase.shape, choices));
    case Defect::BroadcastSize: return replaceB(swapCase.dtype, broadcastSize(swapCase.shape, choices));
    case Defect::OtherRank: return replaceB(swapCase.dtype, otherRank(swapCase.shape, choices));
    case Defect::OtherDType: return replaceB(otherDType(swapCase.dtype, choices), swapCase.shape);
    case Defect::OtherDevice: return replaceOperand(inputs, 1, elsewhere(inputs.operands[1]));
    case Defect::UndefinedA:
    case Defect::UndefinedX: return replaceOperand(inputs, 0, at::Tensor());
    case Defect::UndefinedB: return replaceOperand(inputs, 1, at::Tensor());
    default: return;
  }
}

void spoilMask(Inputs& inputs, const SwapCase& swapCase, Choices& choices) {
  at::Tensor& mask = inputs.selection[0];
  switch (swapCase.defect) {
    case Defect::MaskUInt8: mask = converted(mask, DType::UInt8); return;
    case Defect::MaskInt64: mask = converted(mask, DType::Int64); return;
    case Defect::MaskFloat: mask = converted(mask, DType::Float32); return;
    case Defect::MaskOtherShape: mask = makeTensor(allTrue(clashingShape(swapCase.shape, choices))); return;
    case Defect::MaskExtraDim: mask = makeTensor(allTrue(shapeWithExtraDim(swapCase.shape, choices))); return;
    case Defect::MaskLarger: mask = makeTensor(allTrue(largerShape(swapCase.shape, choices))); return;
    case Defect::MaskDevice: mask = elsewhere(mask); return;
    case Defect::UndefinedMask: mask = at::Tensor(); return;
    default: return;
  }
}

}  // namespace

void spoil(Inputs& inputs, const SwapCase& swapCase) {
  if (swapCase.defect == Defect::None) return;
  Choices choices(swapCase.defectSeed);
  spoilOperands(inputs, swapCase, choices);
  switch (swapCase.family()) {
    case Family::Whole: return;
    case Family::Masked: return spoilMask(inputs, swapCase, choices);
    case Family::Indexed: return spoilIndices(inputs, swapCase, choices);
    case Family::Within: return spoilSlices(inputs, swapCase, choices);
  }
}

}  // namespace swapcheck
