// The explicit table of strategies that a run can choose from.
#pragma once

#include <swapcheck/strategy.h>

#include <stdexcept>

namespace swapcheck {

/// A strategy that cannot be added; the message names it and says what was expected.
struct CatalogueError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Strategies in the order they were added; no two of one name.
class Catalogue {
 public:
  /// Throws CatalogueError when the name is not `family.what`, is taken, or the swap is an empty function.
  void add(Strategy strategy);

  const std::vector<Strategy>& strategies() const { return strategies_; }

  /// The strategy of that name, or null.
  const Strategy* find(std::string_view name) const;

 private:
  std::vector<Strategy> strategies_;
};

/// The strategies that come with swapcheck.
Catalogue builtinCatalogue();

}  // namespace swapcheck
