// The tensors of a reproducer besides its inputs: expected results, cotangents and tangents.
#pragma once

#include "properties/observation.h"
#include "reports/reproducer/inputs.h"

namespace swapcheck {

/// A failure whose tensors are written out.
struct ReproducedFailure {
  const PreparedCase& prepared;
  std::string property;
  std::string check;
  /// The check's evidence: which entry of a Jacobian is wrong, and along which tangents.
  std::vector<Grid> evidence;
};

/// The definitions that these functions of data need, `inputs` first, each once. Throws InputError for an unknown name.
std::vector<std::string> dataFunctions(const Syntax& syntax, const ReproducedFailure& failure,
                                       const std::vector<std::string>& names);

}  // namespace swapcheck
