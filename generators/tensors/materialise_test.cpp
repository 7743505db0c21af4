// A described case becomes the tensors that it describes.
#include "generators/tensors/materialise.h"

#include <ATen/ops/_efficientzerotensor.h>
#include <ATen/ops/_neg_view.h>
#include <ATen/ops/empty.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "generators/parts/draw.h"
#include "generators/tensors/roots.h"
#include "strategies/error.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

/// A case whose first operand requires grad and was saved by another graph.
SwapCase savedCase(bool leaf) {
  SwapCase swapCase = plainCase(WholeSelection{});
  Operand& operand = swapCase.operands[0];
  operand.requiresGrad = operand.saved = true;
  operand.leaf = leaf;
  return swapCase;
}

Inputs inputsOf(const SwapCase& swapCase) { return materialise(swapCase, hostInputsOf(swapCase)); }

/// A drawn layout that gives every element a place of its own.
Layout drawSeparateLayout(Draw& draw, const Shape& shape) {
  Layout layout = draw(genLayout(shape));
  layout.window = 0;
  for (int64_t& step : layout.step) step = std::max<int64_t>(step, 1);
  return layout;
}

/// The contents with the given components negated.
HostTensor negated(HostTensor contents, bool re, bool im) {
  std::vector<double> components = componentsOf(contents);
  for (size_t k = 0; k < components.size(); ++k)
    if (k % 2 == 1 && componentsOf(contents.dtype) == 2 ? im : re) components[k] = -components[k];
  return tensorOf(contents.dtype, contents.shape, components);
}

RC_GTEST_PROP(MakeTensor, IsReadBackBitForBitInEveryDTypeAndLayout, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  const Shape shape = draw(genShape(0));
  const Layout layout = drawSeparateLayout(draw, shape);
  for (const DTypeInfo& info : kDTypes) {
    if (!isSupported(info.dtype)) continue;
    const HostTensor contents = filled(info.dtype, shape, Fill::Special, seed, 0);
    const at::Tensor tensor = makeTensor(contents, layout);
    const Placement placement = placementOf(shape, layout);
    RC_ASSERT(readTensor(tensor) == contents);
    RC_ASSERT(readTensor(makeTensor(contents)) == contents);
    RC_ASSERT(tensor.scalar_type() == info.scalarType);
    RC_ASSERT(tensor.sizes().vec() == shape);
    RC_ASSERT(tensor.strides().vec() == placement.strides);
    RC_ASSERT(tensor.storage_offset() == placement.offset);
    RC_ASSERT(tensor.storage().nbytes() == static_cast<size_t>(placement.storageNumel * info.itemSize));
  }
}

RC_GTEST_PROP(MakeTensor, IsReadAsLibTorchReadsIt, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  const Shape shape = draw(genShape(0));
  for (const DTypeInfo& info : kDTypes) {
    if (!isSupported(info.dtype)) continue;
    const HostTensor contents = filled(info.dtype, shape, Fill::Dyadic, seed, 0);
    const at::Tensor dense = makeTensor(contents, drawSeparateLayout(draw, shape)).clone(c10::MemoryFormat::Contiguous);
    RC_ASSERT(dense.is_contiguous());
    const auto* bytes = static_cast<const std::byte*>(dense.data_ptr());
    RC_ASSERT(std::vector<std::byte>(bytes, bytes + dense.nbytes()) == contents.bytes);
  }
}

TEST(MakeTensor, LeavesNoPlausibleValueInItsGaps) {
  const HostTensor contents = filled(DType::Int8, {2}, Fill::Distinct, 0, 0);
  const at::Tensor tensor = makeTensor(contents, {{0}, {3}, 2});
  const auto* bytes = static_cast<const unsigned char*>(tensor.data_ptr()) - 2;
  EXPECT_EQ(std::vector<int>(bytes, bytes + 8), std::vector<int>({0x5a, 0x5a, 1, 0x5a, 0x5a, 2, 0x5a, 0x5a}));
}

TEST(MakeTensor, RefusesADTypeThatLibTorchHasNot) {
  for (const DTypeInfo& info : kDTypes)
    if (!isSupported(info.dtype))
      EXPECT_THROW(makeTensor(zeroTensor(info.dtype, {2})), InputError) << info.name;
    else
      EXPECT_NO_THROW(makeTensor(zeroTensor(info.dtype, {2}))) << info.name;
}

TEST(MakeTensor, GivesEveryTensorAStorageOfItsOwn) {
  const HostTensor contents = filled(DType::Float32, {2}, Fill::Distinct, 0, 0);
  EXPECT_FALSE(makeTensor(contents).is_alias_of(makeTensor(contents)));
}

TEST(MakeTensor, GivesOrdinaryTensorsThatAreNotViews) {
  const at::Tensor tensor = makeTensor(filled(DType::Float32, {2, 3}, Fill::Distinct, 0, 0), {{1, 0}, {1, 2}, 1});
  EXPECT_FALSE(tensor.is_view());
  EXPECT_FALSE(tensor.is_inference());
  EXPECT_FALSE(tensor.requires_grad());
  EXPECT_EQ(tensor._version(), 0);
  EXPECT_EQ(tensor.add(1).sum().item<double>(), 21 + 6);
}

TEST(ReadTensor, TakesAnExpandedTensor) {
  const at::Tensor tensor = makeTensor(filled(DType::Int32, {1, 3}, Fill::Distinct, 0, 0)).expand({2, 3});
  EXPECT_EQ(readTensor(tensor), tensorOf(DType::Int32, {2, 3}, {1, 2, 3, 1, 2, 3}));
}

TEST(ReadTensor, ResolvesALazyConjugation) {
  for (DType dtype : {DType::Complex64, DType::Complex128}) {
    const HostTensor contents = filled(dtype, {2, 3}, Fill::Dyadic, 4, 0);
    const at::Tensor lazy = makeTensor(contents, {{1, 0}, {2, 1}, 3}).conj();
    ASSERT_TRUE(lazy.is_conj());
    EXPECT_EQ(readTensor(lazy), negated(contents, false, true));
  }
}

TEST(ReadTensor, ResolvesALazyNegation) {
  for (DType dtype : {DType::Float32, DType::Float64, DType::Float16, DType::BFloat16, DType::Complex64}) {
    const HostTensor contents = filled(dtype, {2, 3}, Fill::Dyadic, 4, 0);
    const at::Tensor lazy = at::_neg_view(makeTensor(contents));
    ASSERT_TRUE(lazy.is_neg());
    EXPECT_EQ(readTensor(lazy), negated(contents, true, true)) << infoOf(dtype).name;
  }
}

TEST(ReadTensor, ResolvesALazyNegationOfALazyConjugation) {
  const HostTensor contents = filled(DType::Complex64, {2, 3}, Fill::Dyadic, 4, 0);
  const at::Tensor lazy = at::_neg_view(makeTensor(contents).conj());
  ASSERT_TRUE(lazy.is_neg() && lazy.is_conj());
  EXPECT_EQ(readTensor(lazy), negated(contents, true, false));
}

TEST(ReadTensor, ResolvesALazyNegationOfIntegers) {
  for (DType dtype : {DType::Int64, DType::Int32, DType::Int16, DType::Int8}) {
    const HostTensor contents = filled(dtype, {6}, Fill::Distinct, 4, 0);
    EXPECT_EQ(readTensor(at::_neg_view(makeTensor(contents))), negated(contents, true, true)) << infoOf(dtype).name;
  }
}

TEST(ReadTensor, TakesZerosThatHaveNoMemory) {
  const at::Tensor zeros = at::_efficientzerotensor({2, 3}, at::TensorOptions().dtype(at::kFloat));
  EXPECT_EQ(readTensor(zeros), zeroTensor(DType::Float32, {2, 3}));
}

TEST(ReadTensor, GivesNothingForTensorsItCannotRead) {
  EXPECT_FALSE(readTensor(at::Tensor()));
  EXPECT_FALSE(readTensor(makeTensor(zeroTensor(DType::Float32, {2, 3})).to_sparse()));
  EXPECT_FALSE(readTensor(at::empty({2}, at::TensorOptions().device(at::kMeta))));
}

RC_GTEST_PROP(Materialise, GivesEveryOperandTheAutogradStateThatIsDescribed, ()) {
  const SwapCase swapCase = *genSupportedCase();
  RC_PRE(isSupported(swapCase.dtype));
  const Inputs inputs = inputsOf(swapCase);
  RC_ASSERT(inputs.operands.size() == swapCase.operands.size());
  RC_ASSERT(inputs.savers.size() == swapCase.operands.size());
  for (size_t k = 0; k < inputs.operands.size(); ++k) {
    const Operand& described = swapCase.operands[k];
    RC_ASSERT(inputs.operands[k].requires_grad() == described.requiresGrad);
    RC_ASSERT(inputs.operands[k].is_leaf() == described.leaf);
    RC_ASSERT((inputs.operands[k].grad_fn() == nullptr) == described.leaf);
    RC_ASSERT(inputs.savers[k].defined() == described.saved);
    RC_ASSERT(inputs.operands[k].is_inference() == described.inference);
    RC_ASSERT(inputs.operands[k].is_view() == described.view);
    RC_ASSERT(inputs.operands[k].is_conj() == described.conjugated);
    RC_ASSERT(inputs.operands[k].is_neg() == described.negated);
    if (!described.inference) RC_ASSERT(inputs.operands[k]._version() == 0);
  }
}

RC_GTEST_PROP(Materialise, GivesTheContentsOnTheHost, ()) {
  const SwapCase swapCase = *genSupportedCase();
  RC_PRE(isSupported(swapCase.dtype));
  const HostInputs host = hostInputsOf(swapCase);
  const Inputs inputs = materialise(swapCase, host);
  RC_ASSERT(inputs.selection.size() == host.selection.size());
  for (size_t k = 0; k < host.operands.size(); ++k) RC_ASSERT(readTensor(inputs.operands[k]) == host.operands[k]);
  for (size_t k = 0; k < host.selection.size(); ++k) RC_ASSERT(readTensor(inputs.selection[k]) == host.selection[k]);
}

RC_GTEST_PROP(Materialise, GivesNoOperandAStateWithoutAutograd, ()) {
  const SwapCase swapCase = *genSupportedCase();
  const HostInputs host = hostInputsOf(swapCase);
  const Inputs inputs = materialise(swapCase, host, WithAutograd::No);
  RC_ASSERT(inputs.roots.empty());
  for (size_t k = 0; k < host.operands.size(); ++k) {
    RC_ASSERT(!inputs.operands[k].requires_grad() && !inputs.operands[k].is_inference());
    RC_ASSERT(readTensor(inputs.operands[k]) == host.operands[k]);
  }
}

bool haveOneStorage(const at::Tensor& a, const at::Tensor& b) {
  return a.storage().unsafeGetStorageImpl() == b.storage().unsafeGetStorageImpl();
}

RC_GTEST_PROP(Materialise, SharesStoragesAsDescribed, ()) {
  const SwapCase swapCase = *genSupportedCase();
  const Inputs inputs = inputsOf(swapCase);
  const at::Tensor& first = inputs.operands.front();
  if (inputs.operands.size() == 2) {
    RC_ASSERT(haveOneStorage(first, inputs.operands[1]) == (swapCase.sharing.operands != Relation::Separate));
    RC_ASSERT(first.is_same(inputs.operands[1]) == (swapCase.sharing.operands == Relation::Same));
  }
  for (const at::Tensor& tensor : inputs.selection)
    RC_ASSERT(haveOneStorage(first, tensor) == swapCase.sharing.selection);
}

RC_GTEST_PROP(Materialise, GivesTheRootsThatArePlanned, ()) {
  const SwapCase swapCase = *genSupportedCase();
  const RootPlan plan = rootPlanOf(swapCase);
  const Inputs inputs = inputsOf(swapCase);
  RC_ASSERT(inputs.roots.size() == plan.roots.size());
  for (size_t r = 0; r < plan.roots.size(); ++r) {
    RC_ASSERT(inputs.roots[r].requires_grad());
    RC_ASSERT(inputs.roots[r].sizes().vec() == plan.roots[r].shape);
    RC_ASSERT(haveOneStorage(inputs.roots[r], inputs.operands[plan.roots[r].operand]));
    RC_ASSERT(plan.roots[r].isBase != inputs.roots[r].is_same(inputs.operands[plan.roots[r].operand]));
  }
}

TEST(Materialise, PutsAllOfAGuardedCaseIntoItsPages) {
  SwapCase swapCase = plainCase(MaskSelection{MaskPattern::All, {2, 3}});
  swapCase.guarded = true;
  const Inputs inputs = inputsOf(swapCase);
  ASSERT_TRUE(inputs.guarded);
  for (const at::Tensor& tensor : {inputs.operands[0], inputs.operands[1], inputs.selection[0]}) {
    inputs.guarded->guard();
    tensor.mul_(tensor);
    EXPECT_EQ(inputs.guarded->release(), static_cast<const std::byte*>(tensor.data_ptr()) - inputs.guarded->data());
  }
}

TEST(Materialise, MakesASaverThatMissesAChangedOperand) {
  for (bool leaf : {true, false}) {
    const Inputs inputs = inputsOf(savedCase(leaf));
    inputs.operands[0].detach().fill_(0);
    EXPECT_THROW(inputs.savers[0].sum().backward(), c10::Error);
  }
}

TEST(Materialise, MakesASaverThatRunsBackwardWhenItsOperandIsAsItWas) {
  const Inputs inputs = inputsOf(savedCase(true));
  inputs.savers[0].sum().backward();
  EXPECT_EQ(readTensor(inputs.operands[0].grad()), tensorOf(DType::Float32, {2, 3}, {2, 4, 6, 8, 10, 12}));
}

TEST(CallSwap, PassesTheOperandsInOrder) {
  const SwapCase swapCase = plainCase(WholeSelection{});
  const Inputs inputs = inputsOf(swapCase);
  const Swap second = WholeSwap([](const at::Tensor& a, const at::Tensor& b) { return TensorPair{b, a}; });
  const std::vector<at::Tensor> results = callSwap(second, swapCase, inputs);
  ASSERT_EQ(results.size(), 2u);
  EXPECT_TRUE(results[0].is_same(inputs.operands[1]));
  EXPECT_TRUE(results[1].is_same(inputs.operands[0]));
}

TEST(CallSwap, PassesTheMaskAndTheIndices) {
  const SwapCase masked = plainCase(MaskSelection{MaskPattern::One, {3}});
  const Inputs maskedInputs = inputsOf(masked);
  const Swap giveMask =
      MaskedSwap([](const at::Tensor& a, const at::Tensor&, const at::Tensor& mask) { return TensorPair{mask, a}; });
  EXPECT_TRUE(callSwap(giveMask, masked, maskedInputs)[0].is_same(maskedInputs.selection[0]));

  const SwapCase indexed = plainCase(IndexSelection{.shapes = {{1}, {1}}});
  const Inputs indexedInputs = inputsOf(indexed);
  const Swap giveIndices = IndexedSwap([](const at::Tensor&, const at::Tensor&, const std::vector<at::Tensor>& index) {
    return TensorPair{index.at(0), index.at(1)};
  });
  EXPECT_TRUE(callSwap(giveIndices, indexed, indexedInputs)[1].is_same(indexedInputs.selection[1]));
}

TEST(CallSwap, PassesTheDimensionAsItIsDescribed) {
  const SwapCase within = plainCase(PairSelection{.dim = -1});
  const Inputs inputs = inputsOf(within);
  const Swap giveJ = WithinSwap([](const at::Tensor&, int64_t dim, const at::Tensor&, const at::Tensor& j) {
    EXPECT_EQ(dim, -1);
    return j;
  });
  const std::vector<at::Tensor> results = callSwap(giveJ, within, inputs);
  ASSERT_EQ(results.size(), 1u);
  EXPECT_TRUE(results[0].is_same(inputs.selection[1]));
}

}  // namespace
}  // namespace swapcheck
