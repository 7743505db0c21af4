// Which family of swaps a TorchScript function's schema is of.
#pragma once

#include <ATen/core/function_schema.h>
#include <swapcheck/strategy.h>

namespace swapcheck {

/// The family of a method of that schema, whose first argument is the module; nothing when it is no swap.
std::optional<Family> familyOf(const c10::FunctionSchema& schema);

/// As Python annotates it, without the module: "forward(Tensor, int) -> Tensor".
std::string textOf(const c10::FunctionSchema& schema);

/// The schemas that swaps can have, as one text.
std::string swapSchemas();

}  // namespace swapcheck
