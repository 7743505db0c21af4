// Named features of cases: what coverage counts and what the conditions of known failures name.
#pragma once

#include <bit>
#include <bitset>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "generators/case/host_inputs.h"

namespace swapcheck {

/// One named feature: of the description alone, or of the contents too.
class Feature {
 public:
  using OfCase = bool (*)(const SwapCase&);
  using OfContents = bool (*)(const SwapCase&, const HostInputs&);

  constexpr Feature(std::string_view name_, std::string_view summary_, OfCase ofCase)
      : name(name_), summary(summary_), ofCase_(ofCase) {}
  constexpr Feature(std::string_view name_, std::string_view summary_, OfContents ofContents)
      : name(name_), summary(summary_), ofContents_(ofContents) {}

  /// `host` is `hostInputsOf(swapCase)`.
  bool holds(const SwapCase& swapCase, const HostInputs& host) const {
    return ofCase_ ? ofCase_(swapCase) : ofContents_(swapCase, host);
  }

  std::string_view name;
  std::string_view summary;

 private:
  OfCase ofCase_ = nullptr;
  OfContents ofContents_ = nullptr;
};

/// Every feature, in the order in which it is shown.
std::span<const Feature> allFeatures();

inline constexpr size_t kMaxFeatures = 256;

/// The features of one case: bit k is `allFeatures()[k]`.
using FeatureSet = std::bitset<kMaxFeatures>;

/// Calls `use` with the place of each feature in the set.
template <typename Use>
void eachFeature(FeatureSet features, const Use& use) {
  static const FeatureSet kWord(UINT64_MAX);
  for (size_t begin = 0; features.any(); begin += 64, features >>= 64)
    for (uint64_t word = (features & kWord).to_ullong(); word != 0; word &= word - 1)
      use(begin + static_cast<size_t>(std::countr_zero(word)));
}

/// Their names, in that order.
std::vector<std::string> namesOf(const FeatureSet& features);

/// `host` is `hostInputsOf(swapCase)`.
FeatureSet featuresOf(const SwapCase& swapCase, const HostInputs& host);

/// The same where the contents are not known yet: works them out.
FeatureSet featuresOf(const SwapCase& swapCase);

/// Place in `allFeatures()`; throws InputError.
size_t featureNamed(std::string_view name);

/// A conjunction of features, each wanted or, written "!name", unwanted.
class Condition {
 public:
  /// Throws InputError.
  explicit Condition(const std::vector<std::string>& terms);

  bool holds(const FeatureSet& features) const {
    return (features & wanted_) == wanted_ && (features & unwanted_).none();
  }

 private:
  FeatureSet wanted_;
  FeatureSet unwanted_;
};

}  // namespace swapcheck
