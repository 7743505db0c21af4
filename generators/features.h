// Named features of cases: what coverage counts and what the conditions of known failures name.
#pragma once

#include <bitset>
#include <span>
#include <stdexcept>

#include "generators/case.h"

namespace swapcheck {

/// One named feature.
struct Feature {
  std::string_view name;
  std::string_view summary;
  bool (*holds)(const SwapCase&);
};

/// Every feature, in the order in which it is shown.
std::span<const Feature> allFeatures();

inline constexpr size_t kMaxFeatures = 256;

/// The features of one case: bit k is `allFeatures()[k]`.
using FeatureSet = std::bitset<kMaxFeatures>;

FeatureSet featuresOf(const SwapCase& swapCase);

/// A condition that names a feature that there is not.
struct UnknownFeature : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Place in `allFeatures()`; throws UnknownFeature.
size_t featureNamed(std::string_view name);

/// A conjunction of features, each wanted or, written "!name", unwanted.
class Condition {
 public:
  /// Throws UnknownFeature.
  explicit Condition(const std::vector<std::string>& terms);

  bool holds(const FeatureSet& features) const {
    return (features & wanted_) == wanted_ && (features & unwanted_).none();
  }

 private:
  FeatureSet wanted_;
  FeatureSet unwanted_;
};

}  // namespace swapcheck
