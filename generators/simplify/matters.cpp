#include "generators/simplify/matters.h"

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

}  // namespace swapcheck
