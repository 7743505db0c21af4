// Reads fields of Google Benchmark's JSON that may be missing.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace swapcheck {

/// The text in the field; empty when there is none.
inline std::string textAt(const nlohmann::ordered_json& entry, const char* field) {
  const auto found = entry.find(field);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The number in the field; 0 when there is none.
inline double numberAt(const nlohmann::ordered_json& entry, const char* field) {
  const auto found = entry.find(field);
  return found != entry.end() && found->is_number() ? found->get<double>() : 0;
}

}  // namespace swapcheck
