#include "harness/judging/explanation.h"

#include <algorithm>

#include "generators/case/json.h"

namespace swapcheck {
namespace {

using Ladder = std::vector<size_t>;

Ladder ladderOf(const std::vector<const char*>& names) {
  Ladder ladder;
  for (const char* name : names) ladder.push_back(featureNamed(name));
  return ladder;
}

/// Features of which the later ones are more of the same.
const std::vector<Ladder>& ladders() {
  static const std::vector<Ladder> all = {
      ladderOf({"rank.1", "rank.2", "rank.3", "rank.4", "rank.5"}),
      ladderOf({"size.one", "size.few", "size.many", "size.medium", "size.large"}),
  };
  return all;
}

/// The features, and all that are less of the same.
FeatureSet withLesser(FeatureSet features) {
  for (const Ladder& ladder : ladders()) {
    const auto top = std::find_if(ladder.rbegin(), ladder.rend(), [&](size_t k) { return features.test(k); });
    std::for_each(top, ladder.rend(), [&](size_t k) { features.set(k); });
  }
  return features;
}

}  // namespace

std::optional<Explanation> Explanation::of(const FailureRecord& shrunk) {
  if (!shrunk.matters) return std::nullopt;
  FeatureSet needed;
  for (const std::string& name : *shrunk.matters) needed.set(featureNamed(name));
  const FeatureSet features = featuresOf(caseFromJson(shrunk.swapCase));
  for (const Ladder& ladder : ladders())
    for (size_t k : ladder)
      if (features.test(k) && k != featureNamed("size.one")) needed.set(k);
  return Explanation(needed);
}

bool Explanation::explains(const FeatureSet& failing) const { return (needed_ & ~withLesser(failing)).none(); }

bool areExplained(const FeatureSet& failing, const std::vector<Explanation>& explanations) {
  return std::any_of(explanations.begin(), explanations.end(),
                     [&](const Explanation& explanation) { return explanation.explains(failing); });
}

}  // namespace swapcheck
