#include "properties/state/guarded_allocator.h"

#include <c10/core/CPUAllocator.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

namespace swapcheck {
namespace {

/// Of tensors' memory in LibTorch, and of vector instructions.
constexpr size_t kAlignment = 64;
constexpr size_t kGuard = 64;
constexpr auto kPattern = std::byte{0xb7};

/// What stands before the memory: its size, and guard bytes up to the memory itself.
struct Head {
  size_t size;
  /// `size`, inverted: whether the size can be believed.
  size_t inverse;
  std::byte guard[kGuard - 2 * sizeof(size_t)];
};
static_assert(sizeof(Head) == kGuard);

Head* headOf(void* memory) { return reinterpret_cast<Head*>(static_cast<std::byte*>(memory) - kGuard); }

/// The first byte of a guard that is another than it was, or `count`.
size_t firstChanged(const std::byte* guard, size_t count) {
  return static_cast<size_t>(std::find_if(guard, guard + count, [](std::byte b) { return b != kPattern; }) - guard);
}

void putGuards(void* memory, size_t size) {
  Head* head = headOf(memory);
  *head = {size, ~size, {}};
  std::fill(std::begin(head->guard), std::end(head->guard), kPattern);
  std::fill_n(static_cast<std::byte*>(memory) + size, kGuard, kPattern);
}

std::optional<std::string> overrunOf(void* memory) {
  const Head* head = headOf(memory);
  if (head->inverse != ~head->size || firstChanged(head->guard, sizeof head->guard) < sizeof head->guard)
    return "the bytes before its memory";
  const size_t changed = firstChanged(static_cast<std::byte*>(memory) + head->size, kGuard);
  if (changed == kGuard) return std::nullopt;
  return fmt::format("byte {} after the {} bytes of its memory", changed, head->size);
}

struct Freed {
  std::mutex mutex;
  std::optional<std::string> overrun;
};

/// Never destroyed: tensors may be freed as the process ends.
Freed& freed() {
  static auto* const freed = new Freed;
  return *freed;
}

void release(void* memory) {
  if (!memory) return;
  if (auto overrun = overrunOf(memory)) {
    const std::lock_guard lock(freed().mutex);
    freed().overrun = std::move(overrun);
  }
  std::free(headOf(memory));
}

/// Overrides what c10::Allocator has of these: earlier versions have a const `allocate` and no `copy_data`.
class GuardingAllocator final : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t size) const {  // NOLINT(modernize-use-override)
    if (size == 0) return {nullptr, nullptr, &release, c10::Device(c10::DeviceType::CPU)};
    void* block = nullptr;
    if (posix_memalign(&block, kAlignment, size + 2 * kGuard) != 0) throw std::bad_alloc();
    void* memory = static_cast<std::byte*>(block) + kGuard;
    putGuards(memory, size);
    return {memory, memory, &release, c10::Device(c10::DeviceType::CPU)};
  }
  c10::DataPtr allocate(size_t size) {  // NOLINT(modernize-use-override)
    return static_cast<const GuardingAllocator&>(*this).allocate(size);
  }
  void copy_data(void* to, const void* from, size_t size) const {  // NOLINT(modernize-use-override)
    std::memcpy(to, from, size);
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
};

}  // namespace

void guardTensorMemory() {
  static auto* const allocator = new GuardingAllocator;
  c10::SetAllocator(c10::DeviceType::CPU, allocator, UINT8_MAX);
}

std::optional<std::string> overrunOf(const at::Tensor& tensor) {
  if (!tensor.defined() || !tensor.has_storage()) return std::nullopt;
  const c10::DataPtr& memory = tensor.storage().data_ptr();
  if (!memory.get() || memory.get_deleter() != &release) return std::nullopt;
  auto overrun = overrunOf(memory.get());
  if (overrun) putGuards(memory.get(), tensor.storage().nbytes());
  return overrun;
}

std::optional<std::string> takeOverrunOfFreed() {
  const std::lock_guard lock(freed().mutex);
  return std::exchange(freed().overrun, std::nullopt);
}

}  // namespace swapcheck
