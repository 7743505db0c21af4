// The inputs of a call, as a function in a program.
#pragma once

#include "properties/observation.h"
#include "reports/reproducer/expressions.h"

namespace swapcheck {

/// What the roots of the inputs are in the program.
enum class Roots : uint8_t {
  /// They require grad.
  Variables,
  /// They are dual tensors; their tangents are those of `tangents()`.
  Duals,
  /// Both: dual tensors of variables.
  DualVariables,
  /// There are none.
  None,
};

/// A function of that name that makes the inputs of the case with those contents, with the case's defect: the same
/// memory, bit for bit, except zeros where no tensor has an element. `guarded` puts all memory on pages that can be
/// made read-only. Throws InputError.
std::string inputsFunction(const Syntax& syntax, const std::string& name, const SwapCase& swapCase,
                           const HostInputs& host, Roots roots, bool guarded = false);

}  // namespace swapcheck
