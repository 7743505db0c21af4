#include "strategies/loaded/script_schema.h"

#include <array>

namespace swapcheck {
namespace {

/// In the order of `kFamilies`.
constexpr std::array<std::string_view, 4> kSchemas = {
    "forward(Tensor, Tensor) -> Tuple[Tensor, Tensor]",
    "forward(Tensor, Tensor, Tensor) -> Tuple[Tensor, Tensor]",
    "forward(Tensor, Tensor, List[Tensor]) -> Tuple[Tensor, Tensor]",
    "forward(Tensor, int, Tensor, Tensor) -> Tensor",
};

/// A tuple with names for its elements is still one.
std::string textOf(const c10::TypePtr& type) {
  const auto tuple = type->cast<c10::TupleType>();
  if (!tuple) return type->annotation_str();
  std::string text;
  for (const c10::TypePtr& element : tuple->elements()) text += (text.empty() ? "" : ", ") + textOf(element);
  return "Tuple[" + (text.empty() ? "()" : text) + "]";
}

}  // namespace

std::optional<Family> familyOf(const c10::FunctionSchema& schema) {
  const std::string text = textOf(schema);
  for (size_t k = 0; k < kSchemas.size(); ++k)
    if (text == kSchemas[k]) return kFamilies[k];
  return std::nullopt;
}

std::string textOf(const c10::FunctionSchema& schema) {
  std::string arguments, results;
  for (size_t k = 1; k < schema.arguments().size(); ++k)
    arguments += (k > 1 ? ", " : "") + textOf(schema.arguments()[k].type());
  for (const c10::Argument& result : schema.returns()) results += (results.empty() ? "" : ", ") + textOf(result.type());
  return schema.name() + "(" + arguments + ") -> " + (results.empty() ? "None" : results);
}

std::string swapSchemas() {
  std::string text = "a swap (";
  for (size_t k = 0; k < kSchemas.size(); ++k)
    text += (k == 0 ? "" : k + 1 == kSchemas.size() ? " or " : ", ") + std::string(kSchemas[k]);
  return text + ")";
}

}  // namespace swapcheck
