// The options that choose strategies and properties.
#include <fmt/format.h>
#include <fnmatch.h>

#include "harness/commands/selection_options.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// Those of `all` whose name any of the globs matches, in the order of `all`; all of them when there is no glob.
template <typename Item, typename NameOf>
std::vector<const Item*> matching(std::span<const Item> all, const std::vector<std::string>& globs, NameOf nameOf,
                                  const char* kind, const char* listed) {
  std::vector<bool> chosen(all.size(), globs.empty());
  for (const std::string& glob : globs) {
    bool found = false;
    for (size_t k = 0; k < all.size(); ++k)
      if (fnmatch(glob.c_str(), std::string(nameOf(all[k])).c_str(), 0) == 0) found = chosen[k] = true;
    if (!found)
      throw InputError(fmt::format("no {} is named \"{}\"; `swapcheck list {}` shows them", kind, glob, listed));
  }
  std::vector<const Item*> items;
  for (size_t k = 0; k < all.size(); ++k)
    if (chosen[k]) items.push_back(&all[k]);
  return items;
}

}  // namespace

void addSelection(CommandLine& line) {
  line.repeated("strategy", "GLOB", "only strategies of that name, such as 'masked.*' (repeatable)");
  line.listed("strategy", "strategies");
  line.repeated("property", "GLOB", "only properties of that name (repeatable)");
  line.listed("property", "properties");
}

std::vector<const Strategy*> selectedStrategies(const CommandLine& line, const Catalogue& catalogue) {
  return matching(
      std::span<const Strategy>(catalogue.strategies()), line.texts("strategy"),
      [](const Strategy& strategy) { return strategy.name; }, "strategy", "strategies");
}

namespace {

std::vector<const Property*> propertiesMatching(const std::vector<std::string>& globs) {
  return matching(
      allProperties(), globs, [](const Property& property) { return property.id; }, "property", "properties");
}

}  // namespace

std::vector<const Property*> selectedProperties(const CommandLine& line) {
  return propertiesMatching(line.texts("property"));
}

void addRequire(CommandLine& line) {
  line.repeated("require", "GLOB",
                "properties that the strategies have to support: a clear refusal of forward mode, say, is a finding "
                "(repeatable)");
  line.listed("require", "properties");
  line.option("max-numel", "N", "leave out cases whose operands have more than N elements (default: leave out none)");
  addKinds(line);
}

void addKinds(CommandLine& line) {
  line.option(
      "kinds", "N",
      "shapes, dtypes, layouts and states of the first N numbers only, with ever new contents: for what compiles "
      "for each of them (default: ever new ones)");
}

std::optional<int64_t> kindsOf(const CommandLine& line) {
  const auto kinds = line.number("kinds", 1, INT64_MAX);
  return kinds ? std::optional(static_cast<int64_t>(*kinds)) : std::nullopt;
}

std::optional<int64_t> maxNumelOf(const CommandLine& line) {
  const auto most = line.number("max-numel", 1, INT64_MAX);
  return most ? std::optional(static_cast<int64_t>(*most)) : std::nullopt;
}

std::vector<const Property*> requiredProperties(const CommandLine& line) {
  return line.has("require") ? propertiesMatching(line.texts("require")) : std::vector<const Property*>();
}

}  // namespace swapcheck
