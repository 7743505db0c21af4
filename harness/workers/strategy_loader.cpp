#include "harness/workers/strategy_loader.h"

#include <fmt/format.h>

#include "generators/case/features.h"
#include "harness/workers/lazy_source.h"
#include "harness/workers/strategy_description.h"
#include "properties/property.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// The first character of an answer.
constexpr char kLoaded = '+', kComplained = '-';

/// An unknown property or feature would otherwise end the run halfway.
void requireKnownNames(const KnownFailure& known, const std::string& which) {
  if (!findProperty(known.property))
    throw InputError(fmt::format("no property is named \"{}\"", known.property),
                     {.subject = which + ": a known failure"});
  about(which + ": the condition of a known failure", [&] { return Condition(known.when); });
}

void requireKnownNames(const StrategySource& source, const Strategy& strategy) {
  for (const KnownFailure& known : strategy.knownFailures)
    requireKnownNames(known, fmt::format("{}: strategy \"{}\"", textOf(source), strategy.name));
}

/// Loads the file in this process, beside a catalogue, and describes its strategies. The plugins before it are loaded
/// first, since a script may use their operators.
std::string loadHere(Catalogue catalogue, const StrategySource& source, const std::vector<StrategySource>& plugins) {
  for (const StrategySource& plugin : plugins) {
    Catalogue apart;
    addStrategiesOf(plugin, apart);
  }
  const auto before = static_cast<std::ptrdiff_t>(catalogue.strategies().size());
  addStrategiesOf(source, catalogue);
  const std::vector<Strategy> added(catalogue.strategies().begin() + before, catalogue.strategies().end());
  for (const Strategy& strategy : added) requireKnownNames(source, strategy);
  return describeStrategies(added);
}

}  // namespace

std::vector<StrategySource> sourcesFor(const std::string& strategy, const Catalogue& catalogue) {
  const StrategySource* own = catalogue.sourceOf(strategy);
  if (!own) return {};
  if (own->kind == StrategySource::Kind::Plugin) return {*own};
  std::vector<StrategySource> sources = catalogue.sources();
  std::erase_if(sources, [](const StrategySource& other) { return other.kind != StrategySource::Kind::Plugin; });
  sources.push_back(*own);
  return sources;
}

Catalogue withSources(Catalogue catalogue, const std::vector<StrategySource>& sources) {
  std::vector<std::shared_ptr<LazySource>> plugins;
  std::vector<StrategySource> pluginFiles;
  for (const StrategySource& source : sources) {
    const bool isPlugin = source.kind == StrategySource::Kind::Plugin;
    const auto needed = isPlugin ? std::vector<StrategySource>() : pluginFiles;
    const std::string described = loadedInProcess(source, [&] { return loadHere(catalogue, source, needed); });
    const auto lazy = std::make_shared<LazySource>(source, isPlugin ? decltype(plugins)() : plugins);
    for (auto& [family, strategy] : strategiesDescribedIn(described)) {
      strategy.swap = lazySwap(family, lazy, strategy.name);
      catalogue.add(std::move(strategy), source);
    }
    if (!isPlugin) continue;
    plugins.push_back(lazy);
    pluginFiles.push_back(source);
  }
  return catalogue;
}

std::string loadedInProcess(const StrategySource& source, const std::function<std::string()>& load,
                            const ProcessLimits& limits) {
  const IsolatedResult result = runIsolated(limits, [&](Channel&) -> std::string {
    try {
      return kLoaded + load();
    } catch (const Error& error) {
      return kComplained + std::string(error.what());
    }
  });
  if (result.death)
    throw InputError(
        fmt::format("{}: expected strategies, but when it was loaded {}", textOf(source), textOf(*result.death)));
  const std::string answer = result.text->empty() ? std::string(1, kComplained) : *result.text;
  if (answer[0] == kComplained) throw InputError(answer.substr(1));
  return answer.substr(1);
}

}  // namespace swapcheck
