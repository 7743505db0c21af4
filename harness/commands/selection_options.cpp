// The options that choose strategies, properties and durations.
#include <fmt/format.h>
#include <fnmatch.h>

#include <charconv>
#include <cmath>

#include "harness/counting/case_stream.h"
#include "harness/errors.h"
#include "harness/commands/options.h"

namespace swapcheck {
namespace {

/// However large the unit is, no size overflows.
constexpr uint64_t kMostMebibytes = uint64_t{1} << 20;
constexpr double kLongestS = 366.0 * 24 * 3600;

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
      throw UsageError(fmt::format("no {} is named \"{}\"; `swapcheck list {}` shows them", kind, glob, listed));
  }
  std::vector<const Item*> items;
  for (size_t k = 0; k < all.size(); ++k)
    if (chosen[k]) items.push_back(&all[k]);
  return items;
}

double secondsOf(char unit) {
  switch (unit) {
    case 's': return 1;
    case 'm': return 60;
    case 'h': return 3600;
    case 'd': return 24 * 3600;
    default: return 0;
  }
}

}  // namespace

std::optional<Shard> parseShard(const std::string& text) {
  Shard shard;
  const char* const last = text.data() + text.size();
  const auto [slash, error] = std::from_chars(text.data(), last, shard.index);
  if (error != std::errc() || slash == last || *slash != '/') return std::nullopt;
  const auto [end, otherError] = std::from_chars(slash + 1, last, shard.count);
  if (otherError != std::errc() || end != last) return std::nullopt;
  if (shard.index < 1 || shard.index > shard.count || shard.count > kMostShards) return std::nullopt;
  return shard;
}

std::optional<int64_t> parseBytes(const std::string& text) {
  constexpr std::string_view units = "MGT";
  uint64_t amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const size_t unit = end + 1 == text.data() + text.size() ? units.find(*end) : std::string_view::npos;
  if (error != std::errc() || amount == 0 || amount > kMostMebibytes || unit == std::string_view::npos)
    return std::nullopt;
  return static_cast<int64_t>(amount << (20 + 10 * unit));
}

std::optional<double> parseDuration(const std::string& text) {
  double seconds = 0;
  size_t at = 0;
  while (at < text.size()) {
    const size_t end = text.find_first_not_of("0123456789.", at);
    const std::string digits = text.substr(at, end == std::string::npos ? end : end - at);
    if (digits.empty() || end == std::string::npos || secondsOf(text[end]) == 0) return std::nullopt;
    char* stop = nullptr;
    const double amount = std::strtod(digits.c_str(), &stop);
    if (*stop != '\0') return std::nullopt;
    seconds += amount * secondsOf(text[end]);
    at = end + 1;
  }
  return seconds > 0 && seconds <= kLongestS ? std::optional(seconds) : std::nullopt;
}

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

std::vector<const Property*> selectedProperties(const CommandLine& line) {
  return matching(
      allProperties(), line.texts("property"), [](const Property& property) { return property.id; }, "property",
      "properties");
}

}  // namespace swapcheck
