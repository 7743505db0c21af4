#include "harness/counting/failing_cases.h"

namespace swapcheck {
namespace {

constexpr size_t kFirstCases = 64;

}  // namespace

void FailingCases::add(const FailingCase& failing) {
  const FeatureSet common = kept_.empty() ? failing.features : common_ & failing.features;
  if (kept_.size() >= kFirstCases && common == common_) return;
  kept_.push_back(failing);
  common_ = common;
}

}  // namespace swapcheck
