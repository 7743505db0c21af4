#include "harness/judging/what_matters.h"

#include <set>

#include "generators/simplify/matters.h"

namespace swapcheck {

namespace {

/// What judging the less simple cases of a minimal one tells.
class Probe {
 public:
  Probe(const SwapCase& minimal, const FailsAlike& failsAlike)
      : features_(featuresOf(minimal)), failsAlike_(failsAlike), matters_(featuresThatMatter(minimal)) {
    for (const SwapCase& other : lessSimpleCases(minimal))
      if (judge(other, features_))  // two things that go together are told one by one
        for (const SwapCase& next : lessSimpleCases(other)) judge(next, features_ & featuresOf(other));
  }

  FeatureSet matters() const { return matters_ & ~dispensable_; }

 private:
  /// Whether the case fails. `before` are the features of the minimal case that the one has which it was made from.
  bool judge(const SwapCase& swapCase, const FeatureSet& before) {
    const FeatureSet lacked = before & ~featuresOf(swapCase);
    const bool fails = failsAlike_(swapCase).has_value();
    if (fails)
      dispensable_ |= lacked;
    else if (groupsIn(lacked) == 1)
      matters_ |= lacked;
    return fails;
  }

  FeatureSet features_;
  const FailsAlike& failsAlike_;
  FeatureSet matters_;
  /// What a failing case lacks.
  FeatureSet dispensable_;
};

}  // namespace

FeatureSet whatMatters(const SwapCase& minimal, const FailsAlike& failsAlike) {
  return Probe(minimal, failsAlike).matters();
}

size_t groupsIn(const FeatureSet& features) {
  std::set<std::string_view> groups;
  eachFeature(features, [&](size_t k) {
    const std::string_view name = allFeatures()[k].name;
    groups.insert(name.substr(0, name.find('.')));
  });
  return groups.size();
}

}  // namespace swapcheck
