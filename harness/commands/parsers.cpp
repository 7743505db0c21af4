#include "harness/commands/parsers.h"

#include <charconv>
#include <string_view>

#include "harness/counting/case_stream.h"

namespace swapcheck {
namespace {

/// Small enough that no size overflows in any unit.
constexpr uint64_t kMostMebibytes = uint64_t{1} << 20;
constexpr double kLongestS = 366.0 * 24 * 3600;

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

}  // namespace swapcheck
