// Memory that a worker process shares with its supervisor: what it is at, and messages. It outlives the worker, and
// nothing that a strategy does to file descriptors or standard output touches it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/counting/case_result.h"
#include "strategies/error.h"

namespace swapcheck {

/// A channel that holds what no worker writes.
struct ChannelError : Error {
  using Error::Error;
};

/// One writer, the worker, and one reader, the supervisor. To be made before the worker is forked.
class Channel {
 public:
  /// Throws HarnessError when there is no memory.
  Channel();

  /// A worker begins on something: from now on the clock of its limits runs.
  void beginWork(const Position& position);
  /// It is at another property of the same strategy and case.
  void setProperty(uint64_t property);
  /// It has nothing in hand that could be lost.
  void endWork();

  /// Waits while there is no room. Throws std::length_error for a message that no channel takes.
  void send(std::string_view message);

  /// The next message, if there is one. Throws ChannelError.
  std::optional<std::string> receive();

  /// Where the worker says it is, unless it has nothing in hand. A strategy may have written over it: whoever uses its
  /// numbers as places checks them first.
  std::optional<Position> position() const;

  /// Nanoseconds on the steady clock since it began on that; 0 while it has nothing in hand.
  int64_t busyNs() const;

 private:
  static constexpr uint64_t kCapacity = uint64_t{1} << 20;

  /// Counters only grow; places in `bytes` are their remainders.
  struct Shared {
    std::atomic<uint64_t> number, slot, property;
    /// When it began, on the steady clock, or 0.
    std::atomic<int64_t> sinceNs;
    std::atomic<uint64_t> written, read;
    char bytes[kCapacity];
  };

  void put(uint64_t at, std::string_view bytes);
  std::string get(uint64_t at, uint64_t count) const;

  std::shared_ptr<Shared> shared_;
};

/// Zeroed memory of that size, in whole pages, that forked processes share. Throws HarnessError.
std::shared_ptr<void> sharedMemory(size_t bytes);

/// Nanoseconds on the steady clock, which all processes share.
int64_t steadyNs();

}  // namespace swapcheck
