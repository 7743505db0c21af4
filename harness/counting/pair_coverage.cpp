#include "harness/counting/pair_coverage.h"

#include <fmt/format.h>

#include <set>
#include "strategies/error.h"

namespace swapcheck {
namespace {

/// At most this many unseen pairs are named.
constexpr size_t kMostUnseenPairs = 50;

constexpr size_t kDigitBits = 4;
constexpr std::string_view kDigits = "0123456789abcdef";

/// The lowest digit first, without the zeros at the end.
std::string digitsOf(FeatureSet features) {
  const FeatureSet digit(0xf);
  std::string digits;
  for (; features.any(); features >>= kDigitBits) digits += kDigits[(features & digit).to_ulong()];
  return digits;
}

FeatureSet featuresOfDigits(const std::string& digits) {
  FeatureSet features;
  if (digits.size() * kDigitBits > features.size()) throw InputError("a set of more features than there are");
  for (size_t k = 0; k < digits.size(); ++k) {
    const size_t value = kDigits.find(digits[k]);
    if (value == std::string_view::npos) throw InputError("a set of features that is not hexadecimal");
    features |= FeatureSet(value) << (k * kDigitBits);
  }
  return features;
}

}  // namespace

void PairsSeen::add(const FeatureSet& features) {
  eachFeature(features, [&](size_t k) { with_[k] |= features; });
}

std::vector<std::string> PairsSeen::rows() const {
  std::vector<std::string> rows;
  for (const FeatureSet& row : with_) rows.push_back(digitsOf(row));
  return rows;
}

void PairsSeen::restore(const std::vector<std::string>& rows) {
  if (rows.size() != with_.size()) throw InputError("pairs of other features than there are");
  for (size_t k = 0; k < rows.size(); ++k) with_[k] = featuresOfDigits(rows[k]);
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
