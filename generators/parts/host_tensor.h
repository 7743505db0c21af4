// Tensor contents on the host, where plain loops work on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "generators/parts/dtype.h"
#include "generators/parts/shape.h"

namespace swapcheck {

/// Elements of a tensor, dense and row-major, as raw bytes.
struct HostTensor {
  DType dtype = DType::Float32;
  Shape shape;
  std::vector<std::byte> bytes;

  int64_t numel() const { return numelOf(shape); }
  int64_t itemSize() const { return infoOf(dtype).itemSize; }
  std::byte* at(int64_t flat) { return bytes.data() + flat * itemSize(); }
  const std::byte* at(int64_t flat) const { return bytes.data() + flat * itemSize(); }

  bool operator==(const HostTensor&) const = default;
};

/// All bytes zero.
HostTensor zeroTensor(DType dtype, const Shape& shape);

/// Writes the real numbers `re` and, into a complex element, `im`. They must be exact in the dtype.
void writeElement(DType dtype, std::byte* element, double re, double im = 0);

/// The real part of an element (component 0) or its imaginary part (component 1).
double readComponent(DType dtype, const std::byte* element, int component = 0);

/// The components of all elements: numel real numbers, or twice as many, in pairs, of a complex tensor.
std::vector<double> componentsOf(const HostTensor& tensor);

/// The tensor with those components, the inverse of `componentsOf`.
HostTensor tensorOf(DType dtype, const Shape& shape, const std::vector<double>& components);

/// Changes the sign of all components (`negated`) and of the imaginary ones (`conjugated`), whatever they are: numbers
/// to what memory holds of them under a lazy view, and back.
void applyLazySigns(HostTensor& tensor, bool negated, bool conjugated);

/// The bits of one component of an element, of which the lowest come first in memory.
uint64_t componentBits(const HostTensor& tensor, int64_t flat, int component = 0);

/// An index tensor of those int64 values: 1-D, or of that shape.
HostTensor indexTensor(const std::vector<int64_t>& values);
HostTensor indexTensor(const std::vector<int64_t>& values, const Shape& shape);

/// The int64 values of an index tensor, row-major.
std::vector<int64_t> indexValues(const HostTensor& index);

}  // namespace swapcheck
