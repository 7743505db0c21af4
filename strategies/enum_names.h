// Names of the values of an enum, as one table.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace swapcheck {

template <typename Enum>
struct NamedValue {
  Enum value;
  std::string_view name;
};

/// The names of an enum's values, in the order in which they are shown.
template <typename Enum, size_t N>
class EnumNames {
 public:
  constexpr explicit EnumNames(const NamedValue<Enum> (&values)[N]) { std::copy_n(values, N, values_.begin()); }

  /// The name of a value; "?" for one that the table lacks.
  constexpr std::string_view of(Enum value) const {
    for (const NamedValue<Enum>& each : values_)
      if (each.value == value) return each.name;
    return "?";
  }

  /// The value of that name, or nothing.
  constexpr std::optional<Enum> named(std::string_view name) const {
    for (const NamedValue<Enum>& each : values_)
      if (each.name == name) return each.value;
    return std::nullopt;
  }

 private:
  std::array<NamedValue<Enum>, N> values_{};
};

template <typename Enum, size_t N>
EnumNames(const NamedValue<Enum> (&)[N]) -> EnumNames<Enum, N>;

}  // namespace swapcheck
