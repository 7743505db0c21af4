// Names of the values of an enum, as a table that the compiler checks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace swapcheck {

template <typename Enum>
struct NamedValue {
  Enum value;
  std::string_view name;
};

/// Whether the enum has an enumerator of that value: GCC and Clang print any other value as a cast, "(Enum)5".
template <auto value>
consteval bool isEnumerator() {
  constexpr std::string_view kBefore = "value = ";
  constexpr std::string_view kSignature = __PRETTY_FUNCTION__;
  return kSignature[kSignature.find(kBefore) + kBefore.size()] != '(';
}

/// One row for each enumerator, in their order from 0 on; anything else does not compile. A row is a `NamedValue`, or
/// has those members and others.
template <typename Row, size_t N>
class EnumNames {
 public:
  using Enum = decltype(Row::value);

  static_assert(!isEnumerator<static_cast<Enum>(N)>(), "the last enumerators have no row");

  explicit consteval EnumNames(const Row (&rows)[N]) {
    for (size_t k = 0; k < N; ++k)
      if (rows[k].value != static_cast<Enum>(k)) throw "expected a row for each enumerator, in their order";
    std::copy_n(rows, N, rows_);
  }

  static constexpr size_t size() { return N; }

  constexpr const Row& row(Enum value) const { return rows_[static_cast<size_t>(value)]; }

  /// The name of a value.
  constexpr std::string_view of(Enum value) const { return row(value).name; }

  /// The value of that name, or nothing.
  constexpr std::optional<Enum> named(std::string_view name) const {
    for (const Row& row : rows_)
      if (row.name == name) return row.value;
    return std::nullopt;
  }

 private:
  Row rows_[N] = {};
};

}  // namespace swapcheck
