#include "generators/stream/pairs.h"

#include <algorithm>
#include <array>

#include "generators/stream/feature_rules.h"

namespace swapcheck {
namespace {

/// The ways of being invalid are counted alone: what else such a case has hardly matters.
constexpr std::string_view kDefectPrefix = "defect.";

bool isOfDefect(std::string_view feature) { return feature.starts_with(kDefectPrefix); }

/// Which dtypes count: those that every LibTorch has, or those that this one has.
enum class Of { Every, This };

bool isSupportedFeature(std::string_view feature, Of libtorch) {
  const std::optional<DType> recent = recentDTypeOf(feature);
  return !recent || (libtorch == Of::This && isSupported(*recent));
}

/// A requirement by the places of features; of those that meet it, only what LibTorch has.
struct PlacedRequirement {
  std::vector<size_t> features;
  std::vector<size_t> anyOf;
};

PlacedRequirement placed(const Requirement& requirement, Of libtorch) {
  PlacedRequirement result;
  for (std::string_view pattern : requirement.features)
    for (size_t f = 0; f < allFeatures().size(); ++f)
      if (covers(pattern, allFeatures()[f].name)) result.features.push_back(f);
  for (std::string_view name : requirement.anyOf)
    if (isSupportedFeature(name, libtorch)) result.anyOf.push_back(featureNamed(name));
  return result;
}

/// What follows from the rules for every pair of features.
class Compatibility {
 public:
  explicit Compatibility(Of libtorch) : count_(allFeatures().size()), together_(count_ * count_, true) {
    for (const FeatureNames& group : alternatives())
      for (std::string_view one : group)
        for (std::string_view other : group)
          if (one != other) exclude(featureNamed(one), featureNamed(other));
    for (const auto& [feature, others] : contradictions())
      for (std::string_view other : others) exclude(featureNamed(feature), featureNamed(other));
    std::vector<PlacedRequirement> placedOnes;
    for (const Requirement& requirement : requirements()) placedOnes.push_back(placed(requirement, libtorch));
    while (excludeByRequirements(placedOnes)) continue;
  }

  bool together(size_t first, size_t second) const { return together_[first * count_ + second]; }

 private:
  bool exclude(size_t first, size_t second) {
    if (!together(first, second)) return false;
    together_[first * count_ + second] = together_[second * count_ + first] = false;
    return true;
  }

  /// A feature excludes what everything that it requires excludes. One round; whether anything came of it.
  bool excludeByRequirements(const std::vector<PlacedRequirement>& placedOnes) {
    bool changed = false;
    for (const auto& [features, anyOf] : placedOnes)
      for (size_t f : features)
        for (size_t other = 0; other < count_; ++other)
          if (std::none_of(anyOf.begin(), anyOf.end(), [&](size_t named) { return together(named, other); }))
            changed = exclude(f, other) || changed;
    return changed;
  }

  size_t count_;
  std::vector<bool> together_;
};

const Compatibility& compatibility(Of libtorch) {
  static const Compatibility ofEvery(Of::Every), ofThis(Of::This);
  return libtorch == Of::Every ? ofEvery : ofThis;
}

/// Whether cases of the family can have the defect: those that have room for all of them.
bool canBeOf(Defect defect, Family family) {
  const Shape roomy = {4, 1, 3};
  const Selection selections[] = {WholeSelection{}, MaskSelection{MaskPattern::All, roomy},
                                  IndexSelection{.shapes = flatIndexShapes(2, 3)}, PairSelection{.pairs = 2}};
  return isPossible(defect, roomy, selections[static_cast<size_t>(family)]);
}

bool canOccurIn(size_t feature, Family family, Of libtorch) {
  const std::string_view name = allFeatures()[feature].name;
  const size_t ofFamily = featureNamed("family." + std::string(familyName(family)));
  if (!compatibility(libtorch).together(feature, ofFamily) || !isSupportedFeature(name, libtorch)) return false;
  return !isOfDefect(name) || canBeOf(defectNamed(name.substr(kDefectPrefix.size())).value(), family);
}

std::vector<FeaturePair> pairsOf(Family family, Of libtorch) {
  std::vector<size_t> possible;
  for (size_t feature = 0; feature < allFeatures().size(); ++feature)
    if (!isOfDefect(allFeatures()[feature].name) && canOccurIn(feature, family, libtorch)) possible.push_back(feature);
  std::vector<FeaturePair> pairs;
  for (size_t i = 0; i < possible.size(); ++i)
    for (size_t j = i + 1; j < possible.size(); ++j)
      if (compatibility(libtorch).together(possible[i], possible[j])) pairs.push_back({possible[i], possible[j]});
  return pairs;
}

template <Of libtorch>
const std::vector<FeaturePair>& pairsOfFamily(Family family) {
  static const std::array<std::vector<FeaturePair>, 4> pairs = {
      pairsOf(Family::Whole, libtorch), pairsOf(Family::Masked, libtorch), pairsOf(Family::Indexed, libtorch),
      pairsOf(Family::Within, libtorch)};
  return pairs[static_cast<size_t>(family)];
}

}  // namespace

bool canOccur(size_t feature, Family family) { return canOccurIn(feature, family, Of::This); }

const std::vector<FeaturePair>& feasiblePairs(Family family) { return pairsOfFamily<Of::This>(family); }

const std::vector<FeaturePair>& pairsOfEveryLibtorch(Family family) { return pairsOfFamily<Of::Every>(family); }

PairCounts::PairCounts() : stride_(allFeatures().size()), counts_(stride_ * stride_) {}

void PairCounts::add(const FeatureSet& features) {
  std::array<size_t, kMaxFeatures> held;
  size_t count = 0;
  for (size_t k = 0; k < stride_; ++k)
    if (features[k]) held[count++] = k;
  for (size_t i = 0; i < count; ++i) {
    int64_t* const row = &counts_[held[i] * stride_];
    for (size_t j = i + 1; j < count; ++j) ++row[held[j]];
  }
}

}  // namespace swapcheck
