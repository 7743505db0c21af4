// Looks for more than one mistake behind one failure.
#pragma once

#include "harness/counting/failing_cases.h"
#include "harness/judging/explanation.h"

namespace swapcheck {

/// A failing case in which another mistake may show, and what explains the failure so far.
struct Suspect {
  uint64_t number = 0;
  std::vector<Explanation> explanations = {};
  /// Other mistakes that are known.
  size_t others = 0;
};

/// Goes through the failing cases of one failure in the order of their numbers. Suspect are those that no shrunk case
/// explains, and the first few of the others: simpler ones of these may fail without what matters in the shrunk cases.
/// What it finds depends on the cases alone, not on when they come.
class OtherMistakes {
 public:
  /// Leaves explained cases out, for failures that take long to see again, such as deaths.
  void leaveOutExplained() { leavesOutExplained_ = true; }

  /// Takes the record of the failure when it has been shrunk, then variants of it, which explain more.
  void learn(const FailureRecord& shrunk);

  /// Takes the record of another mistake.
  void learnOther(const FailureRecord& shrunk);

  /// The next suspect of those that are kept so far, or nothing for now.
  std::optional<Suspect> next(const std::vector<FailingCase>& kept);

  /// Whether `next` would give one.
  bool hasNext(const std::vector<FailingCase>& kept) const { return OtherMistakes(*this).next(kept).has_value(); }

 private:
  std::vector<Explanation> explanations_;
  size_t looked_ = 0;
  size_t explained_ = 0;
  size_t others_ = 0;
  /// Enough was found, or it is not known what matters.
  bool isOver_ = false;
  bool leavesOutExplained_ = false;
};

}  // namespace swapcheck
