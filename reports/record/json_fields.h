// Structs as JSON objects, by one table of their fields.
//
//   struct Counts {
//     int64_t cases = 0;
//     template <typename Self, typename Use>
//     static void eachField(Self& self, const Use& use) { use("cases", self.cases); }
//   };
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "strategies/error.h"

namespace swapcheck {

struct AnyField {
  template <typename Field>
  void operator()(const char*, Field&) const {}
};

/// A struct with a table of its fields.
template <typename T>
concept HasFields = requires(T& value) { T::eachField(value, AnyField()); };

template <typename T>
nlohmann::ordered_json fieldsToJson(const std::vector<T>& values);
template <typename T>
nlohmann::ordered_json fieldsToJson(const std::optional<T>& value);

/// Fields may be numbers, texts, truth values, any JSON, structs with fields, and vectors, optionals and maps of them.
template <typename T>
nlohmann::ordered_json fieldsToJson(const T& value) {
  using Json = nlohmann::ordered_json;
  if constexpr (HasFields<T>) {
    Json json = Json::object();
    T::eachField(value, [&](const char* name, const auto& field) { json[name] = fieldsToJson(field); });
    return json;
  } else {
    return value;
  }
}

template <typename T>
nlohmann::ordered_json fieldsToJson(const std::vector<T>& values) {
  auto json = nlohmann::ordered_json::array();
  for (const T& value : values) json.push_back(fieldsToJson(value));
  return json;
}

template <typename T>
nlohmann::ordered_json fieldsToJson(const std::optional<T>& value) {
  return value ? fieldsToJson(*value) : nlohmann::ordered_json();
}

/// Reads a field. All throw InputError that names the field and says what was expected.
class FieldReader {
 public:
  using Json = nlohmann::ordered_json;

  FieldReader(const Json& json, std::string path) : json_(json), path_(std::move(path)) {}

  void read(std::string& text) const { text = as<std::string>(json_.is_string(), "a string"); }
  void read(bool& flag) const { flag = as<bool>(json_.is_boolean(), "true or false"); }
  void read(double& number) const { number = as<double>(json_.is_number(), "a number"); }
  void read(Json& any) const { any = json_; }

  template <std::signed_integral Number>
  void read(Number& number) const {
    const bool fits =
        json_.is_number_integer() && (!json_.is_number_unsigned() || json_.get<uint64_t>() <= uint64_t{INT64_MAX});
    number = as<Number>(fits, "a whole number");
  }

  template <std::unsigned_integral Number>
  void read(Number& number) const {
    const bool fits = json_.is_number_unsigned() || (json_.is_number_integer() && json_.get<int64_t>() >= 0);
    number = as<Number>(fits, "a whole number that is not negative");
  }

  template <typename T>
  void read(std::vector<T>& values) const {
    require(json_.is_array(), "an array");
    values.resize(json_.size());
    for (size_t k = 0; k < values.size(); ++k) FieldReader(json_[k], fmt::format("{}[{}]", path_, k)).read(values[k]);
  }

  template <typename T>
  void read(std::optional<T>& value) const {
    value.reset();
    if (json_.is_null()) return;
    T inner{};
    read(inner);
    value = std::move(inner);
  }

  template <typename T>
  void read(std::map<std::string, T>& values) const {
    require(json_.is_object(), "an object");
    for (const auto& [name, value] : json_.items()) FieldReader(value, pathOf(name)).read(values[name]);
  }

  template <HasFields T>
  void read(T& value) const {
    require(json_.is_object(), "an object");
    T::eachField(value, [&](const char* name, auto& field) {
      const auto found = json_.find(name);
      if (found == json_.end()) throw InputError("the field is missing", {.field = pathOf(name)});
      FieldReader(*found, pathOf(name)).read(field);
    });
  }

 private:
  std::string pathOf(const std::string& name) const { return path_.empty() ? name : path_ + "." + name; }

  void require(bool fits, const char* expected) const {
    if (fits) return;
    const std::string got = json_.is_structured() ? fmt::format("an {}", json_.type_name()) : json_.dump();
    throw InputError(Expectation{expected, got}, {.field = path_.empty() ? "the entry" : path_});
  }

  template <typename T>
  T as(bool fits, const char* expected) const {
    require(fits, expected);
    return json_.get<T>();
  }

  const Json& json_;
  std::string path_;
};

/// The struct that `fieldsToJson` wrote. Throws InputError.
template <HasFields T>
T fieldsFromJson(const nlohmann::ordered_json& json) {
  T value;
  FieldReader(json, "").read(value);
  return value;
}

}  // namespace swapcheck
