#include "harness/commands/strategy_sources.h"

#include <fmt/format.h>

#include "reports/console/escape.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// Behind the name of a Python source: "+vmap+compile:aot_eager".
std::string variantsOf(const CommandLine& line) {
  std::string variants;
  for (const std::string& variant : line.texts("variant")) variants += "+" + variant;
  return variants;
}

}  // namespace

void addSources(CommandLine& line) {
  line.repeated("plugin", "FILE", "also the strategies of that shared library (repeatable)");
  line.repeated("script", "FILE", "also the strategy that is that TorchScript module, such as swap.pt (repeatable)");
  line.repeated("python", "FILE|FILE:NAME|MODULE:NAME",
                "also the functions of that Python file that swap, or that one (repeatable)");
  line.repeated(
      "variant", "KIND",
      "beside each function of --python also what becomes of it under compile[:BACKEND], vmap, func, autocast, "
      "fake or checkpoint (repeatable)");
}

std::vector<StrategySource> sourcesOf(const CommandLine& line) {
  if (line.has("variant") && !line.has("python"))
    throw InputError("--variant: expected with it --python, whose functions it varies");
  std::vector<StrategySource> sources;
  for (StrategySource::Kind kind : sourceKinds())
    for (const std::string& file : line.texts(std::string(sourceKindName(kind)))) {
      if (file.empty()) throw InputError(fmt::format("--{}: expected a file, got \"\"", sourceKindName(kind)));
      sources.push_back(sourceNamed(kind, kind == StrategySource::Kind::Python ? file + variantsOf(line) : file));
    }
  return sources;
}

std::string optionsText(const std::vector<StrategySource>& sources) {
  std::string text;
  for (const StrategySource& source : sources)
    text += fmt::format("{}--{} {}", text.empty() ? "" : " ", sourceKindName(source.kind),
                        shellQuoted(source.file.string()));
  return text;
}

}  // namespace swapcheck
