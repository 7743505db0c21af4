// Memory that a worker process shares with its supervisor: its current position, and messages. It outlives the worker,
// and nothing that a strategy does to file descriptors or standard output touches it.
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

/// The channel holds data that no worker writes.
struct ChannelError : Error {
  using Error::Error;
};

/// One writer, the worker, and one reader, the supervisor. Create it before forking the worker.
class Channel {
 public:
  /// Throws HarnessError when there is no memory.
  Channel();

  /// The worker starts on a position; this starts the clock of its limits.
  void beginWork(const Position& position);
  /// The worker moves to another property of the same strategy and case.
  void setProperty(uint64_t property);
  /// The worker has finished its work: nothing would be lost now.
  void endWork();

  /// Processes that are forked from now on do not have this channel: what they run cannot write over it.
  void hideFromForks();

  /// Blocks while there is no room. Throws std::length_error for a message that is larger than the channel.
  void send(std::string_view message);

  /// The next message, if there is one. Throws ChannelError.
  std::optional<std::string> receive();

  /// The position that the worker last reported; nothing while it has no work. A strategy may have overwritten it:
  /// check its numbers before using them as indices.
  std::optional<Position> position() const;

  /// Nanoseconds on the steady clock since it started there; 0 while it has no work.
  int64_t busyNs() const;

 private:
  static constexpr uint64_t kCapacity = uint64_t{1} << 20;

  /// `written` and `read` only grow; positions in `bytes` are their remainders.
  struct Shared {
    std::atomic<uint64_t> number, slot, property;
    /// When the work began, on the steady clock, or 0.
    std::atomic<int64_t> sinceNs;
    std::atomic<uint64_t> written, read;
    char bytes[kCapacity];
  };

  void put(uint64_t at, std::string_view bytes);
  std::string get(uint64_t at, uint64_t count) const;

  std::shared_ptr<Shared> shared_;
  /// What the reader has read: it does not rely on shared memory for that.
  uint64_t read_ = 0;
};

/// Zeroed memory of that size, in whole pages, that forked processes share. Throws HarnessError.
std::shared_ptr<void> sharedMemory(size_t bytes);

/// Nanoseconds on the steady clock, which all processes share.
int64_t steadyNs();

}  // namespace swapcheck
