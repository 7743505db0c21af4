// Where strategies come from that do not come with the program.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>

namespace swapcheck {

/// A file with strategies: a plugin, a TorchScript module, or functions in Python.
struct StrategySource {
  enum class Kind { Plugin, Script, Python };

  Kind kind = Kind::Plugin;
  /// Absolute. Of Python the file, "FILE:NAME" for one function of it, or "package.module:NAME"; "+vmap+func" behind it
  /// for variants.
  std::filesystem::path file = {};

  bool operator==(const StrategySource&) const = default;
};

/// All kinds, in the order in which sources are loaded: scripts and functions may use the operators of plugins.
std::span<const StrategySource::Kind> sourceKinds();

/// "plugin", "script" or "python", which are options too.
std::string_view sourceKindName(StrategySource::Kind kind);

/// The kind of that name, or nothing.
std::optional<StrategySource::Kind> sourceKindNamed(std::string_view name);

/// The source that a user names by that text; what is a file in it becomes absolute.
StrategySource sourceNamed(StrategySource::Kind kind, const std::string& text);

/// The file that the strategies' code is in; empty for a module of Python, which only Python can find.
std::filesystem::path codeFileOf(const StrategySource& source);

/// "plugin /home/me/libmine.so".
std::string textOf(const StrategySource& source);

/// Throws InputError with the source's name before the sentence.
[[noreturn]] void refuse(const StrategySource& source, const std::string& sentence);

/// Throws InputError unless the source's file is one that can be read. `expected` is what should be there
/// ("a shared library").
void requireFile(const StrategySource& source, std::string_view expected);

}  // namespace swapcheck
