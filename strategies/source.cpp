#include "strategies/source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "strategies/enum_names.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr EnumNames kSourceKindNames({
    NamedValue{StrategySource::Kind::Plugin, "plugin"},
    {StrategySource::Kind::Script, "script"},
    {StrategySource::Kind::Python, "python"},
});

constexpr StrategySource::Kind kKinds[] = {StrategySource::Kind::Plugin, StrategySource::Kind::Script,
                                           StrategySource::Kind::Python};

/// What a text such as "swaps.py:blend+vmap" names: a file or a module, and what of it is judged.
struct PythonName {
  std::string place;
  /// One function behind a colon, variants behind plus signs; or empty.
  std::string rest;
};

PythonName pythonNameOf(const std::string& text) {
  const size_t name = text.rfind('/') == std::string::npos ? 0 : text.rfind('/');
  const size_t end =
      std::filesystem::exists(text) ? text.size() : std::min(text.find_first_of(":+", name), text.size());
  return {text.substr(0, end), text.substr(end)};
}

bool isPythonFile(const std::string& place) { return place.ends_with(".py") || place.find('/') != std::string::npos; }

}  // namespace

std::string_view sourceKindName(StrategySource::Kind kind) { return kSourceKindNames.of(kind); }

std::optional<StrategySource::Kind> sourceKindNamed(std::string_view name) { return kSourceKindNames.named(name); }

std::span<const StrategySource::Kind> sourceKinds() { return kKinds; }

StrategySource sourceNamed(StrategySource::Kind kind, const std::string& text) {
  const auto absolute = [](const std::string& file) { return std::filesystem::absolute(file).lexically_normal(); };
  if (kind != StrategySource::Kind::Python) return {kind, absolute(text)};
  const auto [place, rest] = pythonNameOf(text);
  return {kind, isPythonFile(place) ? absolute(place).string() + rest : text};
}

std::filesystem::path codeFileOf(const StrategySource& source) {
  if (source.kind != StrategySource::Kind::Python) return source.file;
  const std::string place = pythonNameOf(source.file.string()).place;
  return isPythonFile(place) ? std::filesystem::path(place) : std::filesystem::path();
}

std::string textOf(const StrategySource& source) {
  return std::string(sourceKindName(source.kind)) + " " + source.file.string();
}

void refuse(const StrategySource& source, const std::string& sentence) {
  throw InputError(textOf(source) + ": " + sentence);
}

void requireFile(const StrategySource& source, std::string_view expected) {
  const std::string sentence = "expected " + std::string(expected) + ", got ";
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(source.file, error);
  if (!std::filesystem::exists(status)) refuse(source, "no such file");
  if (std::filesystem::is_directory(status)) refuse(source, sentence + "a folder");
  if (!std::filesystem::is_regular_file(status)) refuse(source, sentence + "what is no regular file");
  if (access(source.file.c_str(), R_OK) != 0) refuse(source, std::string("cannot be read: ") + std::strerror(errno));
}

}  // namespace swapcheck
