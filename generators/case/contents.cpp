#include "generators/case/contents.h"

#include <algorithm>
#include <cstring>

#include "generators/parts/float_format.h"
#include "generators/parts/index.h"

namespace swapcheck {
namespace {

template <typename Bits, typename Predicate>
bool anyComponentOfWidth(const HostTensor& tensor, Predicate isSuch) {
  for (size_t at = 0; at < tensor.bytes.size(); at += sizeof(Bits)) {
    Bits bits;
    std::memcpy(&bits, tensor.bytes.data() + at, sizeof bits);
    if (isSuch(uint64_t{bits})) return true;
  }
  return false;
}

/// `isSuch` looks at the bits of a component.
template <typename Predicate>
bool anyComponent(const HostTensor& tensor, Predicate isSuch) {
  switch (tensor.itemSize() / componentsOf(tensor.dtype)) {
    case 1: return anyComponentOfWidth<uint8_t>(tensor, isSuch);
    case 2: return anyComponentOfWidth<uint16_t>(tensor, isSuch);
    case 4: return anyComponentOfWidth<uint32_t>(tensor, isSuch);
    default: return anyComponentOfWidth<uint64_t>(tensor, isSuch);
  }
}

/// `isSuch` looks at the format and the bits of a floating component; no integer is such.
template <typename Predicate>
bool anyFloat(const HostTensor& tensor, Predicate isSuch) {
  if (infoOf(tensor.dtype).floatBits == 0) return false;
  return anyComponent(tensor,
                      [isSuch, format = formatOf(tensor.dtype)](uint64_t bits) { return isSuch(format, bits); });
}

bool hasLargestInteger(const HostTensor& tensor) {
  const uint64_t highBit = uint64_t{1} << (8 * tensor.itemSize() - 1);
  if (isUnsigned(tensor.dtype))
    return anyComponent(tensor, [=](uint64_t bits) { return bits == (highBit | (highBit - 1)); });
  return anyComponent(tensor, [=](uint64_t bits) { return bits == highBit || bits == highBit - 1; });
}

}  // namespace

bool hasNaN(const HostTensor& tensor) {
  return anyFloat(tensor, [](FloatFormat format, uint64_t bits) { return format.isNaN(bits); });
}

bool hasInfinity(const HostTensor& tensor) {
  return anyFloat(tensor, [](FloatFormat format, uint64_t bits) { return format.isInfinity(bits); });
}

bool hasZero(const HostTensor& tensor) {
  return anyFloat(tensor, [](FloatFormat format, uint64_t bits) { return format.isZero(bits); });
}

bool hasNegativeZero(const HostTensor& tensor) {
  return anyFloat(tensor, [](FloatFormat format, uint64_t bits) { return format.isNegativeZero(bits); });
}

bool hasSubnormal(const HostTensor& tensor) {
  return anyFloat(tensor, [](FloatFormat format, uint64_t bits) { return format.isSubnormal(bits); });
}

bool hasLargest(const HostTensor& tensor) {
  if (infoOf(tensor.dtype).kind == DTypeKind::Integer) return hasLargestInteger(tensor);
  return anyFloat(tensor, [](FloatFormat format, uint64_t bits) { return format.isLargestFinite(bits); });
}

IndexFacts indexFactsOf(const std::vector<HostTensor>& index, const Shape& shape) {
  IndexFacts facts;
  for (const HostTensor& tensor : index)
    for (int64_t value : indexValues(tensor)) facts.negative |= value < 0;
  std::vector<int64_t> named = namedPositions(index, shape);
  const int64_t places = numelOf({shape.begin(), shape.begin() + static_cast<long>(index.size())});
  std::sort(named.begin(), named.end());
  const auto end = std::unique(named.begin(), named.end());
  facts.repeated = end != named.end();
  named.erase(end, named.end());
  facts.last = !named.empty() && named.back() == places - 1;
  facts.everything = places > 0 && static_cast<int64_t>(named.size()) == places;
  return facts;
}

}  // namespace swapcheck
