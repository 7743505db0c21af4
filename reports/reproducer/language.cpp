#include "reports/reproducer/language.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

namespace swapcheck {
namespace {

/// LibTorch's name of a dtype in C++.
const std::map<DType, std::string_view>& constants() {
  static const std::map<DType, std::string_view> names = {{DType::Float32, "kFloat32"},
                                                          {DType::Float64, "kFloat64"},
                                                          {DType::Float16, "kFloat16"},
                                                          {DType::BFloat16, "kBFloat16"},
                                                          {DType::Complex64, "kComplexFloat"},
                                                          {DType::Complex128, "kComplexDouble"},
                                                          {DType::Int64, "kInt64"},
                                                          {DType::Int32, "kInt32"},
                                                          {DType::Int16, "kInt16"},
                                                          {DType::Int8, "kInt8"},
                                                          {DType::UInt8, "kUInt8"},
                                                          {DType::Bool, "kBool"},
                                                          {DType::Complex32, "kComplexHalf"},
                                                          {DType::Float8E5M2, "kFloat8_e5m2"},
                                                          {DType::Float8E4M3FN, "kFloat8_e4m3fn"},
                                                          {DType::UInt16, "kUInt16"},
                                                          {DType::UInt32, "kUInt32"},
                                                          {DType::UInt64, "kUInt64"},
                                                          {DType::Float8E5M2FNUZ, "kFloat8_e5m2fnuz"},
                                                          {DType::Float8E4M3FNUZ, "kFloat8_e4m3fnuz"},
                                                          {DType::Float8E8M0FNU, "kFloat8_e8m0fnu"}};
  return names;
}

}  // namespace

std::string Syntax::torch(std::string_view name) const { return fmt::format("torch{}{}", python_ ? "." : "::", name); }

std::string Syntax::dtype(DType dtype) const { return torch(python_ ? infoOf(dtype).name : constants().at(dtype)); }

std::string Syntax::numbers(std::span<const int64_t> numbers) const {
  if (!python_) return fmt::format("{{{}}}", fmt::join(numbers, ", "));
  return fmt::format("({}{})", fmt::join(numbers, ", "), numbers.size() == 1 ? "," : "");
}

std::string Syntax::list(const std::vector<std::string>& items) const {
  return python_ ? fmt::format("[{}]", fmt::join(items, ", ")) : fmt::format("{{{}}}", fmt::join(items, ", "));
}

std::string Syntax::declare(std::string_view name, std::string_view expression) const {
  return python_ ? fmt::format("{} = {}", name, expression) : fmt::format("Tensor {} = {};", name, expression);
}

std::string Syntax::statement(std::string_view expression) const {
  return fmt::format("{}{}", expression, python_ ? "" : ";");
}

std::string Syntax::function(std::string_view name, const std::vector<std::string>& body, bool givesInputs) const {
  const std::string lines = fmt::format("{}", fmt::join(body, "\n"));
  if (python_) return fmt::format("def {}():\n{}", name, indented(lines, 4));
  return fmt::format("{} {}() {{\n{}}}\n", givesInputs ? "Inputs" : "std::vector<Tensor>", name, indented(lines, 2));
}

std::string indented(std::string_view text, size_t blanks) {
  std::string result;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!line.empty()) result.append(blanks, ' ') += line;
    result += '\n';
  }
  return result;
}

}  // namespace swapcheck
