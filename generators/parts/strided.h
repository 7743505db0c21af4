// Walks the elements of a strided tensor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace swapcheck {

/// Calls `visit(offset)` for every element in row-major order; `offset` is its distance from the first, in elements.
template <typename Visit>
void forEachOffset(std::span<const int64_t> sizes, std::span<const int64_t> strides, Visit visit) {
  for (int64_t size : sizes)
    if (size == 0) return;
  if (sizes.empty()) return visit(int64_t{0});
  std::vector<int64_t> at(sizes.size(), 0);
  const size_t inner = sizes.size() - 1;
  int64_t offset = 0;
  for (;;) {
    for (int64_t k = 0; k < sizes[inner]; ++k) visit(offset + k * strides[inner]);
    size_t d = inner;
    for (;;) {
      if (d == 0) return;
      --d;
      offset += strides[d];
      if (++at[d] < sizes[d]) break;
      offset -= strides[d] * sizes[d];
      at[d] = 0;
    }
  }
}

}  // namespace swapcheck
