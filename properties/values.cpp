// The `values` property.
#include "properties/comparison.h"
#include "properties/property.h"

namespace swapcheck {

Outcome checkValues(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  for (size_t r = 0; r < o.results.size(); ++r) {
    const HostTensor got = *readTensor(o.results[r]);
    const HostTensor& expected = o.prepared.expected[r];
    const std::vector<int64_t> wrong = differingBits(expected, got);
    if (!wrong.empty()) return mismatch("bits", resultName(o.prepared.swapCase, r), expected, got, wrong);
  }
  return Passed{};
}

}  // namespace swapcheck
