// Finite differences are exact in every dtype that has gradients.
#include "properties/autograd/finite_differences.h"

#include <gtest/gtest.h>

#include "generators/parts/hash.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

const DType kDifferentiable[] = {DType::Float32,  DType::Float64,   DType::Float16,
                                 DType::BFloat16, DType::Complex64, DType::Complex128};
const Fill kGridFills[] = {Fill::Distinct, Fill::Constant, Fill::Equal, Fill::Dyadic};

/// A 15x20 case, large enough for a distinct fill to begin anew in bfloat16.
SwapCase largeCase(DType dtype, Fill fill, Selection selection) {
  SwapCase swapCase;
  swapCase.shape = {15, 20};
  swapCase.dtype = dtype;
  swapCase.fill = fill;
  swapCase.fillSeed = 5;
  swapCase.selection = std::move(selection);
  swapCase.operands.resize(operandCountOf(swapCase.family()));
  for (Operand& operand : swapCase.operands) operand = {contiguousLayout(2), true};
  swapCase.operands.back().layout = {{1, 0}, {1, 2}, 3};
  return swapCase;
}

/// Operands move as roots do that move by whole numbers from -kMaxGridMove to kMaxGridMove.
std::vector<HostTensor> directionFor(const PreparedCase& prepared) {
  const SwapCase& swapCase = prepared.swapCase;
  std::vector<Components> rootMoves;
  for (const RootPlan::Root& root : prepared.roots.roots) {
    rootMoves.emplace_back(static_cast<size_t>(numelOf(root.shape) * componentsOf(swapCase.dtype)));
    for (size_t c = 0; c < rootMoves.back().size(); ++c)
      rootMoves.back()[c] = static_cast<double>(spread(hashOf(8, rootMoves.size(), c), -kMaxGridMove, kMaxGridMove));
  }
  std::vector<HostTensor> direction;
  for (const Components& moves : pushedForward(prepared.roots, swapCase, rootMoves))
    direction.push_back(tensorOf(swapCase.dtype, swapCase.shape, moves));
  return direction;
}

std::vector<Components> componentsOfAll(const std::vector<HostTensor>& tensors) {
  std::vector<Components> all;
  for (const HostTensor& tensor : tensors) all.push_back(componentsOf(tensor));
  return all;
}

void expectExact(const SwapCase& swapCase, const std::string& strategy) {
  const PreparedCase prepared(swapCase);
  const std::vector<HostTensor> direction = directionFor(prepared);
  EXPECT_EQ(centralDifference({strategy, "", builtin(strategy)}, prepared, componentsOfAll(direction)),
            componentsOfAll(routed(prepared.routing, direction)))
      << strategy << " " << infoOf(swapCase.dtype).name << " " << fillName(swapCase.fill);
}

TEST(CentralDifference, OfASwapIsTheRoutedDirectionExactly) {
  for (DType dtype : kDifferentiable)
    for (Fill fill : kGridFills) {
      expectExact(largeCase(dtype, fill, WholeSelection{}), "whole.clone");
      expectExact(largeCase(dtype, fill, MaskSelection{MaskPattern::Random, {20}, 50, 3}), "masked.where");
      expectExact(largeCase(dtype, fill, IndexSelection{.shapes = {{8, 5}, {5}}, .seed = 3}), "indexed.mask-where");
      expectExact(largeCase(dtype, fill, PairSelection{.dim = 1, .pairs = 7, .seed = 3}), "within.index-select");
    }
}

TEST(CentralDifference, IsExactOnEveryPreparedCaseThatLiesOnAGrid) {
  const std::string right[] = {"whole.clone", "masked.where", "indexed.mask-where", "within.index-select"};
  for (Family family : kFamilies)
    for (const PreparedCase& prepared : preparedCases(family))
      if (isDifferentiable(prepared.swapCase.dtype) && gridStepOf(prepared.swapCase.fill) > 0)
        expectExact(prepared.swapCase, right[static_cast<size_t>(family)]);
}

TEST(CentralDifference, OfAScalingIsItsFactor) {
  const Strategy scaling = {"whole.scale", "", WholeSwap([](const at::Tensor& a, const at::Tensor& b) {
                              return TensorPair{b.mul(2), a.mul(-1)};
                            })};
  for (DType dtype : kDifferentiable)
    for (Fill fill : kGridFills) {
      const PreparedCase prepared(largeCase(dtype, fill, WholeSelection{}));
      const auto each = static_cast<size_t>(prepared.swapCase.numel() * componentsOf(dtype));
      EXPECT_EQ(centralDifference(scaling, prepared, {Components(each, 1), Components(each, 3)}),
                (std::vector<Components>{Components(each, 6), Components(each, -1)}))
          << infoOf(dtype).name;
    }
}

TEST(CentralDifference, OfAComplexConjugationNegatesTheImaginaryDirection) {
  const Strategy conjugation = {"whole.conj", "", WholeSwap([](const at::Tensor& a, const at::Tensor& b) {
                                  return TensorPair{b.conj(), a.clone()};
                                })};
  SwapCase swapCase = largeCase(DType::Complex64, Fill::Distinct, WholeSelection{});
  swapCase.shape = {1, 1};
  EXPECT_EQ(centralDifference(conjugation, PreparedCase(swapCase), {{1, 2}, {3, -1}}),
            (std::vector<Components>{{3, 1}, {1, 2}}));
}

}  // namespace
}  // namespace swapcheck
