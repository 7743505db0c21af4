#include "strategies/catalogue.h"

#include <algorithm>

#include "strategies/builtin.h"

namespace swapcheck {
namespace {

bool isWord(std::string_view word) {
  auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !word.empty() && std::all_of(word.begin(), word.end(), allowed);
}

bool isStrategyName(std::string_view name) {
  auto stop = name.find('.');
  return stop != std::string_view::npos && isWord(name.substr(0, stop)) && isWord(name.substr(stop + 1));
}

bool isCallable(const Swap& swap) {
  return std::visit([](const auto& function) { return static_cast<bool>(function); }, swap);
}

}  // namespace

void Catalogue::add(Strategy strategy) {
  if (!isStrategyName(strategy.name))
    throw CatalogueError("strategy \"" + strategy.name +
                         "\": expected a name family.what of lower-case letters, digits and hyphens");
  if (find(strategy.name)) throw CatalogueError("strategy \"" + strategy.name + "\": the name is taken already");
  if (!isCallable(strategy.swap)) throw CatalogueError("strategy \"" + strategy.name + "\": its swap is empty");
  strategies_.push_back(std::move(strategy));
}

const Strategy* Catalogue::find(std::string_view name) const {
  auto found = std::find_if(strategies_.begin(), strategies_.end(), [&](const auto& s) { return s.name == name; });
  return found == strategies_.end() ? nullptr : &*found;
}

Catalogue builtinCatalogue() {
  Catalogue catalogue;
  addArticleStrategies(catalogue);
  addWholeStrategies(catalogue);
  addMaskedStrategies(catalogue);
  addIndexedStrategies(catalogue);
  addWithinStrategies(catalogue);
  return catalogue;
}

}  // namespace swapcheck
