// The tensors of a reproducer besides its inputs: what is expected, and what is differentiated along.
#pragma once

#include "properties/observation.h"
#include "reports/reproducer/inputs.h"

namespace swapcheck {

/// A failure whose tensors are written out.
struct ReproducedFailure {
  const PreparedCase& prepared;
  std::string property;
  std::string check;
  /// What the check showed: says which entry of a Jacobian is wrong, and along which tangents.
  std::vector<Grid> evidence;
};

/// The definitions that these functions of data need, `inputs` first, each once. Throws InputError for a name that
/// there is not.
std::vector<std::string> dataFunctions(const Syntax& syntax, const ReproducedFailure& failure,
                                       const std::vector<std::string>& names);

}  // namespace swapcheck
