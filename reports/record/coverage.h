// Which features the cases of a run had.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace swapcheck {

/// How many cases had a feature.
struct FeatureCount {
  std::string name = {};
  std::string summary = {};
  int64_t cases = 0;
  /// Whether the run should have covered it: some family that ran and this LibTorch can have it.
  bool required = true;
};

/// Which pairs of features occurred together.
struct PairCoverage {
  /// Pairs that some case of the families that ran can have.
  int64_t feasible = 0;
  /// Of those, how many some case had.
  int64_t seen = 0;
  /// The first of the others, as "one + other".
  std::vector<std::string> unseen = {};
  /// Every feasible pair in order, seen ones as '1', others as '0', so that runs can be merged; empty in a record that
  /// an earlier version wrote.
  std::string bits = {};
};

}  // namespace swapcheck
