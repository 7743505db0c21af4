#include "reports/bench/name.h"

#include <charconv>
#include <vector>

namespace swapcheck {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

/// What follows `key` in `part`, or nothing if it does not begin with it.
std::optional<std::string_view> after(std::string_view key, std::string_view part) {
  if (!part.starts_with(key)) return std::nullopt;
  return part.substr(key.size());
}

}  // namespace

std::optional<BenchName> benchNameOf(std::string_view name) {
  const auto parts = split(name, '/');
  if (parts.size() < 3 || parts[0].empty() || parts[1].empty()) return std::nullopt;
  BenchName result{std::string(parts[0]), std::string(parts[1]), "", 0};
  for (size_t k = 2; k < parts.size(); ++k) {
    if (const auto density = after("density:", parts[k])) result.density = *density;
    if (const auto elements = after("elements:", parts[k]))
      std::from_chars(elements->data(), elements->data() + elements->size(), result.elements);
  }
  if (result.elements <= 0) return std::nullopt;
  return result;
}

}  // namespace swapcheck
