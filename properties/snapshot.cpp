// Compares a tensor that went in with what it was before the call: bytes of its whole storage first, since only bytes
// do not lie.
#include <fmt/format.h>
#include <torch/csrc/autograd/variable.h>

#include <algorithm>

#include "generators/parts/strided.h"
#include "properties/grid.h"
#include "properties/observation.h"

namespace swapcheck {
namespace {

/// None of a tensor on another device.
std::span<const std::byte> storageBytes(const at::Tensor& tensor) {
  if (!tensor.device().is_cpu()) return {};
  const c10::Storage& storage = tensor.storage();
  return {static_cast<const std::byte*>(storage.data()), storage.nbytes()};
}

/// LibTorch had names of dimensions until it took them out after 2.6.
template <typename Tensor>
bool hasNames(const Tensor& tensor) {
  if constexpr (requires { tensor.has_names(); })
    return tensor.has_names();
  else
    return false;
}

NodePtr gradFnOf(const at::Tensor& tensor) { return tensor.requires_grad() ? tensor.grad_fn() : nullptr; }

/// Inference tensors have no version counter, nor have those that were given the data of one.
int64_t versionOf(const at::Tensor& tensor) {
  const c10::VariableVersion& counter = tensor.unsafeGetTensorImpl()->version_counter();
  return counter.enabled() ? counter.current_version() : 0;
}

/// Not by Tensor::grad(), which warns of non-leaves.
const at::Tensor& gradOf(const at::Tensor& tensor) {
  const c10::TensorImpl& impl = *tensor.unsafeGetTensorImpl();
  return impl.grad();
}

std::vector<std::byte> gradBytesOf(const at::Tensor& tensor) {
  const at::Tensor& grad = gradOf(tensor);
  if (!grad.defined() || !grad.has_storage()) return {};
  const auto bytes = storageBytes(grad);
  return {bytes.begin(), bytes.end()};
}

/// Hooks on the tensor's gradient.
int64_t hookCountOf(const at::Tensor& tensor) {
  const auto* meta = torch::autograd::impl::get_autograd_meta(tensor);
  if (!meta || !meta->cpp_hooks_list_) return 0;
  const auto& hooks = *meta->cpp_hooks_list_;
  return std::count_if(hooks.begin(), hooks.end(), [](const auto& hook) { return static_cast<bool>(hook); });
}

/// Row-major position of the tensor's element that lies on that element of its storage, or nothing.
std::optional<int64_t> positionOf(const at::Tensor& tensor, int64_t storageElement) {
  std::optional<int64_t> found;
  int64_t position = 0;
  forEachOffset(std::span(tensor.sizes().data(), tensor.sizes().size()),
                std::span(tensor.strides().data(), tensor.strides().size()), [&](int64_t offset) {
                  if (tensor.storage_offset() + offset == storageElement) found = position;
                  ++position;
                });
  return found;
}

}  // namespace

InputSnapshot::InputSnapshot(std::string name, const at::Tensor& tensor)
    : name_(std::move(name)),
      tensor_(tensor),
      bytes_(storageBytes(tensor).begin(), storageBytes(tensor).end()),
      sizes_(tensor.sizes().vec()),
      strides_(tensor.strides().vec()),
      offset_(tensor.storage_offset()),
      storage_(tensor.storage()),
      storageSize_(storage_.nbytes()),
      dtype_(tensor.scalar_type()),
      version_(versionOf(tensor)),
      requiresGrad_(tensor.requires_grad()),
      isLeaf_(tensor.is_leaf()),
      grad_(gradOf(tensor)),
      gradBytes_(gradBytesOf(tensor)),
      hooks_(hookCountOf(tensor)),
      retainsGrad_(tensor.retains_grad()),
      hasNames_(hasNames(tensor)),
      isConj_(tensor.is_conj()),
      isNeg_(tensor.is_neg()),
      gradFn_(gradFnOf(tensor)) {}

std::optional<Falsified> InputSnapshot::difference() const {
  if (auto state = differenceOfState()) return state;
  return differenceOfBytes();
}

std::optional<Falsified> InputSnapshot::differenceOfState() const {
  auto changed = [this](const char* check, const std::string& what) {
    return Falsified{check, fmt::format("{}: {}", name_, what), {}};
  };
  if (tensor_.storage().unsafeGetStorageImpl() != storage_.unsafeGetStorageImpl())
    return changed("storage", "it has another storage now");
  if (tensor_.scalar_type() != dtype_)
    return changed("dtype", fmt::format("it was of dtype {}, now {}", c10::toString(dtype_),
                                        c10::toString(tensor_.scalar_type())));
  if (tensor_.sizes() != c10::IntArrayRef(sizes_))
    return changed("sizes",
                   fmt::format("its sizes were {}, now {}", toString(sizes_), toString(tensor_.sizes().vec())));
  if (tensor_.strides() != c10::IntArrayRef(strides_) || tensor_.storage_offset() != offset_)
    return changed("strides", fmt::format("its strides were {} from offset {}, now {} from {}", toString(strides_),
                                          offset_, toString(tensor_.strides().vec()), tensor_.storage_offset()));
  if (storage_.nbytes() != storageSize_)
    return changed("storage", fmt::format("its storage held {} bytes, now {}", storageSize_, storage_.nbytes()));
  if (tensor_.is_conj() != isConj_ || tensor_.is_neg() != isNeg_)
    return changed("lazy-sign", "it is lazily conjugated or negated otherwise than before");
  if (tensor_.requires_grad() != requiresGrad_)
    return changed("requires-grad", fmt::format("requires_grad was {}, now {}", requiresGrad_, !requiresGrad_));
  if (tensor_.is_leaf() != isLeaf_) return changed("leaf", fmt::format("is_leaf was {}, now {}", isLeaf_, !isLeaf_));
  if (gradFnOf(tensor_) != gradFn_) return changed("grad-fn", "it has another grad_fn now");
  if (gradOf(tensor_).defined() && !grad_.defined()) return changed("grad", "a gradient was accumulated into it");
  if (!gradOf(tensor_).is_same(grad_)) return changed("grad", "its .grad, gathered earlier, was taken away");
  if (gradBytesOf(tensor_) != gradBytes_) return changed("grad", "its .grad, gathered earlier, was written to");
  if (hookCountOf(tensor_) != hooks_)
    return changed("hook", hookCountOf(tensor_) > hooks_ ? "a hook was left on its gradient"
                                                         : "a hook of the caller's on its gradient is gone");
  if (tensor_.retains_grad() != retainsGrad_) return changed("retains-grad", "it retains its gradient otherwise");
  if (hasNames(tensor_) != hasNames_) return changed("names", "its dimensions have names, or lost them");
  return std::nullopt;
}

std::optional<Falsified> InputSnapshot::differenceOfBytes() const {
  const auto now = storageBytes(tensor_);
  const auto was = std::mismatch(bytes_.begin(), bytes_.end(), now.begin(), now.end()).first;
  if (was != bytes_.end()) {
    const auto at = static_cast<int64_t>((was - bytes_.begin()) / static_cast<long>(tensor_.element_size()));
    const auto position = positionOf(tensor_, at);
    if (!position)
      return Falsified{
          "bytes", fmt::format("{}: element {} of its storage, outside the view, was written to", name_, at), {}};
    auto contents = readTensor(tensor_);
    return Falsified{"bytes",
                     fmt::format("{}: its element {} was written to", name_, coordinatesText(*position, sizes_)),
                     {gridOf(name_ + " after the call", *contents, {*position})}};
  }
  if (versionOf(tensor_) != version_)
    return Falsified{"version",
                     fmt::format("{}: its version counter was {}, now {}: something was written in place", name_,
                                 version_, versionOf(tensor_)),
                     {}};
  return std::nullopt;
}

}  // namespace swapcheck
