// A spoilt input breaks the contract in the way that its defect says, and in no other.
#include "generators/tensors/spoil.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <set>

#include "generators/tensors/materialise.h"
#include "tests/support/generators.h"

namespace swapcheck {
namespace {

Inputs spoiltInputs(SwapCase swapCase, Defect defect, uint64_t seed = 0) {
  swapCase.defect = defect;
  swapCase.defectSeed = seed;
  return materialise(swapCase, hostInputsOf(swapCase));
}

/// Whether the sizes broadcast together, by the rule of NumPy.
bool broadcast(const Shape& a, const Shape& b) {
  for (size_t k = 1; k <= std::min(a.size(), b.size()); ++k) {
    const int64_t x = a[a.size() - k], y = b[b.size() - k];
    if (x != y && x != 1 && y != 1) return false;
  }
  return true;
}

std::vector<int64_t> numbersOf(const at::Tensor& tensor) {
  const HostTensor contents = *readTensor(tensor);
  std::vector<int64_t> numbers(static_cast<size_t>(contents.numel()));
  if (!numbers.empty()) std::memcpy(numbers.data(), contents.bytes.data(), contents.bytes.size());
  return numbers;
}

/// What of the contract the operands break.
std::set<std::string> faultsOfOperands(const Inputs& in, const SwapCase& c) {
  if (!in.operands[0].defined()) return {c.family() == Family::Within ? "undefined-x" : "undefined-a"};
  if (c.family() == Family::Within) return {};
  const at::Tensor& b = in.operands[1];
  if (!b.defined()) return {"undefined-b"};
  std::set<std::string> faults;
  const Shape shape = b.sizes().vec();
  if (!broadcast(shape, c.shape))
    faults.insert("other-shape");
  else if (shape.size() != c.shape.size())
    faults.insert("other-rank");
  else if (shape != c.shape)
    faults.insert("broadcast-size");
  if (b.scalar_type() != in.operands[0].scalar_type()) faults.insert("other-dtype");
  if (b.device() != in.operands[0].device()) faults.insert("other-device");
  return faults;
}

std::set<std::string> faultsOfMask(const at::Tensor& mask, const Shape& shape) {
  if (!mask.defined()) return {"undefined-mask"};
  std::set<std::string> faults;
  if (mask.scalar_type() == at::kByte) faults.insert("mask-uint8");
  if (mask.scalar_type() == at::kLong) faults.insert("mask-int64");
  if (mask.scalar_type() == at::kFloat) faults.insert("mask-float");
  if (mask.is_meta()) faults.insert("mask-device");
  const Shape sizes = mask.sizes().vec();
  if (sizes.size() > shape.size())
    faults.insert("mask-extra-dim");
  else if (!broadcast(sizes, shape))
    faults.insert("mask-other-shape");
  else if (!broadcastsTo(sizes, shape))
    faults.insert("mask-larger");
  return faults;
}

std::set<std::string> faultsOfIndices(const std::vector<at::Tensor>& index, const Shape& shape) {
  if (index.empty()) return {"index-none"};
  std::set<std::string> faults;
  if (index.size() > shape.size()) faults.insert("index-too-many");
  for (size_t k = 0; k < index.size(); ++k) {
    const at::Tensor& tensor = index[k];
    if (!tensor.defined())
      faults.insert("undefined-index");
    else if (tensor.is_meta())
      faults.insert("index-device");
    else if (tensor.scalar_type() == at::kFloat)
      faults.insert("index-float");
    else if (tensor.scalar_type() == at::kInt)
      faults.insert("index-int32");
    else if (tensor.scalar_type() == at::kBool)
      faults.insert("index-bool");
    else if (k < shape.size())
      for (int64_t number : numbersOf(tensor)) {
        if (number >= shape[k]) faults.insert("index-too-large");
        if (number < -shape[k]) faults.insert("index-too-negative");
      }
    for (size_t j = 0; j < k; ++j)
      if (tensor.defined() && index[j].defined() && tensor.scalar_type() != at::kBool &&
          index[j].scalar_type() != at::kBool && !broadcast(index[j].sizes().vec(), tensor.sizes().vec()))
        faults.insert("index-other-shape");
  }
  return faults;
}

std::set<std::string> faultsOfSlices(const Inputs& in, const SwapCase& c) {
  const auto rank = static_cast<int64_t>(c.shape.size());
  const int64_t described = std::get<PairSelection>(c.selection).dim;
  const int64_t dim = in.dim.value_or(described);
  if (dim < -rank || dim >= rank) return {"dim-out-of-range"};
  if (!in.selection[0].defined()) return {"undefined-i"};
  if (!in.selection[1].defined()) return {"undefined-j"};
  std::set<std::string> faults;
  std::vector<int64_t> named[2];
  for (size_t k = 0; k < 2; ++k) {
    const at::Tensor& tensor = in.selection[k];
    if (tensor.is_meta()) return {"slices-device"};
    if (tensor.scalar_type() == at::kFloat) return {"slices-float"};
    if (tensor.dim() != 1) faults.insert("slices-not-1d");
    named[k] = numbersOf(tensor);
    for (int64_t number : named[k]) {
      const int64_t size = c.shape[wrappedDim(described, c.shape)];
      if (number >= size) faults.insert("slice-too-large");
      if (number < 0) faults.insert(number < -size ? "slice-too-negative" : "slice-negative");
    }
  }
  if (named[0].size() != named[1].size()) faults.insert("slices-length");
  const std::set<int64_t> i(named[0].begin(), named[0].end()), j(named[1].begin(), named[1].end());
  if (i.size() < named[0].size()) faults.insert("slice-twice-in-i");
  if (j.size() < named[1].size()) faults.insert("slice-twice-in-j");
  for (int64_t number : i)
    if (j.count(number)) faults.insert("slice-in-both");
  return faults;
}

std::set<std::string> faultsOf(const Inputs& in, const SwapCase& c) {
  std::set<std::string> faults = faultsOfOperands(in, c);
  switch (c.family()) {
    case Family::Whole: break;
    case Family::Masked: faults.merge(faultsOfMask(in.selection[0], c.shape)); break;
    case Family::Indexed: faults.merge(faultsOfIndices(in.selection, c.shape)); break;
    case Family::Within: faults.merge(faultsOfSlices(in, c)); break;
  }
  return faults;
}

RC_GTEST_PROP(Spoil, BreaksTheContractAsTheDefectSaysAndInNoOtherWay, ()) {
  const SwapCase swapCase = *genSupportedDefectiveCase();
  const Inputs inputs = materialise(swapCase, hostInputsOf(swapCase));
  std::set<std::string> faults = faultsOf(inputs, swapCase);
  if (swapCase.numel() == 0 && swapCase.defect != Defect::IndexTooLarge)
    faults.erase("index-too-large");  // no entry is in range of a dimension of size 0
  RC_ASSERT(faults == std::set<std::string>{std::string(defectName(swapCase.defect))});
}

RC_GTEST_PROP(Spoil, LeavesAValidCaseAlone, ()) {
  const SwapCase swapCase = *genSupportedCase();
  RC_ASSERT(faultsOf(materialise(swapCase, hostInputsOf(swapCase)), swapCase).empty());
}

TEST(Spoil, StrikesTheFirstTheLastAndOtherEntriesOfEveryIndexTensor) {
  const SwapCase swapCase = plainCase(IndexSelection{.shapes = flatIndexShapes(2, 4)});
  std::set<std::pair<size_t, size_t>> struck;
  for (uint64_t seed = 0; seed < 200; ++seed) {
    const Inputs in = spoiltInputs(swapCase, Defect::IndexTooLarge, seed);
    for (size_t k = 0; k < 2; ++k)
      for (size_t entry = 0; entry < 4; ++entry)
        if (numbersOf(in.selection[k])[entry] >= swapCase.shape[k]) struck.emplace(k, entry);
  }
  EXPECT_EQ(struck.size(), 8u);
}

TEST(Spoil, PutsIndicesOutOfRangeOfTensorsWithoutElements) {
  SwapCase swapCase = plainCase(IndexSelection{.shapes = flatIndexShapes(1, 0)});
  swapCase.shape = {0, 3};
  EXPECT_EQ(numbersOf(spoiltInputs(swapCase, Defect::IndexTooLarge).selection[0]), std::vector<int64_t>{0});
  EXPECT_EQ(numbersOf(spoiltInputs(swapCase, Defect::IndexTooNegative).selection[0]), std::vector<int64_t>{-1});
}

TEST(Spoil, DropsTheSaverOfAnOperandThatIsReplaced) {
  SwapCase swapCase = plainCase(WholeSelection{});
  for (Operand& operand : swapCase.operands) operand.requiresGrad = operand.saved = true;
  const Inputs in = spoiltInputs(swapCase, Defect::OtherShape);
  EXPECT_TRUE(in.savers[0].defined());
  EXPECT_FALSE(in.savers[1].defined());
  EXPECT_TRUE(in.operands[1].requires_grad());
}

}  // namespace
}  // namespace swapcheck
