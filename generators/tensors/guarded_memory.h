// Memory that tells whether it was written to, even when what was written is restored afterwards.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>

namespace swapcheck {

/// Whole pages, which can be made read-only for a while. A write to them then goes through, but is remembered. The
/// handler of SIGSEGV that sees to it is there while a region is guarded, and passes on every other fault.
class GuardedMemory {
 public:
  /// A region of at least `bytes` bytes; regions that are no longer in use are reused. Throws std::bad_alloc.
  static std::shared_ptr<GuardedMemory> acquire(size_t bytes);

  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;

  std::byte* data() const { return data_; }
  size_t size() const { return size_; }

  /// Makes the pages read-only. At most one region is guarded at a time.
  void guard();

  /// Ends that. The offset of the first byte that was written to, if any was.
  std::optional<size_t> release();

 private:
  explicit GuardedMemory(size_t bytes);

  std::byte* data_;
  size_t size_;
};

}  // namespace swapcheck
