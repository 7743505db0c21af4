#include "harness/judging/other_mistakes.h"

namespace swapcheck {
namespace {

/// More would tell little that is new.
constexpr size_t kMostOthers = 3, kMostExplanations = 8;
/// Explained cases whose simpler ones are looked at.
constexpr size_t kMostExplained = 4;

}  // namespace

void OtherMistakes::learn(const FailureRecord& shrunk) {
  const auto explanation = Explanation::of(shrunk);
  if (explanation) explanations_.push_back(*explanation);
  isOver_ = isOver_ || !explanation || explanations_.size() == kMostExplanations;
}

void OtherMistakes::learnOther(const FailureRecord& shrunk) {
  learn(shrunk);
  isOver_ = isOver_ || ++others_ == kMostOthers;
}

std::optional<Suspect> OtherMistakes::next(const std::vector<FailingCase>& kept) {
  if (isOver_ || explanations_.empty()) return std::nullopt;
  while (looked_ < kept.size()) {
    const FailingCase& failing = kept[looked_++];
    if (areExplained(failing.features, explanations_) && (leavesOutExplained_ || ++explained_ > kMostExplained))
      continue;
    return Suspect{failing.number, explanations_, others_};
  }
  return std::nullopt;
}

}  // namespace swapcheck
