#include "strategies/source.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "strategies/enum_names.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr EnumNames kSourceKindNames({
    NamedValue{StrategySource::Kind::Plugin, "plugin"},
    {StrategySource::Kind::Script, "script"},
});

}  // namespace

std::string_view sourceKindName(StrategySource::Kind kind) { return kSourceKindNames.of(kind); }

std::optional<StrategySource::Kind> sourceKindNamed(std::string_view name) { return kSourceKindNames.named(name); }

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
