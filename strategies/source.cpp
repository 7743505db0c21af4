#include "strategies/source.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace swapcheck {

std::string_view nameOf(StrategySource::Kind kind) {
  return kind == StrategySource::Kind::Plugin ? "plugin" : "script";
}

std::optional<StrategySource::Kind> sourceKindNamed(std::string_view name) {
  for (StrategySource::Kind kind : {StrategySource::Kind::Plugin, StrategySource::Kind::Script})
    if (nameOf(kind) == name) return kind;
  return std::nullopt;
}

std::string textOf(const StrategySource& source) {
  return std::string(nameOf(source.kind)) + " " + source.file.string();
}

void refuse(const StrategySource& source, const std::string& sentence) {
  throw SourceError(textOf(source) + ": " + sentence);
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
