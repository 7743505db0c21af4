#include "properties/autograd/cotangent.h"

#include <algorithm>

#include "generators/parts/hash.h"

namespace swapcheck {
namespace {

constexpr int64_t kLargestWeight = 4;

/// One of -largest to -1 and 1 to largest.
double weightFrom(uint64_t bits, int64_t largest = kLargestWeight) {
  const int64_t magnitude = spread(bits >> 1, 1, largest);
  return static_cast<double>(bits & 1 ? -magnitude : magnitude);
}

Layout steppedLayout(size_t rank) {
  Layout layout = contiguousLayout(rank);
  std::reverse(layout.order.begin(), layout.order.end());
  std::fill(layout.step.begin(), layout.step.end(), 2);
  return layout;
}

}  // namespace

HostTensor wholeNumbers(const SwapCase& swapCase, const Shape& shape, uint64_t stream, int64_t largest) {
  HostTensor contents = zeroTensor(swapCase.dtype, shape);
  for (int64_t i = 0; i < contents.numel(); ++i) {
    const uint64_t bits = hashOf(swapCase.cotangent.seed, stream, static_cast<uint64_t>(i));
    writeElement(swapCase.dtype, contents.at(i), weightFrom(bits, largest), weightFrom(mixBits(bits), largest));
  }
  return contents;
}

bool hasCotangent(const SwapCase& swapCase, size_t result) {
  if (swapCase.family() == Family::Within) return true;
  if (swapCase.cotangent.kind == CotangentKind::FirstOnly) return result == 0;
  if (swapCase.cotangent.kind == CotangentKind::SecondOnly) return result == 1;
  return true;
}

std::vector<HostTensor> cotangentsOf(const SwapCase& swapCase) {
  std::vector<HostTensor> cotangents;
  for (size_t r = 0; r < swapCase.operands.size(); ++r) {
    HostTensor contents = zeroTensor(swapCase.dtype, swapCase.shape);
    if (hasCotangent(swapCase, r) && swapCase.cotangent.kind != CotangentKind::Zero)
      for (int64_t i = 0; i < contents.numel(); ++i) {
        const auto position = static_cast<uint64_t>(swapCase.cotangent.kind == CotangentKind::Expanded ? 0 : i);
        writeElement(swapCase.dtype, contents.at(i), weightFrom(hashOf(swapCase.cotangent.seed, 2 * r, position)),
                     weightFrom(hashOf(swapCase.cotangent.seed, 2 * r + 1, position)));
      }
    cotangents.push_back(std::move(contents));
  }
  return cotangents;
}

at::Tensor cotangentTensor(const SwapCase& swapCase, const HostTensor& contents) {
  const bool expands = swapCase.cotangent.kind == CotangentKind::Expanded && contents.numel() > 0;
  if (expands) {
    HostTensor one = zeroTensor(contents.dtype, {});
    std::copy_n(contents.at(0), contents.itemSize(), one.at(0));
    return makeTensor(one).expand(contents.shape);
  }
  if (swapCase.cotangent.kind == CotangentKind::Strided)
    return makeTensor(contents, steppedLayout(contents.shape.size()));
  return makeTensor(contents);
}

}  // namespace swapcheck
