// Floating-point numbers in JSON, the non-finite ones as strings.
#pragma once

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace swapcheck {

/// The number itself, or "inf", "-inf" or "nan", for which JSON has no numbers.
inline nlohmann::ordered_json numberToJson(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return value;
}

/// Reads what `numberToJson` writes out of the field `name` of a JsonReader, which complains about anything else.
template <typename Reader>
double numberFromJson(Reader& reader, const std::string& name) {
  const nlohmann::ordered_json& value = reader.field(name);
  if (value == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (value == "inf") return std::numeric_limits<double>::infinity();
  if (value == "-inf") return -std::numeric_limits<double>::infinity();
  if (!value.is_number()) Reader::fail(reader.pathOf(name), "a number, or \"inf\", \"-inf\" or \"nan\"", value);
  return value.get<double>();
}

}  // namespace swapcheck
