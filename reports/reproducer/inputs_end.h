// The end of a function that makes inputs: how it returns them.
#pragma once

#include "generators/tensors/materialise.h"
#include "reports/reproducer/language.h"

namespace swapcheck {

/// A name for messages, and the variable.
using NamedVariable = std::pair<std::string, std::string>;

/// The variables that were made.
struct MadeInputs {
  std::vector<std::string> operands;
  std::vector<std::string> selection;
  /// Of a within-swap.
  std::optional<int64_t> dim;
  /// All tensors that are defined, bases included.
  std::vector<NamedVariable> tensors;
  std::vector<NamedVariable> roots;
  /// Operands that another graph has to save, each with the root that its gradient is taken with respect to.
  std::vector<std::pair<std::string, std::string>> saved;
};

/// The last lines of the function.
std::vector<std::string> returningLines(const Syntax& syntax, Family family, const MadeInputs& made);

}  // namespace swapcheck
