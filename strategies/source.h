// Where strategies come from that do not come with the program.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace swapcheck {

/// A file with strategies: a plugin or a TorchScript module.
struct StrategySource {
  enum class Kind { Plugin, Script };

  Kind kind = Kind::Plugin;
  /// Absolute.
  std::filesystem::path file = {};

  bool operator==(const StrategySource&) const = default;
};

/// "plugin" or "script", which are options too.
std::string_view sourceKindName(StrategySource::Kind kind);

/// The kind of that name, or nothing.
std::optional<StrategySource::Kind> sourceKindNamed(std::string_view name);

/// "plugin /home/me/libmine.so".
std::string textOf(const StrategySource& source);

/// Throws InputError with the source's name before the sentence.
[[noreturn]] void refuse(const StrategySource& source, const std::string& sentence);

/// Throws InputError unless the source's file is one that can be read. `expected` is what should be there
/// ("a shared library").
void requireFile(const StrategySource& source, std::string_view expected);

}  // namespace swapcheck
