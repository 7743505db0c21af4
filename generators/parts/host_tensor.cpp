#include "generators/parts/host_tensor.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstring>

#include "generators/parts/float_format.h"

namespace swapcheck {
namespace {

template <typename T>
void store(std::byte* to, T value) {
  std::memcpy(to, &value, sizeof value);
}

template <typename T>
T load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// Negates a number of `width` bytes, little-endian: a floating one by its sign bit, an integer in two's complement.
void negate(DType dtype, std::byte* number, int64_t width) {
  if (infoOf(dtype).floatBits > 0) {
    number[width - 1] ^= std::byte{0x80};
    return;
  }
  unsigned carry = 1;
  for (int64_t k = 0; k < width; ++k, carry >>= 8) {
    carry += std::to_integer<unsigned>(~number[k]);
    number[k] = static_cast<std::byte>(carry);
  }
}

std::byte float8Of(DType dtype, double value) { return static_cast<std::byte>(encoded(formatOf(dtype), value)); }

double ofFloat8(DType dtype, std::byte element) { return decoded(formatOf(dtype), std::to_integer<uint64_t>(element)); }

/// By way of int64, for which negative numbers are defined.
template <typename T>
T unsignedOf(double value) {
  return static_cast<T>(static_cast<int64_t>(value));
}

/// Bytes of an element ahead of that component.
template <typename Component>
constexpr ptrdiff_t bytesBefore(int component) {
  return component * static_cast<ptrdiff_t>(sizeof(Component));
}

}  // namespace

HostTensor zeroTensor(DType dtype, const Shape& shape) {
  const auto size = static_cast<size_t>(numelOf(shape) * infoOf(dtype).itemSize);
  return {dtype, shape, std::vector<std::byte>(size)};
}

void writeElement(DType dtype, std::byte* element, double re, double im) {
  switch (dtype) {
    case DType::Float32: return store(element, static_cast<float>(re));
    case DType::Float64: return store(element, re);
    case DType::Float16: return store(element, c10::Half(static_cast<float>(re)));
    case DType::BFloat16: return store(element, c10::BFloat16(static_cast<float>(re)));
    case DType::Complex64:
      store(element, static_cast<float>(re));
      return store(element + sizeof(float), static_cast<float>(im));
    case DType::Complex128: store(element, re); return store(element + sizeof(double), im);
    case DType::Int64: return store(element, static_cast<int64_t>(re));
    case DType::Int32: return store(element, static_cast<int32_t>(re));
    case DType::Int16: return store(element, static_cast<int16_t>(re));
    case DType::Int8: return store(element, static_cast<int8_t>(re));
    case DType::UInt8:
    case DType::Float8E8M0FNU: return store(element, unsignedOf<uint8_t>(re));
    case DType::Bool: return store(element, static_cast<uint8_t>(re != 0));
    case DType::Complex32:
      store(element, c10::Half(static_cast<float>(re)));
      return store(element + sizeof(c10::Half), c10::Half(static_cast<float>(im)));
    case DType::Float8E5M2:
    case DType::Float8E4M3FN:
    case DType::Float8E5M2FNUZ:
    case DType::Float8E4M3FNUZ: return store(element, float8Of(dtype, re));
    case DType::UInt16: return store(element, unsignedOf<uint16_t>(re));
    case DType::UInt32: return store(element, unsignedOf<uint32_t>(re));
    case DType::UInt64: return store(element, unsignedOf<uint64_t>(re));
  }
}

double readComponent(DType dtype, const std::byte* element, int component) {
  switch (dtype) {
    case DType::Float32: return load<float>(element);
    case DType::Float64: return load<double>(element);
    case DType::Float16: return static_cast<float>(load<c10::Half>(element));
    case DType::BFloat16: return static_cast<float>(load<c10::BFloat16>(element));
    case DType::Complex64: return load<float>(element + bytesBefore<float>(component));
    case DType::Complex128: return load<double>(element + bytesBefore<double>(component));
    case DType::Int64: return static_cast<double>(load<int64_t>(element));
    case DType::Int32: return load<int32_t>(element);
    case DType::Int16: return load<int16_t>(element);
    case DType::Int8: return load<int8_t>(element);
    case DType::UInt8:
    case DType::Float8E8M0FNU:
    case DType::Bool: return load<uint8_t>(element);
    case DType::Complex32: return static_cast<float>(load<c10::Half>(element + bytesBefore<c10::Half>(component)));
    case DType::Float8E5M2:
    case DType::Float8E4M3FN:
    case DType::Float8E5M2FNUZ:
    case DType::Float8E4M3FNUZ: return ofFloat8(dtype, *element);
    case DType::UInt16: return load<uint16_t>(element);
    case DType::UInt32: return load<uint32_t>(element);
    case DType::UInt64: return static_cast<double>(load<uint64_t>(element));
  }
  return 0;
}

std::vector<double> componentsOf(const HostTensor& tensor) {
  const int count = componentsOf(tensor.dtype);
  std::vector<double> components;
  components.reserve(static_cast<size_t>(tensor.numel() * count));
  for (int64_t i = 0; i < tensor.numel(); ++i)
    for (int c = 0; c < count; ++c) components.push_back(readComponent(tensor.dtype, tensor.at(i), c));
  return components;
}

HostTensor tensorOf(DType dtype, const Shape& shape, const std::vector<double>& components) {
  HostTensor tensor = zeroTensor(dtype, shape);
  const auto count = static_cast<size_t>(componentsOf(dtype));
  for (size_t i = 0; i < static_cast<size_t>(tensor.numel()); ++i)
    writeElement(dtype, tensor.at(static_cast<int64_t>(i)), components[i * count],
                 count == 2 ? components[i * count + 1] : 0);
  return tensor;
}

void applyLazySigns(HostTensor& tensor, bool negated, bool conjugated) {
  if (!negated && !conjugated) return;
  const int count = componentsOf(tensor.dtype);
  const int64_t width = tensor.itemSize() / count;
  for (int64_t i = 0; i < tensor.numel(); ++i)
    for (int c = 0; c < count; ++c)
      if (negated != (conjugated && c == 1)) negate(tensor.dtype, tensor.at(i) + c * width, width);
}

uint64_t componentBits(const HostTensor& tensor, int64_t flat, int component) {
  const auto width = static_cast<size_t>(tensor.itemSize() / componentsOf(tensor.dtype));
  uint64_t bits = 0;
  std::memcpy(&bits, tensor.at(flat) + static_cast<size_t>(component) * width, width);  // little-endian
  return bits;
}

HostTensor indexTensor(const std::vector<int64_t>& values) {
  return indexTensor(values, {static_cast<int64_t>(values.size())});
}

HostTensor indexTensor(const std::vector<int64_t>& values, const Shape& shape) {
  HostTensor tensor = zeroTensor(DType::Int64, shape);
  if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
  return tensor;
}

std::vector<int64_t> indexValues(const HostTensor& index) {
  std::vector<int64_t> values(static_cast<size_t>(index.numel()));
  if (!values.empty()) std::memcpy(values.data(), index.bytes.data(), index.bytes.size());
  return values;
}

}  // namespace swapcheck
