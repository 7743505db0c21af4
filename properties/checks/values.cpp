// The `values` property.
#include "properties/calls/another_call.h"
#include "properties/comparison.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

/// Bits that stand for the right numbers are told apart: some operators of LibTorch lose those, and that must not hide
/// wrong numbers.
const char* checkOf(Difference difference) {
  if (difference == Difference::ZeroSign) return "zero-sign";
  return difference == Difference::NaNBits ? "nan-bits" : "bits";
}

}  // namespace

Outcome checkValues(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  const std::vector<HostTensor> got = contentsOf(o);
  const std::vector<HostTensor>& expected = o.prepared.expected;
  size_t worst = 0;
  Difference difference = Difference::None;
  for (size_t r = 0; r < got.size(); ++r)
    if (const Difference here = differenceOf(expected[r], got[r]); here > difference) worst = r, difference = here;
  if (difference == Difference::None) return Passed{};
  return mismatch(checkOf(difference), resultName(o.prepared.swapCase, worst), expected[worst], got[worst],
                  differingBits(expected[worst], got[worst]));
}

}  // namespace swapcheck
