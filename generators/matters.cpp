#include "generators/matters.h"

#include "generators/simplify.h"

namespace swapcheck {
namespace {

Selection plainSelection(Family family, const Shape& shape) {
  switch (family) {
    case Family::Whole: return WholeSelection{};
    case Family::Masked: return MaskSelection{MaskPattern::All, shape};
    case Family::Indexed: return IndexSelection{};
    case Family::Within: return PairSelection{};
  }
  return WholeSelection{};
}

SwapCase plainCase(Family family, const Shape& shape, bool requiresGrad) {
  SwapCase plain;
  plain.shape = shape;
  plain.operands.resize(operandCountOf(family));
  for (Operand& operand : plain.operands) {
    operand.layout = contiguousLayout(shape.size());
    operand.requiresGrad = requiresGrad;
  }
  plain.selection = plainSelection(family, shape);
  return fitted(std::move(plain));
}

FeatureSet featuresOfPlainCases(Family family) {
  FeatureSet features;
  for (const Shape& shape : {Shape{}, Shape{1}, Shape{2}, Shape{2, 2}, Shape{2, 3}})
    for (bool requiresGrad : {false, true})
      if (std::ssize(shape) >= leastRankOf(family)) features |= featuresOf(plainCase(family, shape, requiresGrad));
  return features | FeatureSet().set(featureNamed("grad.one"));
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
