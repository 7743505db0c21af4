#include "properties/grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace swapcheck {
namespace {

/// The bits of one component, as a number.
uint64_t bitsOf(const std::byte* component, size_t width) {
  uint64_t bits = 0;
  std::memcpy(&bits, component, width);  // little-endian
  return bits;
}

std::string nanText(const DTypeInfo& info, uint64_t bits) {
  const int mantissaBits = info.dtype == DType::BFloat16 ? 7
                           : info.floatBits == 16        ? 10
                           : info.floatBits == 32        ? 23
                                                         : 52;
  const uint64_t mantissa = bits & ((uint64_t{1} << mantissaBits) - 1);
  const bool plain = mantissa == uint64_t{1} << (mantissaBits - 1);
  const std::string sign = bits >> (info.floatBits - 1) ? "-" : "";
  return plain ? sign + "nan" : fmt::format("{}nan:{:x}", sign, mantissa);
}

std::string componentText(const HostTensor& tensor, int64_t flat, int component) {
  const DTypeInfo& info = infoOf(tensor.dtype);
  const double value = readComponent(tensor.dtype, tensor.at(flat), component);
  if (!std::isnan(value))
    return info.floatBits == 64 ? fmt::format("{}", value) : fmt::format("{}", static_cast<float>(value));
  const auto width = static_cast<size_t>(info.floatBits / 8);
  return nanText(info, bitsOf(tensor.at(flat) + static_cast<size_t>(component) * width, width));
}

/// A byte that is neither 0 nor 1 counts as true, and is shown.
std::string boolText(std::byte byte) {
  const auto bits = std::to_integer<unsigned>(byte);
  return bits == 0 ? "false" : bits == 1 ? "true" : fmt::format("true:{:x}", bits);
}

std::string integerText(const HostTensor& tensor, int64_t flat) {
  if (tensor.dtype != DType::Int64) return fmt::format("{:.0f}", readComponent(tensor.dtype, tensor.at(flat)));
  return fmt::format("{}", static_cast<int64_t>(bitsOf(tensor.at(flat), sizeof(int64_t))));
}

}  // namespace

std::string elementText(const HostTensor& tensor, int64_t flat) {
  switch (infoOf(tensor.dtype).kind) {
    case DTypeKind::Bool: return boolText(*tensor.at(flat));
    case DTypeKind::Integer: return integerText(tensor, flat);
    case DTypeKind::Floating: return componentText(tensor, flat, 0);
    case DTypeKind::Complex: {
      const std::string im = componentText(tensor, flat, 1);
      return fmt::format("{}{}{}i", componentText(tensor, flat, 0), im.starts_with('-') ? "" : "+", im);
    }
  }
  return "?";
}

Grid gridOf(std::string name, const HostTensor& tensor, std::vector<int64_t> marked) {
  Grid grid{std::move(name), std::string(infoOf(tensor.dtype).name), tensor.shape, {}, std::move(marked)};
  const int64_t shown = std::min(tensor.numel(), kMaxGridCells);
  for (int64_t i = 0; i < shown; ++i) grid.cells.push_back(elementText(tensor, i));
  std::erase_if(grid.marked, [shown](int64_t position) { return position >= shown; });
  return grid;
}

std::string coordinatesText(int64_t flat, const Shape& shape) { return toString(coordinatesOf(flat, shape)); }

}  // namespace swapcheck
