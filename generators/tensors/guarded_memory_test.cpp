// Guarded memory remembers a write, and lets it through.
#include "generators/tensors/guarded_memory.h"

#include <gtest/gtest.h>

#include <csignal>

namespace swapcheck {
namespace {

TEST(GuardedMemory, RemembersTheFirstWrite) {
  const auto memory = GuardedMemory::acquire(20000);
  memory->guard();
  memory->data()[9000] = std::byte{1};
  memory->data()[17] = std::byte{2};
  EXPECT_EQ(memory->release(), 9000u);
  EXPECT_EQ(memory->data()[9000], std::byte{1});
  EXPECT_EQ(memory->data()[17], std::byte{2});
}

TEST(GuardedMemory, SeesAWriteThatIsRestored) {
  const auto memory = GuardedMemory::acquire(10);
  memory->guard();
  volatile std::byte* byte = memory->data() + 3;
  const std::byte before = *byte;
  *byte = std::byte{7};
  *byte = before;
  EXPECT_EQ(memory->release(), 3u);
}

TEST(GuardedMemory, SaysNothingOfReadsAndOfWritesBeforeAndAfter) {
  const auto memory = GuardedMemory::acquire(100);
  memory->data()[0] = std::byte{1};
  memory->guard();
  const std::byte read = *static_cast<volatile std::byte*>(memory->data());
  EXPECT_EQ(memory->release(), std::nullopt);
  EXPECT_EQ(read, std::byte{1});
  memory->data()[1] = std::byte{1};
  memory->guard();
  EXPECT_EQ(memory->release(), std::nullopt);
}

TEST(GuardedMemory, ServesAgainOnceNobodyHoldsIt) {
  std::byte* first = GuardedMemory::acquire(100)->data();
  const auto again = GuardedMemory::acquire(50);
  EXPECT_EQ(again->data(), first);
  EXPECT_NE(GuardedMemory::acquire(50)->data(), first);
}

using GuardedMemoryDeathTest = testing::Test;

TEST(GuardedMemoryDeathTest, LeavesOtherFaultsDeadly) {
  const auto memory = GuardedMemory::acquire(100);
  EXPECT_EXIT(
      {
        std::signal(SIGSEGV, SIG_DFL);  // of a sanitizer, which would exit
        memory->guard();
        *reinterpret_cast<volatile int*>(8) = 1;
      },
      testing::KilledBySignal(SIGSEGV), "");
}

}  // namespace
}  // namespace swapcheck
