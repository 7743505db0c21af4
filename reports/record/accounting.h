// How far a run got, and how its cases ended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace swapcheck {

/// Why a run ended.
enum class RunEnd {
  /// All of its cases were judged.
  Cases,
  Time,
  Signal,
  /// It did not end properly; the record is read from its journal.
  Killed,
};

/// "cases", "time", "signal" or "killed".
std::string_view runEndName(RunEnd end);

/// The end of that name, or nothing.
std::optional<RunEnd> runEndNamed(std::string_view name);

/// How the cases of all strategies ended, each counted singly: `started` is the sum of the others.
struct Accounting {
  int64_t started = 0;
  int64_t finished = 0;
  int64_t crashed = 0;
  int64_t hung = 0;
  int64_t outOfMemory = 0;
  /// The run ended before these did.
  int64_t abandoned = 0;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("started", self.started);
    use("finished", self.finished);
    use("crashed", self.crashed);
    use("hung", self.hung);
    use("out_of_memory", self.outOfMemory);
    use("abandoned", self.abandoned);
  }
  bool operator==(const Accounting&) const = default;
};

/// A strategy that was retired because most of its cases killed their process.
struct RetiredStrategy {
  std::string name = {};
  int64_t deaths = 0;
  /// Out of this many cases.
  int64_t cases = 0;
  /// The case number after which it was left out.
  int64_t number = 0;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("name", self.name);
    use("deaths", self.deaths);
    use("cases", self.cases);
    use("number", self.number);
  }
  bool operator==(const RetiredStrategy&) const = default;
};

/// One of several machines' share of a campaign.
struct Shard {
  /// From 1 to `count`.
  int64_t index = 1;
  int64_t count = 1;

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("index", self.index);
    use("count", self.count);
  }

  bool operator==(const Shard&) const = default;
};

}  // namespace swapcheck
