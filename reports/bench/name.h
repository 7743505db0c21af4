// The name of a benchmark taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace swapcheck {

/// Begins the name of a benchmark that measures another one again, for the A/A noise.
inline constexpr std::string_view kTwinPrefix = "noise/";

struct BenchName {
  std::string strategy;
  std::string pass;
  /// Empty where the name has none.
  std::string density;
  int64_t elements = 0;
};

/// Takes `STRATEGY/PASS/elements:N` and `STRATEGY/PASS/density:D/elements:N`; suffixes of Google Benchmark
/// ("/real_time", "/repeats:3") are ignored. Nothing for any other name.
std::optional<BenchName> benchNameOf(std::string_view name);

}  // namespace swapcheck
