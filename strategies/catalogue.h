// The explicit table of strategies that a run can choose from.
#pragma once

#include <swapcheck/strategy.h>

#include <map>
#include <stdexcept>

#include "strategies/source.h"

namespace swapcheck {

/// Names become parts of file names.
inline constexpr size_t kMostNameLength = 100;

/// Strategies in the order they were added; no two of one name.
class Catalogue {
 public:
  /// Throws InputError when the name is not `family.what`, is longer than `kMostNameLength`, is taken, or the swap
  /// is an empty function. No source: it comes with the program.
  void add(Strategy strategy, std::optional<StrategySource> source = std::nullopt);

  const std::vector<Strategy>& strategies() const { return strategies_; }

  /// The strategy of that name, or null.
  const Strategy* find(std::string_view name) const;

  /// Where the strategy of that name comes from; null when it comes with the program, or there is none.
  const StrategySource* sourceOf(std::string_view name) const;

  /// Every source of a strategy, in the order of the strategies.
  std::vector<StrategySource> sources() const;

 private:
  std::vector<Strategy> strategies_;
  std::map<std::string, StrategySource, std::less<>> sources_;
};

/// The strategies that come with swapcheck.
Catalogue builtinCatalogue();

}  // namespace swapcheck
