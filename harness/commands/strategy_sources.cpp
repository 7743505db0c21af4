#include "harness/commands/strategy_sources.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "generators/case/features.h"
#include "harness/errors.h"
#include "harness/commands/shell.h"
#include "strategies/loaded/plugin.h"
#include "strategies/loaded/script.h"

namespace swapcheck {
namespace {

constexpr StrategySource::Kind kKinds[] = {StrategySource::Kind::Plugin, StrategySource::Kind::Script};

void load(Catalogue& catalogue, const StrategySource& source) {
  if (source.kind == StrategySource::Kind::Plugin)
    addPlugin(catalogue, source);
  else
    addScript(catalogue, source);
}

/// A condition that no case can be tested for would end the run in its midst.
void requireMeaning(const KnownFailure& known, const std::string& which) {
  if (!findProperty(known.property))
    throw SourceError(fmt::format("{}: a known failure: no property is named \"{}\"", which, known.property));
  try {
    const Condition condition(known.when);
  } catch (const UnknownFeature& error) {
    throw SourceError(fmt::format("{}: the condition of a known failure: {}", which, error.what()));
  }
}

void loadChecked(Catalogue& catalogue, const StrategySource& source) {
  const size_t before = catalogue.strategies().size();
  load(catalogue, source);
  for (size_t k = before; k < catalogue.strategies().size(); ++k)
    for (const Strategy& strategy = catalogue.strategies()[k]; const KnownFailure& known : strategy.knownFailures)
      requireMeaning(known, fmt::format("{}: strategy \"{}\"", textOf(source), strategy.name));
}

/// As long as it lives, what is printed goes to the standard error: the standard output is for what was asked for.
class PrintsAside {
 public:
  PrintsAside() : out_(dup(STDOUT_FILENO)) { redirect(STDERR_FILENO); }
  ~PrintsAside() {
    redirect(out_);
    close(out_);
  }
  PrintsAside(const PrintsAside&) = delete;
  PrintsAside& operator=(const PrintsAside&) = delete;

 private:
  static void redirect(int to) {
    std::cout.flush();
    std::fflush(stdout);
    dup2(to, STDOUT_FILENO);
  }

  int out_;
};

/// Ends the process without the destructors of what a plugin keeps: all is done, and one that crashes would change the
/// exit code.
void leaveAtOnce(int exitCode, void*) {
  std::cout.flush();
  std::fflush(nullptr);
  _exit(exitCode);
}

}  // namespace

void addSources(CommandLine& line) {
  line.repeated("plugin", "FILE", "also the strategies of that shared library (repeatable)");
  line.repeated("script", "FILE", "also the strategy that is that TorchScript module, such as swap.pt (repeatable)");
}

std::vector<StrategySource> sourcesOf(const CommandLine& line) {
  std::vector<StrategySource> sources;
  for (StrategySource::Kind kind : kKinds)
    for (const std::string& file : line.texts(std::string(sourceKindName(kind)))) {
      if (file.empty()) throw UsageError(fmt::format("--{}: expected a file, got \"\"", sourceKindName(kind)));
      sources.push_back({kind, std::filesystem::absolute(file).lexically_normal()});
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

std::vector<StrategySource> sourcesFor(const std::string& strategy, const Catalogue& catalogue) {
  const StrategySource* own = catalogue.sourceOf(strategy);
  if (!own) return {};
  if (own->kind == StrategySource::Kind::Plugin) return {*own};
  std::vector<StrategySource> sources = catalogue.sources();
  std::erase_if(sources, [](const StrategySource& other) { return other.kind == StrategySource::Kind::Script; });
  sources.push_back(*own);
  return sources;
}

Catalogue withSources(Catalogue catalogue, const std::vector<StrategySource>& sources) {
  for (const StrategySource& source : sources) {
    tryInProcess(source, [&] { loadChecked(catalogue, source); });
    const PrintsAside aside;
    try {
      loadChecked(catalogue, source);
    } catch (const SourceError& error) {
      throw UsageError(error.what());
    }
    if (source.kind == StrategySource::Kind::Plugin) on_exit(leaveAtOnce, nullptr);  // before those of the plugin
  }
  return catalogue;
}

void tryInProcess(const StrategySource& source, const std::function<void()>& work, const ProcessLimits& limits) {
  IsolatedProcess process(limits, [&](Channel& channel) {
    channel.begin({});
    try {
      work();
    } catch (const SourceError& error) {
      channel.send(error.what());
    }
    channel.rest();
  });
  waitForEnd(process);
  if (const auto refusal = process.channel().receive()) throw UsageError(*refusal);
  if (const auto death = process.death())
    throw UsageError(fmt::format("{}: expected strategies, but when it was loaded {}", textOf(source), death->message));
}

}  // namespace swapcheck
