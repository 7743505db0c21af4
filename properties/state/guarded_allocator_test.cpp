#include "properties/state/guarded_allocator.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

namespace swapcheck {
namespace {

class GuardedTensor : public testing::Test {
 protected:
  void SetUp() override { guardTensorMemory(); }

  static std::byte* bytesOf(const at::Tensor& tensor) { return static_cast<std::byte*>(tensor.data_ptr()); }
};

TEST_F(GuardedTensor, HasNoOverrunWhereEveryWriteIsInside) {
  const at::Tensor tensor = at::arange(100);
  EXPECT_TRUE(tensor.sum().item<int64_t>() == 4950);
  EXPECT_FALSE(overrunOf(tensor));
  EXPECT_FALSE(overrunOf(at::zeros({0})));
  EXPECT_FALSE(overrunOf(at::Tensor()));
  EXPECT_FALSE(takeOverrunOfFreed());
}

TEST_F(GuardedTensor, ShowsAWriteBehindItOnce) {
  const at::Tensor tensor = at::zeros({3});
  bytesOf(tensor)[13] = std::byte{0};
  EXPECT_EQ(overrunOf(tensor), "byte 1 after the 12 bytes of its memory");
  EXPECT_FALSE(overrunOf(tensor));
}

TEST_F(GuardedTensor, ShowsAWriteBeforeIt) {
  for (const int64_t byte : {1, 48, 49, 64}) {
    const at::Tensor tensor = at::zeros({3});
    bytesOf(tensor)[-byte] = std::byte{0x55};
    EXPECT_EQ(overrunOf(tensor), "the bytes before its memory") << byte;
  }
}

TEST_F(GuardedTensor, ShowsAWriteBesideItAfterItIsFreed) {
  bytesOf(at::zeros({5}))[20] = std::byte{0};
  EXPECT_EQ(takeOverrunOfFreed(), "byte 0 after the 20 bytes of its memory");
  EXPECT_FALSE(takeOverrunOfFreed());
}

TEST_F(GuardedTensor, KeepsItsContentsWhenItIsResized) {
  at::Tensor tensor = at::arange(4);
  tensor.resize_({1000});
  EXPECT_EQ(tensor[3].item<int64_t>(), 3);
  EXPECT_FALSE(overrunOf(tensor));
}

}  // namespace
}  // namespace swapcheck
