#include "properties/autograd/cotangent.h"

#include "generators/parts/hash.h"
#include "generators/parts/shared_image.h"

namespace swapcheck {
namespace {

constexpr int64_t kLargestWeight = 4;

/// One of -largest to -1 and 1 to largest.
double weightFrom(uint64_t bits, int64_t largest = kLargestWeight) {
  const int64_t magnitude = spread(bits >> 1, 1, largest);
  return static_cast<double>(bits & 1 ? -magnitude : magnitude);
}

/// The tensor of those contents, with the case's lazy signs.
at::Tensor signedTensor(const Cotangent& cotangent, HostTensor contents, const Layout& layout) {
  applyLazySigns(contents, cotangent.negated, cotangent.conjugated);
  at::Tensor tensor = makeTensor(contents, layout);
  tensor.unsafeGetTensorImpl()->_set_conj(cotangent.conjugated);
  tensor.unsafeGetTensorImpl()->_set_neg(cotangent.negated);
  return tensor;
}

Layout layoutApart(const Cotangent& cotangent, const Shape& shape) {
  Layout layout = layoutOf(cotangent, shape);
  separateElements(layout);
  return layout;
}

HostTensor weightsFor(const SwapCase& swapCase, size_t result) {
  HostTensor contents = zeroTensor(swapCase.dtype, swapCase.shape);
  for (int64_t i = 0; i < contents.numel(); ++i) {
    const auto position = static_cast<uint64_t>(i);
    writeElement(swapCase.dtype, contents.at(i), weightFrom(hashOf(swapCase.cotangent.seed, 2 * result, position)),
                 weightFrom(hashOf(swapCase.cotangent.seed, 2 * result + 1, position)));
  }
  settle(contents, layoutOf(swapCase.cotangent, swapCase.shape));
  return contents;
}

}  // namespace

HostTensor wholeNumbers(const SwapCase& swapCase, const Shape& shape, uint64_t stream, int64_t largest) {
  HostTensor contents = zeroTensor(swapCase.dtype, shape);
  for (int64_t i = 0; i < contents.numel(); ++i) {
    const uint64_t bits = hashOf(swapCase.cotangent.seed, stream, static_cast<uint64_t>(i));
    writeElement(swapCase.dtype, contents.at(i), weightFrom(bits, largest), weightFrom(mixBits(bits), largest));
  }
  settle(contents, layoutOf(swapCase.cotangent, shape));
  return contents;
}

bool hasCotangent(const SwapCase& swapCase, size_t result) {
  if (swapCase.cotangent.results == CotangentResults::FirstOnly) return result == 0;
  if (swapCase.cotangent.results == CotangentResults::SecondOnly) return result == 1;
  return true;
}

std::vector<HostTensor> cotangentsOf(const SwapCase& swapCase) {
  const Cotangent& cotangent = swapCase.cotangent;
  std::vector<HostTensor> cotangents;
  for (size_t r = 0; r < swapCase.operands.size(); ++r)
    cotangents.push_back(hasCotangent(swapCase, r) && !cotangent.zero
                             ? weightsFor(swapCase, cotangent.results == CotangentResults::Shared ? 0 : r)
                             : zeroTensor(swapCase.dtype, swapCase.shape));
  return cotangents;
}

at::Tensor laidOut(const SwapCase& swapCase, const HostTensor& contents) {
  return signedTensor(swapCase.cotangent, contents, layoutOf(swapCase.cotangent, contents.shape));
}

at::Tensor laidOutApart(const SwapCase& swapCase, const HostTensor& contents) {
  return signedTensor(swapCase.cotangent, contents, layoutApart(swapCase.cotangent, contents.shape));
}

std::vector<at::Tensor> cotangentTensors(const SwapCase& swapCase, const std::vector<HostTensor>& contents) {
  std::vector<at::Tensor> tensors;
  for (size_t r = 0; r < contents.size(); ++r) {
    const bool repeated = r > 0 && swapCase.cotangent.results == CotangentResults::Shared;
    tensors.push_back(repeated                    ? tensors.front()
                      : hasCotangent(swapCase, r) ? laidOut(swapCase, contents[r])
                                                  : at::Tensor());
  }
  return tensors;
}

}  // namespace swapcheck
