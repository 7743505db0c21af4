// What is worth knowing of a strategy and no failure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace swapcheck {

/// All notes of one strategy and kind.
struct StrategyNote {
  std::string strategy = {};
  /// A short id, stable from run to run: "slow", "shared-storage".
  std::string kind = {};
  int64_t cases = 0;
  /// The first case number that gave it, and what was noted there.
  int64_t number = 0;
  std::string message = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("strategy", self.strategy);
    use("kind", self.kind);
    use("cases", self.cases);
    use("number", self.number);
    use("message", self.message);
  }
  bool operator==(const StrategyNote&) const = default;
};

/// Adds a note to those of its strategy and kind; of two, the one from the earlier case is kept.
void addNote(std::vector<StrategyNote>& notes, StrategyNote note);

}  // namespace swapcheck
