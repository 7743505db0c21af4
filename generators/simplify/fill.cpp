#include <set>

#include "generators/case/features.h"
#include "generators/parts/hash.h"
#include "generators/simplify/edits.h"

namespace swapcheck {
namespace {

/// One zero among whole numbers, in place of one that a random fill has by chance: it stays where shapes get smaller.
void oneZero(const SwapCase& from, Candidates& candidates) {
  static const size_t zero = featureNamed("value.zero");
  if (gridStepOf(from.fill) <= 0 || from.numel() < 1 || !featuresOf(from).test(zero)) return;
  for (uint64_t seed : oneZeroSeeds(from.dtype))
    candidates.add([seed](SwapCase& c) { c.fill = Fill::OneSpecial, c.fillSeed = seed; });
}

}  // namespace

void fewerSpecials(const SwapCase& from, Candidates& candidates) {
  constexpr uint64_t seeds = 16;
  constexpr int64_t few = 8;
  const bool onGrid = gridStepOf(from.fill) > 0;
  if (from.numel() < 2 || from.fill == Fill::OneSpecial || (onGrid && from.numel() <= few)) return;
  const auto seedAt = [&](uint64_t k) { return hashOf(static_cast<uint64_t>(from.numel()), k, 0) >> 48; };
  for (DType dtype : {DType::Float32, from.dtype})
    for (uint64_t k = 0; k < seeds; ++k)
      candidates.add([&](SwapCase& c) {
        for (size_t d = 0; d < from.shape.size(); ++d) resizeDimension(c, d, 1);
        c.fill = std::max(from.fill, Fill::Special);
        c.dtype = dtype;
        c.fillSeed = seedAt(k);
      });
  const auto longest = static_cast<size_t>(std::max_element(from.shape.begin(), from.shape.end()) - from.shape.begin());
  for (uint64_t k = 0; k < seeds; ++k)
    candidates.add([&](SwapCase& c) {
      resizeDimension(c, longest, from.shape[longest] / 2);
      c.fillSeed = seedAt(k);
    });
}

void plainerFills(const SwapCase& from, Candidates& candidates) {
  if (from.fill != Fill::Distinct) candidates.add([](SwapCase& c) { c.fill = Fill::Distinct, c.fillSeed = 0; });
  oneZero(from, candidates);
  for (Fill fill : {Fill::Constant, Fill::Equal, Fill::Dyadic, Fill::Disparate})
    if (fill < from.fill && from.fill != Fill::OneSpecial) candidates.add([fill](SwapCase& c) { c.fill = fill; });
  for (uint64_t seed = 0; seed <= 31 && seed < from.fillSeed; ++seed)
    candidates.add([seed](SwapCase& c) { c.fillSeed = seed; });
}

void oneSpecial(const SwapCase& from, Candidates& candidates) {
  constexpr int64_t few = 4;
  const bool onGrid = gridStepOf(from.fill) > 0;
  if (onGrid || from.fill == Fill::OneSpecial || from.numel() < 1) return;
  const uint64_t seedsAtOnePlace = oneSpecialSeeds(from.dtype, 1);
  const auto last = static_cast<uint64_t>(from.numel() <= few ? from.numel() - 1 : 0);
  for (uint64_t place : std::set<uint64_t>{0, last})
    for (uint64_t seed = place * seedsAtOnePlace; seed < (place + 1) * seedsAtOnePlace; ++seed)
      candidates.add([seed](SwapCase& c) { c.fill = Fill::OneSpecial, c.fillSeed = seed; });
}

}  // namespace swapcheck
