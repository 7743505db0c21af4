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

/// A condition that no case can be tested for would end the run in its midst.
void requireMeaning(const KnownFailure& known, const std::string& which) {
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
    loadChecked(catalogue, source);
    if (source.kind == StrategySource::Kind::Plugin) on_exit(leaveAtOnce, nullptr);  // before those of the plugin
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
