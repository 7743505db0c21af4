#include "generators/contents.h"

#include <algorithm>

#include "generators/float_format.h"
#include "generators/index.h"

namespace swapcheck {
namespace {

template <typename Predicate>
bool anyComponent(const HostTensor& tensor, int64_t flat, Predicate isSuch) {
  if (infoOf(tensor.dtype).floatBits == 0) return false;
  const FloatFormat format = formatOf(tensor.dtype);
  for (int c = 0; c < componentsOf(tensor.dtype); ++c)
    if (isSuch(format, componentBits(tensor, flat, c))) return true;
  return false;
}

bool isLargestInteger(const HostTensor& tensor, int64_t flat) {
  const uint64_t highBit = uint64_t{1} << (8 * tensor.itemSize() - 1);
  const uint64_t bits = componentBits(tensor, flat);
  if (isUnsigned(tensor.dtype)) return bits == (highBit | (highBit - 1));
  return bits == highBit || bits == highBit - 1;
}

}  // namespace

bool isNaNAt(const HostTensor& tensor, int64_t flat) {
  return anyComponent(tensor, flat, [](FloatFormat format, uint64_t bits) { return format.isNaN(bits); });
}

bool isInfinityAt(const HostTensor& tensor, int64_t flat) {
  return anyComponent(tensor, flat, [](FloatFormat format, uint64_t bits) { return format.isInfinity(bits); });
}

bool isZeroAt(const HostTensor& tensor, int64_t flat) {
  return anyComponent(tensor, flat,
                      [](FloatFormat format, uint64_t bits) { return bits == 0 || format.isNegativeZero(bits); });
}

bool isNegativeZeroAt(const HostTensor& tensor, int64_t flat) {
  return anyComponent(tensor, flat, [](FloatFormat format, uint64_t bits) { return format.isNegativeZero(bits); });
}

bool isSubnormalAt(const HostTensor& tensor, int64_t flat) {
  return anyComponent(tensor, flat, [](FloatFormat format, uint64_t bits) { return format.isSubnormal(bits); });
}

bool isLargestAt(const HostTensor& tensor, int64_t flat) {
  if (infoOf(tensor.dtype).kind == DTypeKind::Integer) return isLargestInteger(tensor, flat);
  return anyComponent(tensor, flat, [](FloatFormat format, uint64_t bits) { return format.isLargestFinite(bits); });
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
