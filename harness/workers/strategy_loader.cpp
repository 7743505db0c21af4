#include "harness/workers/strategy_loader.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "generators/case/features.h"
#include "properties/property.h"
#include "strategies/error.h"
#include "strategies/loaded/plugin.h"
#include "strategies/loaded/script.h"

namespace swapcheck {
namespace {

void load(Catalogue& catalogue, const StrategySource& source) {
  if (source.kind == StrategySource::Kind::Plugin)
    addPlugin(catalogue, source);
  else
    addScript(catalogue, source);
}

/// An unknown property or feature would otherwise end the run halfway.
void requireKnownNames(const KnownFailure& known, const std::string& which) {
  if (!findProperty(known.property))
    throw InputError(fmt::format("no property is named \"{}\"", known.property),
                     {.subject = which + ": a known failure"});
  about(which + ": the condition of a known failure", [&] { return Condition(known.when); });
}

void loadChecked(Catalogue& catalogue, const StrategySource& source) {
  const size_t before = catalogue.strategies().size();
  load(catalogue, source);
  for (size_t k = before; k < catalogue.strategies().size(); ++k)
    for (const Strategy& strategy = catalogue.strategies()[k]; const KnownFailure& known : strategy.knownFailures)
      requireKnownNames(known, fmt::format("{}: strategy \"{}\"", textOf(source), strategy.name));
}

/// While it lives, standard output goes to standard error: a file that prints while it is loaded must not mix with the
/// command's results.
class StdoutToStderr {
 public:
  StdoutToStderr() : out_(dup(STDOUT_FILENO)) { redirect(STDERR_FILENO); }
  ~StdoutToStderr() {
    redirect(out_);
    close(out_);
  }
  StdoutToStderr(const StdoutToStderr&) = delete;
  StdoutToStderr& operator=(const StdoutToStderr&) = delete;

 private:
  static void redirect(int to) {
    std::cout.flush();
    std::fflush(stdout);
    dup2(to, STDOUT_FILENO);
  }

  int out_;
};

/// Exits without running a plugin's static destructors: a crash in one would change the exit code.
void exitAtOnce(int exitCode, void*) {
  std::cout.flush();
  std::fflush(nullptr);
  _exit(exitCode);
}

}  // namespace

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
    const StdoutToStderr redirected;
    loadChecked(catalogue, source);
    if (source.kind == StrategySource::Kind::Plugin) on_exit(exitAtOnce, nullptr);  // before the plugin's handlers
  }
  return catalogue;
}

void tryInProcess(const StrategySource& source, const std::function<void()>& load, const ProcessLimits& limits) {
  const IsolatedResult result = runIsolated(limits, [&](Channel&) -> std::string {
    try {
      load();
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  });
  if (result.death)
    throw InputError(
        fmt::format("{}: expected strategies, but when it was loaded {}", textOf(source), textOf(*result.death)));
  if (!result.text->empty()) throw InputError(*result.text);
}

}  // namespace swapcheck
