#include "harness/commands/strategy_sources.h"

#include <fmt/format.h>

#include "reports/console/escape.h"
#include "strategies/error.h"

namespace swapcheck {
void addSources(CommandLine& line) {
  line.repeated("plugin", "FILE", "also the strategies of that shared library (repeatable)");
  line.repeated("script", "FILE", "also the strategy that is that TorchScript module, such as swap.pt (repeatable)");
  line.repeated("python", "FILE|FILE:NAME|MODULE:NAME",
                "also the functions of that Python file that swap, or that one (repeatable)");
}

std::vector<StrategySource> sourcesOf(const CommandLine& line) {
  std::vector<StrategySource> sources;
  for (StrategySource::Kind kind : sourceKinds())
    for (const std::string& file : line.texts(std::string(sourceKindName(kind)))) {
      if (file.empty()) throw InputError(fmt::format("--{}: expected a file, got \"\"", sourceKindName(kind)));
      sources.push_back(sourceNamed(kind, file));
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
