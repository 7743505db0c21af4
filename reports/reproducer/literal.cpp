#include "reports/reproducer/literal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace swapcheck {
namespace {

/// From this number of elements on, regular contents become torch.full or torch.arange.
constexpr int64_t kLeastRegular = 9;
/// Up to this number of elements, Python lists are nested like the shape.
constexpr int64_t kMostNested = 64;
/// Beyond this, consecutive whole numbers may not all be exact in double.
constexpr double kMostWhole = 1e9;
constexpr size_t kLineLength = 100;

bool isFloating(DType dtype) { return infoOf(dtype).kind == DTypeKind::Floating; }
bool isComplex(DType dtype) { return infoOf(dtype).kind == DTypeKind::Complex; }

/// Whether a decimal number, converted to the dtype by LibTorch, gives these bits on every machine.
bool isPlainNumber(DType dtype, double value, uint64_t bits) {
  if (!std::isnan(value)) return true;
  return (dtype == DType::Float32 && bits == 0x7fc00000) || (dtype == DType::Float64 && bits == 0x7ff8000000000000);
}

bool isNegativeZero(double value) { return value == 0 && std::signbit(value); }

/// Whether all elements can be written as numbers.
bool isPlain(const HostTensor& t) {
  if (t.dtype == DType::Complex32 || isFloat8(t.dtype)) return t.numel() == 0;
  for (int64_t i = 0; i < t.numel(); ++i) {
    if (t.dtype == DType::Bool && std::to_integer<int>(*t.at(i)) > 1) return false;
    if (t.dtype == DType::UInt64 && componentBits(t, i) > INT64_MAX) return false;
    for (int c = 0; (isFloating(t.dtype) || isComplex(t.dtype)) && c < componentsOf(t.dtype); ++c) {
      const double value = readComponent(t.dtype, t.at(i), c);
      if (isComplex(t.dtype) && (!std::isfinite(value) || isNegativeZero(value))) return false;
      if (!isPlainNumber(t.dtype, value, componentBits(t, i, c))) return false;
    }
  }
  return true;
}

std::string numberText(const Syntax& syntax, double value) {
  if (std::isinf(value)) return std::string(value < 0 ? "-" : "") + (syntax.isPython() ? "math.inf" : "INFINITY");
  if (std::isnan(value)) return syntax.isPython() ? "math.nan" : "NAN";
  const std::string text = fmt::format("{}", value);
  return text.find_first_of(".e") == std::string::npos ? text + "." : text;
}

std::string integerText(int64_t value, bool python) {
  return value == INT64_MIN && !python ? "INT64_MIN" : fmt::format("{}", value);
}

int64_t integerAt(const HostTensor& t, int64_t i) {
  const auto bits = static_cast<int64_t>(componentBits(t, i));
  switch (isUnsigned(t.dtype) || t.dtype == DType::Bool ? 0 : t.itemSize()) {
    case 1: return static_cast<int8_t>(bits);
    case 2: return static_cast<int16_t>(bits);
    case 4: return static_cast<int32_t>(bits);
    default: return bits;
  }
}

/// Elements as texts: numbers, in C++ real and imaginary parts one after the other.
std::vector<std::string> elementTexts(const Syntax& syntax, const HostTensor& t) {
  std::vector<std::string> texts;
  for (int64_t i = 0; i < t.numel(); ++i) {
    if (t.dtype == DType::Bool && syntax.isPython()) {
      texts.emplace_back(integerAt(t, i) != 0 ? "True" : "False");
    } else if (!isFloating(t.dtype) && !isComplex(t.dtype)) {
      texts.push_back(integerText(integerAt(t, i), syntax.isPython()));
    } else if (isComplex(t.dtype) && syntax.isPython()) {
      const std::string im = numberText(syntax, readComponent(t.dtype, t.at(i), 1));
      texts.push_back(numberText(syntax, readComponent(t.dtype, t.at(i))) + (im.starts_with('-') ? "" : "+") + im +
                      "j");
    } else {
      for (int c = 0; c < componentsOf(t.dtype); ++c)
        texts.push_back(numberText(syntax, readComponent(t.dtype, t.at(i), c)));
    }
  }
  return texts;
}

/// Items and commas, broken where a line gets too long.
std::string joined(const std::vector<std::string>& items) {
  std::string text;
  size_t length = 0;
  for (size_t k = 0; k < items.size(); ++k) {
    const bool breaks = length + items[k].size() > kLineLength;
    if (k > 0) text += breaks ? ",\n    " : ", ";
    length = breaks ? 4 : length + items[k].size() + 2;
    text += items[k];
  }
  return text;
}

std::string nested(const std::vector<std::string>& items, const Shape& shape, size_t dim, size_t& next) {
  if (dim == shape.size()) return items[next++];
  std::vector<std::string> rows;
  for (int64_t k = 0; k < shape[dim]; ++k) rows.push_back(nested(items, shape, dim + 1, next));
  return "[" + joined(rows) + "]";
}

/// A 1-D tensor reshaped to `shape`.
std::string shaped(const Syntax& syntax, const std::string& flat, const Shape& shape) {
  if (shape.size() == 1) return flat;
  return fmt::format("{}.reshape({})", flat, syntax.numbers(shape));
}

/// C++ takes a list of one type.
std::string flatTensor(const Syntax& syntax, const std::vector<std::string>& items, bool integers, DType dtype) {
  if (syntax.isPython()) return fmt::format("torch.tensor([{}], dtype={})", joined(items), syntax.dtype(dtype));
  return fmt::format("torch::tensor(std::vector<{}>{{{}}}, {})", integers ? "int64_t" : "double", joined(items),
                     syntax.dtype(dtype));
}

std::string byNumbers(const Syntax& syntax, const HostTensor& t) {
  const std::vector<std::string> items = elementTexts(syntax, t);
  if (syntax.isPython() && t.numel() <= kMostNested) {
    size_t next = 0;
    return fmt::format("torch.tensor({}, dtype={})", nested(items, t.shape, 0, next), syntax.dtype(t.dtype));
  }
  if (isComplex(t.dtype) && !syntax.isPython()) {
    const DType part = t.dtype == DType::Complex64 ? DType::Float32 : DType::Float64;
    return shaped(syntax,
                  fmt::format("torch::view_as_complex({}.view({{-1, 2}}))", flatTensor(syntax, items, false, part)),
                  t.shape);
  }
  return shaped(syntax, flatTensor(syntax, items, !isFloating(t.dtype), t.dtype), t.shape);
}

/// The tensor's memory as signed integers of its item size, viewed in its dtype.
std::string byBits(const Syntax& syntax, const HostTensor& t) {
  const int64_t size = std::min<int64_t>(t.itemSize(), 8);
  const DType type = size == 1 ? DType::UInt8 : size == 2 ? DType::Int16 : size == 4 ? DType::Int32 : DType::Int64;
  HostTensor integers{type, {static_cast<int64_t>(t.bytes.size()) / size}, t.bytes};
  std::vector<std::string> items;
  for (int64_t i = 0; i < integers.numel(); ++i)
    items.push_back(integerText(integerAt(integers, i), syntax.isPython()));
  return shaped(syntax, fmt::format("{}.view({})", flatTensor(syntax, items, true, type), syntax.dtype(t.dtype)),
                t.shape);
}

/// "torch.full(...)" of equal elements, "torch.arange(...)" of consecutive whole numbers; or nothing.
std::string byRule(const Syntax& syntax, const HostTensor& t) {
  if (t.numel() < kLeastRegular || isComplex(t.dtype)) return "";
  const std::vector<std::string> items = elementTexts(syntax, t);
  if (std::all_of(items.begin(), items.end(), [&](const std::string& item) { return item == items[0]; }))
    return fmt::format("{}({}, {}, {}{})", syntax.torch("full"), syntax.numbers(t.shape), items[0],
                       syntax.isPython() ? "dtype=" : "", syntax.dtype(t.dtype));
  const double first = readComponent(t.dtype, t.at(0));
  for (int64_t i = 0; i < t.numel(); ++i)
    if (readComponent(t.dtype, t.at(i)) != first + static_cast<double>(i)) return "";
  if (first != std::floor(first) || isNegativeZero(first) || std::abs(first) > kMostWhole) return "";
  const auto begin = static_cast<int64_t>(first);
  return shaped(
      syntax, fmt::format("{}({}, {}).to({})", syntax.torch("arange"), begin, begin + t.numel(), syntax.dtype(t.dtype)),
      t.shape);
}

}  // namespace

std::string literalOf(const Syntax& syntax, const HostTensor& t) {
  if (t.numel() == 0)
    return fmt::format("{}({}, {}{})", syntax.torch("empty"), syntax.numbers(t.shape),
                       syntax.isPython() ? "dtype=" : "", syntax.dtype(t.dtype));
  if (!isPlain(t)) return byBits(syntax, t);
  const std::string rule = byRule(syntax, t);
  return rule.empty() ? byNumbers(syntax, t) : rule;
}

}  // namespace swapcheck
