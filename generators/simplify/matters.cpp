#include "generators/simplify/matters.h"

#include "generators/simplify/edits.h"
#include "generators/simplify/simplify.h"

namespace swapcheck {
namespace {

void selectPlainly(SwapCase& plain, Family family) {
  switch (family) {
    case Family::Whole: plain.selection.emplace<WholeSelection>(); break;
    case Family::Masked: plain.selection.emplace<MaskSelection>().shape = plain.shape; break;
    case Family::Indexed: plain.selection.emplace<IndexSelection>(); break;
    case Family::Within: plain.selection.emplace<PairSelection>(); break;
  }
}

SwapCase plainCase(Family family, const Shape& shape, bool requiresGrad) {
  SwapCase plain;
  plain.shape = shape;
  selectPlainly(plain, family);
  plain.operands.resize(operandCountOf(family));
  for (Operand& operand : plain.operands) {
    operand.layout = contiguousLayout(shape.size());
    operand.requiresGrad = requiresGrad;
  }
  return fitted(std::move(plain));
}

FeatureSet featuresOfPlainCases(Family family) {
  FeatureSet features;
  for (const Shape& shape : {Shape{}, Shape{1}, Shape{2}, Shape{2, 2}, Shape{2, 3}})
    for (bool requiresGrad : {false, true})
      if (std::ssize(shape) >= leastRankOf(family)) features |= featuresOf(plainCase(family, shape, requiresGrad));
  return features.set(featureNamed("grad.one")).reset(featureNamed("rank.2"));
}

}  // namespace

FeatureSet featuresThatMatter(const SwapCase& minimal) {
  const FeatureSet present = featuresOf(minimal);
  FeatureSet lost;
  auto simpler = simplerCases(minimal);
  while (const auto candidate = simpler.next()) lost |= present & ~featuresOf(*candidate);
  return lost & ~featuresOfPlainCases(minimal.family());
}

std::vector<SwapCase> lessSimpleCases(const SwapCase& minimal) {
  Candidates candidates(minimal);
  if (minimal.shape.empty())
    candidates.add([](SwapCase& c) {
      c.shape = {1};
      for (Operand& operand : c.operands) operand.layout = contiguousLayout(1);
    });
  candidates.add([](SwapCase& c) {
    if (auto* mask = std::get_if<MaskSelection>(&c.selection); mask && mask->shape.empty()) {
      mask->shape = c.shape;
      c.selectionLayouts.clear();
    }
    if (auto* index = std::get_if<IndexSelection>(&c.selection))
      for (Shape& shape : index->shapes)
        if (shape.empty()) shape = {1};
  });
  candidates.add([](SwapCase& c) {
    for (size_t d = 0; d < c.shape.size(); ++d)
      if (c.shape[d] == 0) resizeDimension(c, d, 1);
  });
  if (minimal.dtype == DType::Float32) candidates.add([](SwapCase& c) { c.dtype = DType::Float64; });
  candidates.add([](SwapCase& c) {
    for (Operand& operand : c.operands) operand.requiresGrad = true;
  });
  return candidates.take();
}

}  // namespace swapcheck
