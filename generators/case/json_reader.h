// Reads JSON objects strictly, naming the field in every complaint.
#pragma once

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>

#include "strategies/error.h"

namespace swapcheck {

/// One JSON object whose fields are asked for by name. Throws InputError that names the field.
class JsonReader {
 public:
  using Json = nlohmann::ordered_json;

  JsonReader(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
    if (!json.is_object()) fail(path_.empty() ? "the document" : path_, "an object", json);
  }

  int64_t integer(const std::string& name) {
    const Json& value = field(name);
    const bool fits = value.is_number_integer() && !(value.is_number_unsigned() && value.get<uint64_t>() >> 63);
    if (!fits) fail(pathOf(name), "a whole number", value);
    return value.get<int64_t>();
  }

  uint64_t natural(const std::string& name) {
    const Json& value = field(name);
    const bool natural = value.is_number_unsigned() || (value.is_number_integer() && value.get<int64_t>() >= 0);
    if (!natural) fail(pathOf(name), "a whole number that is not negative", value);
    return value.get<uint64_t>();
  }

  bool boolean(const std::string& name) {
    const Json& value = field(name);
    if (!value.is_boolean()) fail(pathOf(name), "true or false", value);
    return value.get<bool>();
  }

  std::string text(const std::string& name) {
    const Json& value = field(name);
    if (!value.is_string()) fail(pathOf(name), "a string", value);
    return value.get<std::string>();
  }

  /// One of the enumerators 0 to count - 1, by the name that `nameOf` gives it.
  template <typename Enum>
  Enum enumerator(const std::string& name, std::string_view (*nameOf)(Enum), size_t count) {
    const std::string got = text(name);
    std::string expected;
    for (size_t k = 0; k < count; ++k) {
      const auto value = static_cast<Enum>(k);
      if (nameOf(value) == got) return value;
      expected += fmt::format("{}\"{}\"", k == 0 ? "one of " : ", ", nameOf(value));
    }
    fail(pathOf(name), expected, got);
  }

  std::vector<int64_t> integers(const std::string& name) { return integersOf(array(name), pathOf(name)); }

  std::vector<std::vector<int64_t>> listsOfIntegers(const std::string& name) {
    std::vector<std::vector<int64_t>> lists;
    for (const Json& value : array(name)) {
      const std::string path = fmt::format("{}[{}]", pathOf(name), lists.size());
      if (!value.is_array()) fail(path, "an array", value);
      lists.push_back(integersOf(value, path));
    }
    return lists;
  }

  const Json& array(const std::string& name) {
    const Json& value = field(name);
    if (!value.is_array()) fail(pathOf(name), "an array", value);
    return value;
  }

  JsonReader object(const std::string& name) { return JsonReader(field(name), pathOf(name)); }

  /// Any value; the field must be there.
  const Json& field(const std::string& name) {
    asked_.insert(name);
    auto found = json_.find(name);
    if (found == json_.end()) throw InputError("the field is missing", {.field = pathOf(name)});
    return *found;
  }

  bool has(const std::string& name) const { return json_.contains(name); }

  /// Throws when the object has a field that nobody asked for.
  void finish() const {
    for (const auto& [name, value] : json_.items())
      if (!asked_.count(name)) throw InputError("no such field is known", {.field = pathOf(printable(name))});
  }

  std::string pathOf(const std::string& name) const { return path_.empty() ? name : path_ + "." + name; }

  [[noreturn]] static void fail(const std::string& path, const std::string& expected, const Json& got) {
    throw InputError(Expectation{expected, shown(got)}, {.field = path});
  }

 private:
  static std::vector<int64_t> integersOf(const Json& array, const std::string& path) {
    std::vector<int64_t> numbers;
    for (const Json& value : array) {
      if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<uint64_t>() >> 63))
        fail(fmt::format("{}[{}]", path, numbers.size()), "a whole number", value);
      numbers.push_back(value.get<int64_t>());
    }
    return numbers;
  }

  /// An array or object is only counted: to write it down takes stack for every level of its nesting.
  static std::string shown(const Json& value) {
    if (value.is_structured()) return fmt::format("an {} of {}", value.type_name(), value.size());
    std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    return text.size() > kMostShown ? text.substr(0, kMostShown) + "..." : text;
  }

  /// A field's name as its file writes it: in ASCII, escaped where need be.
  static std::string printable(const std::string& name) {
    const std::string quoted = Json(name).dump(-1, ' ', true, Json::error_handler_t::replace);
    return quoted.substr(1, std::min(quoted.size() - 2, kMostShown));
  }

  static constexpr size_t kMostShown = 60;

  const Json& json_;
  std::string path_;
  std::set<std::string> asked_;
};

}  // namespace swapcheck
