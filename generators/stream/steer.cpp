#include "generators/stream/steer.h"

#include <algorithm>
#include <array>

#include "generators/stream/impose.h"

namespace swapcheck {
namespace {

constexpr uint64_t kSampleSeed = 0x5eed;
constexpr uint64_t kSampleSize = 1500;
constexpr int64_t kRareBelow = 8;
/// Draws until a case has the pair.
constexpr int kAttempts = 12;
/// A large tensor takes a thousand times as long as a small one: only one round in this many has its pairs.
constexpr uint64_t kRoundsPerLarge = 24;

std::vector<FeaturePair> measureRarePairs(Family family, DrawPlain plain) {
  PairCounts counts;
  for (uint64_t number = 0; number < kSampleSize; ++number) {
    Draw draw(rc::Random({kSampleSeed, number, static_cast<uint64_t>(family), 0}));
    counts.add(featuresOf(plain(draw, family)));
  }
  std::vector<FeaturePair> rare;
  std::copy_if(pairsOfEveryLibtorch(family).begin(), pairsOfEveryLibtorch(family).end(), std::back_inserter(rare),
               [&](const FeaturePair& pair) { return counts.count(pair) < kRareBelow; });
  std::stable_sort(rare.begin(), rare.end(),
                   [&](const FeaturePair& a, const FeaturePair& b) { return counts.count(a) < counts.count(b); });
  return rare;
}

/// A plain case of valid input.
SwapCase validCase(Draw& draw, Family family, DrawPlain plain) {
  SwapCase swapCase = plain(draw, family);
  swapCase.defect = Defect::None;
  swapCase.defectSeed = 0;
  return swapCase;
}

bool has(size_t feature, const SwapCase& swapCase, const HostInputs& host) {
  return allFeatures()[feature].holds(swapCase, host);
}

bool hasBoth(const FeaturePair& pair, const SwapCase& swapCase) {
  const HostInputs host = hostInputsOf(swapCase);
  return has(pair.first, swapCase, host) && has(pair.second, swapCase, host);
}

/// Shape first; then one after the other, and on every second attempt the other way round.
SwapCase withBoth(FeaturePair pair, SwapCase swapCase, Draw& draw, bool otherWay) {
  if (otherWay) std::swap(pair.first, pair.second);
  if (imposesShape(pair.second) && !imposesShape(pair.first)) std::swap(pair.first, pair.second);
  impose(pair.first, swapCase, draw);
  swapCase = fitted(std::move(swapCase));
  impose(pair.second, swapCase, draw);
  return fitted(std::move(swapCase));
}

/// The pairs of every LibTorch that under 1 in 200 of plain cases have, rarest first: measured once, on cases of a seed
/// of its own, and so the same on every machine.
const std::vector<FeaturePair>& rarePairs(Family family, DrawPlain plain) {
  static std::array<std::vector<FeaturePair>, std::size(kFamilies)> measured;
  std::vector<FeaturePair>& pairs = measured[static_cast<size_t>(family)];
  if (pairs.empty()) pairs = measureRarePairs(family, plain);
  return pairs;
}

}  // namespace

SwapCase steeredCase(Draw& draw, Family family, uint64_t turn, DrawPlain plain) {
  static const size_t large = featureNamed("size.large");
  const std::vector<FeaturePair>& pairs = rarePairs(family, plain);
  const FeaturePair& pair = pairs[turn % pairs.size()];
  const bool isLarge = pair.first == large || pair.second == large;
  SwapCase swapCase = validCase(draw, family, plain);
  if (isLarge && turn / pairs.size() % kRoundsPerLarge != 0) return swapCase;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    SwapCase steered = withBoth(pair, swapCase, draw, attempt % 2 == 1);
    if (hasBoth(pair, steered)) return steered;
    swapCase = validCase(draw, family, plain);
  }
  return swapCase;
}

}  // namespace swapcheck
