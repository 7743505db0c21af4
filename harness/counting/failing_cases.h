// The cases of one distinct failure in which other mistakes are looked for.
#pragma once

#include <cstdint>
#include <vector>

#include "generators/case/features.h"

namespace swapcheck {

struct FailingCase {
  uint64_t number = 0;
  FeatureSet features = {};
};

/// Keeps the first failing cases, and each later one that lacks a feature which all before it had: for every feature
/// that is not in all failing cases, one without it is kept. At most as many as there are features, and a few.
class FailingCases {
 public:
  void add(const FailingCase& failing);

  /// In the order in which they were added.
  const std::vector<FailingCase>& kept() const { return kept_; }

 private:
  std::vector<FailingCase> kept_;
  /// The features that all have.
  FeatureSet common_;
};

}  // namespace swapcheck
