// How long the harness takes to find a mutant, and how small its counterexample becomes.
#pragma once

#include <optional>

#include "mutant.h"

namespace swapcheck {

/// What a search stops at.
struct SearchLimits {
  int64_t cases = INT64_MAX;
  double seconds = 20;
};

/// One search for one mutant on the cases of one seed.
struct Detection {
  /// Whether the mutant's own property was falsified.
  bool caught = false;
  /// The check that failed, and its message.
  std::string check = {};
  std::string message = {};
  /// Cases and seconds until then, or until the search was given up.
  int64_t cases = 0;
  double seconds = 0;
  /// Other properties that were falsified on an earlier case, or on the same.
  std::vector<std::string> others = {};
  /// Elements of one operand of the counterexample, as found and when shrunk; both 0 where it was not shrunk.
  int64_t foundElements = 0;
  int64_t shrunkElements = 0;
  /// Why shrinking ended.
  std::string shrinkEnded = {};

  template <typename Self, typename Use>
  static void eachField(Self& self, const Use& use) {
    use("caught", self.caught);
    use("check", self.check);
    use("message", self.message);
    use("cases", self.cases);
    use("seconds", self.seconds);
    use("others", self.others);
    use("found_elements", self.foundElements);
    use("shrunk_elements", self.shrunkElements);
    use("shrink_ended", self.shrinkEnded);
  }
};

/// Judges the mutant on case after case of that seed by every property, as a campaign does, until its own is
/// falsified or a limit is reached; then shrinks the counterexample, if `shrinks`.
Detection detect(const Mutant& mutant, uint64_t seed, const SearchLimits& limits, bool shrinks);

/// The same, shrunk, in a process of its own, which takes what the mutant leaves behind with it. A mutant of which the
/// process dies is not caught.
Detection detectIsolated(const Mutant& mutant, uint64_t seed, const SearchLimits& limits);

}  // namespace swapcheck
