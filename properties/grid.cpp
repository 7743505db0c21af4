#include "properties/grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "generators/parts/float_format.h"

namespace swapcheck {
namespace {

std::string nanText(FloatFormat format, uint64_t bits) {
  if (bits == format.plainNaN()) return "nan";
  const std::string sign = bits & format.signBit() ? "-" : "";
  const bool plain = format.magnitude(bits) == format.plainNaN();
  return plain ? sign + "nan" : fmt::format("{}nan:{:x}", sign, bits & format.mantissaMask());
}

std::string componentText(const HostTensor& tensor, int64_t flat, int component) {
  const DTypeInfo& info = infoOf(tensor.dtype);
  const double value = readComponent(tensor.dtype, tensor.at(flat), component);
  if (!std::isnan(value))
    return info.floatBits == 64 ? fmt::format("{}", value) : fmt::format("{}", static_cast<float>(value));
  return nanText(formatOf(tensor.dtype), componentBits(tensor, flat, component));
}

/// A byte that is neither 0 nor 1 counts as true, and is shown.
std::string boolText(std::byte byte) {
  const auto bits = std::to_integer<unsigned>(byte);
  return bits == 0 ? "false" : bits == 1 ? "true" : fmt::format("true:{:x}", bits);
}

/// A power of two by its exponent.
std::string scaleText(std::byte byte) {
  const auto exponent = std::to_integer<int>(byte);
  return exponent == 255 ? "nan" : fmt::format("2^{}", exponent - 127);
}

std::string integerText(const HostTensor& tensor, int64_t flat) {
  if (tensor.dtype == DType::Float8E8M0FNU) return scaleText(*tensor.at(flat));
  if (tensor.dtype == DType::UInt64) return fmt::format("{}", componentBits(tensor, flat));
  if (tensor.dtype != DType::Int64) return fmt::format("{:.0f}", readComponent(tensor.dtype, tensor.at(flat)));
  return fmt::format("{}", static_cast<int64_t>(componentBits(tensor, flat)));
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
