#include "harness/processes/channel.h"

#include <sys/mman.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "strategies/error.h"

namespace swapcheck {
namespace {

using Length = uint32_t;

constexpr auto kWaitForRoom = std::chrono::microseconds(200);

}  // namespace

std::shared_ptr<void> sharedMemory(size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw HarnessError("no memory to share with a worker process");
  return {memory, [bytes](void* mapped) { munmap(mapped, bytes); }};
}

int64_t steadyNs() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

Channel::Channel() : shared_(std::static_pointer_cast<Shared>(sharedMemory(sizeof(Shared)))) {}

void Channel::hideFromForks() { madvise(shared_.get(), sizeof(Shared), MADV_DONTFORK); }

void Channel::beginWork(const Position& position) {
  shared_->number = position.number;
  shared_->slot = position.slot;
  shared_->property = position.property;
  shared_->sinceNs = steadyNs();
}

void Channel::setProperty(uint64_t property) { shared_->property = property; }

void Channel::endWork() { shared_->sinceNs = 0; }

void Channel::send(std::string_view message) {
  const auto length = static_cast<Length>(message.size());
  const uint64_t total = sizeof length + message.size();
  if (total > kCapacity) throw std::length_error("a message of more than a channel takes");
  const uint64_t written = shared_->written;
  while (written + total - shared_->read.load(std::memory_order_acquire) > kCapacity)
    std::this_thread::sleep_for(kWaitForRoom);
  put(written, {reinterpret_cast<const char*>(&length), sizeof length});
  put(written + sizeof length, message);
  shared_->written.store(written + total, std::memory_order_release);
}

std::optional<std::string> Channel::receive() {
  const uint64_t ready = shared_->written.load(std::memory_order_acquire) - read_;
  Length length = 0;
  if (ready >= sizeof length && ready <= kCapacity)
    std::memcpy(&length, get(read_, sizeof length).data(), sizeof length);
  const bool isTooShort = ready > 0 && ready < sizeof length + length;
  if (shared_->read != read_ || ready > kCapacity || isTooShort)
    throw ChannelError("the memory that a worker shares with its supervisor was overwritten");
  if (ready == 0) return std::nullopt;
  std::string message = get(read_ + sizeof length, length);
  read_ += sizeof length + length;
  shared_->read.store(read_, std::memory_order_release);
  return message;
}

std::optional<Position> Channel::position() const {
  if (shared_->sinceNs == 0) return std::nullopt;
  return Position{shared_->number, shared_->slot, shared_->property};
}

int64_t Channel::busyNs() const {
  const int64_t since = shared_->sinceNs, now = steadyNs();
  return since <= 0 || since > now ? 0 : now - since;  // a time that cannot be was not written by `beginWork`
}

void Channel::put(uint64_t at, std::string_view bytes) {
  const uint64_t place = at % kCapacity;
  const uint64_t first = std::min<uint64_t>(bytes.size(), kCapacity - place);
  std::memcpy(shared_->bytes + place, bytes.data(), first);
  std::memcpy(shared_->bytes, bytes.data() + first, bytes.size() - first);
}

std::string Channel::get(uint64_t at, uint64_t count) const {
  std::string bytes(count, '\0');
  const uint64_t place = at % kCapacity;
  const uint64_t first = std::min(count, kCapacity - place);
  std::memcpy(bytes.data(), shared_->bytes + place, first);
  std::memcpy(bytes.data() + first, shared_->bytes, count - first);
  return bytes;
}

}  // namespace swapcheck
