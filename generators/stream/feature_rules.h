// Which features a case can have together, as tables; `pairs` works out what follows from them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "generators/parts/dtype.h"

namespace swapcheck {

using FeatureNames = std::vector<std::string_view>;

/// Groups of features that exclude one another: a case has at most one of each group.
std::span<const FeatureNames> alternatives();

struct Contradiction {
  std::string_view feature;
  FeatureNames others;
};

/// A case with the feature has none of the others.
std::span<const Contradiction> contradictions();

struct Requirement {
  /// "mask.*" stands for all features of a group.
  FeatureNames features;
  FeatureNames anyOf;
};

/// A case with one of the features has one of `anyOf` as well.
std::span<const Requirement> requirements();

/// Whether `pattern`, a feature or a group ("mask.*"), covers the feature.
bool covers(std::string_view pattern, std::string_view feature);

/// The dtype that LibTorch must have for the feature, if it is one that the oldest LibTorch lacks.
std::optional<DType> recentDTypeOf(std::string_view feature);

}  // namespace swapcheck
