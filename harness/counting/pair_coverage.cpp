#include "harness/counting/pair_coverage.h"

#include <fmt/format.h>

#include <set>

namespace swapcheck {
namespace {

/// So many pairs that no case had are named.
constexpr size_t kMostUnseenPairs = 50;

constexpr size_t kWordBits = 32;

}  // namespace

void PairsSeen::add(const FeatureSet& features) {
  eachFeature(features, [&](size_t k) { with_[k] |= features; });
}

std::vector<int64_t> PairsSeen::words() const {
  const FeatureSet word(UINT32_MAX);
  std::vector<int64_t> words;
  for (const FeatureSet& row : with_)
    for (size_t begin = 0; begin < row.size(); begin += kWordBits)
      words.push_back(static_cast<int64_t>(((row >> begin) & word).to_ullong()));
  return words;
}

void PairsSeen::restore(std::span<const int64_t> words) {
  size_t next = 0;
  for (FeatureSet& row : with_) {
    row.reset();
    for (size_t begin = 0; begin < row.size(); begin += kWordBits)
      row |= FeatureSet(static_cast<uint32_t>(words[next++])) << begin;
  }
}

std::vector<FeaturePair> feasiblePairsOf(const std::vector<Family>& families) {
  std::set<std::pair<size_t, size_t>> feasible;
  for (Family family : families)
    for (const auto& [first, second] : feasiblePairs(family)) feasible.emplace(first, second);
  std::vector<FeaturePair> pairs;
  for (const auto& [first, second] : feasible) pairs.push_back({first, second});
  return pairs;
}

PairCoverage pairCoverageOf(const std::vector<Family>& families, const std::string& bits) {
  const std::vector<FeaturePair> feasible = feasiblePairsOf(families);
  PairCoverage coverage{std::ssize(feasible), 0, {}, bits};
  for (size_t k = 0; k < feasible.size(); ++k)
    if (bits.at(k) == '1')
      ++coverage.seen;
    else if (coverage.unseen.size() < kMostUnseenPairs)
      coverage.unseen.push_back(
          fmt::format("{} + {}", allFeatures()[feasible[k].first].name, allFeatures()[feasible[k].second].name));
  return coverage;
}

}  // namespace swapcheck
