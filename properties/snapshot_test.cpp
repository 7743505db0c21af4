// A snapshot tells every byte of a tensor's storage from what it was, and calls nothing else a difference.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "generators/parts/draw.h"
#include "properties/observation.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

Inputs inputsOf(const SwapCase& swapCase) { return materialise(swapCase, hostInputsOf(swapCase)); }

/// Storage elements of an operand, each with its row-major position in the view, or nothing for a gap.
std::vector<std::optional<int64_t>> storageMap(const SwapCase& swapCase, size_t operand) {
  const Placement placement = placementOf(swapCase.shape, swapCase.operands[operand].layout);
  std::vector<std::optional<int64_t>> map(static_cast<size_t>(placement.storageNumel));
  for (int64_t flat = 0; flat < swapCase.numel(); ++flat) {
    const std::vector<int64_t> at = coordinatesOf(flat, swapCase.shape);
    int64_t element = placement.offset;
    for (size_t d = 0; d < at.size(); ++d) element += at[d] * placement.strides[d];
    map[static_cast<size_t>(element)] = flat;
  }
  return map;
}

RC_GTEST_PROP(Snapshot, FindsNothingChangedInInputsThatWereOnlyRead, ()) {
  const SwapCase swapCase = *genAnyCase();
  RC_PRE(isSupported(swapCase.dtype));
  const Inputs inputs = inputsOf(swapCase);
  for (const auto* tensors : {&inputs.operands, &inputs.selection})
    for (const at::Tensor& tensor : *tensors) {
      const InputSnapshot snapshot("tensor", tensor);
      RC_ASSERT(readTensor(tensor));
      RC_ASSERT(tensor.clone().defined());
      RC_ASSERT(!snapshot.difference());
    }
}

RC_GTEST_PROP(Snapshot, FindsEveryFlippedBitOfTheStorageAndWhereItLies, (uint64_t seed)) {
  Draw draw(rc::Random{seed});
  const SwapCase swapCase = draw(genAnyCase());
  const auto map = storageMap(swapCase, 0);
  if (map.empty() || !isSupported(swapCase.dtype)) return;
  const at::Tensor tensor = inputsOf(swapCase).operands[0];
  const InputSnapshot snapshot("tensor", tensor);
  const int64_t item = infoOf(swapCase.dtype).itemSize;
  const int64_t byte = draw.between(0, static_cast<int64_t>(map.size()) * item - 1);
  auto* storage = static_cast<std::byte*>(const_cast<void*>(static_cast<const void*>(tensor.storage().data())));
  storage[byte] ^= std::byte{1};
  const auto difference = snapshot.difference();
  RC_ASSERT(difference.has_value());
  RC_ASSERT(difference->check == "bytes");
  if (const auto position = map[static_cast<size_t>(byte / item)]) {
    RC_ASSERT(difference->message ==
              "tensor: its element " + toString(coordinatesOf(*position, swapCase.shape)) + " was written to");
    RC_ASSERT(difference->evidence.at(0).marked ==
              (*position < kMaxGridCells ? std::vector<int64_t>{*position} : std::vector<int64_t>{}));
  } else {
    RC_ASSERT(difference->message.ends_with(", outside the view, was written to"));
  }
  storage[byte] ^= std::byte{1};
  RC_ASSERT(!snapshot.difference());
}

TEST(Snapshot, KnowsAStorageThatCameAndWentFromTheFirst) {
  const at::Tensor tensor = makeTensor(zeroTensor(DType::Float32, {2, 3}));
  const InputSnapshot snapshot("tensor", tensor);
  for (int k = 0; k < 3; ++k) {
    tensor.set_(makeTensor(zeroTensor(DType::Float32, {2, 3})));
    const auto difference = snapshot.difference();
    ASSERT_TRUE(difference);
    EXPECT_EQ(difference->check, "storage");
  }
}

}  // namespace
}  // namespace swapcheck
