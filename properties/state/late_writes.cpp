#include "properties/state/late_writes.h"

#include <algorithm>
#include <span>

namespace swapcheck {
namespace {

constexpr size_t kMostBytes = 65536;

std::span<const std::byte> bytesOf(const c10::Storage& storage) {
  return {static_cast<const std::byte*>(storage.data_ptr().get()), storage.nbytes()};
}

bool isSmall(const at::Tensor& tensor) {
  return tensor.defined() && tensor.has_storage() && tensor.device().is_cpu() &&
         tensor.storage().nbytes() <= kMostBytes && tensor.storage().data_ptr().get() != nullptr;
}

}  // namespace

void LateWrites::keep(const std::string& strategy, const std::vector<at::Tensor>& tensors) {
  std::vector<Kept>& kept = kept_[strategy];
  kept.clear();
  for (const at::Tensor& tensor : tensors) {
    if (!isSmall(tensor)) continue;
    const auto bytes = bytesOf(tensor.storage());
    kept.push_back({tensor.storage(), {bytes.begin(), bytes.end()}});
  }
}

bool LateWrites::take(const std::string& strategy) {
  const auto node = kept_.extract(strategy);
  return node && std::any_of(node.mapped().begin(), node.mapped().end(), [](const Kept& kept) {
           const auto now = bytesOf(kept.storage);
           return !std::equal(now.begin(), now.end(), kept.bytes.begin(), kept.bytes.end());
         });
}

}  // namespace swapcheck
