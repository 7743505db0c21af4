#include "strategies/catalogue.h"

#include <algorithm>

#include "strategies/document_text.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// A plus sign is between a name and its variant.
bool isWord(std::string_view word) {
  auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+'; };
  return !word.empty() && std::all_of(word.begin(), word.end(), allowed);
}

bool isStrategyName(std::string_view name) {
  auto stop = name.find('.');
  return stop != std::string_view::npos && isWord(name.substr(0, stop)) && isWord(name.substr(stop + 1)) &&
         name.size() <= kMostNameLength;
}

bool isCallable(const Swap& swap) {
  return std::visit([](const auto& function) { return static_cast<bool>(function); }, swap);
}

/// What its author says of it may be any bytes.
void cleanTexts(Strategy& strategy) {
  strategy.summary = documentText(strategy.summary);
  for (KnownFailure& known : strategy.knownFailures)
    for (std::string* text : {&known.reason, &known.upstream}) *text = documentText(*text);
}

}  // namespace

void Catalogue::add(Strategy strategy, std::optional<StrategySource> source) {
  const std::string which = "strategy \"" + strategy.name + "\": ";
  if (!isStrategyName(strategy.name))
    throw InputError(which + "expected a name family.what of lower-case letters, digits and hyphens, at most " +
                     std::to_string(kMostNameLength) + " of them");
  if (find(strategy.name)) {
    const StrategySource* taker = sourceOf(strategy.name);
    throw InputError(which + "the name is taken already, by " + (taker ? textOf(*taker) : "swapcheck itself"));
  }
  if (!isCallable(strategy.swap)) throw InputError(which + "its swap is empty");
  cleanTexts(strategy);
  if (source) sources_.emplace(strategy.name, std::move(*source));
  strategies_.push_back(std::move(strategy));
}

const Strategy* Catalogue::find(std::string_view name) const {
  auto found = std::find_if(strategies_.begin(), strategies_.end(), [&](const auto& s) { return s.name == name; });
  return found == strategies_.end() ? nullptr : &*found;
}

const StrategySource* Catalogue::sourceOf(std::string_view name) const {
  const auto found = sources_.find(name);
  return found == sources_.end() ? nullptr : &found->second;
}

std::vector<StrategySource> Catalogue::sources() const {
  std::vector<StrategySource> sources;
  for (const Strategy& strategy : strategies_)
    if (const StrategySource* source = sourceOf(strategy.name))
      if (std::find(sources.begin(), sources.end(), *source) == sources.end()) sources.push_back(*source);
  return sources;
}

}  // namespace swapcheck
