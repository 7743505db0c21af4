// Roots: the tensors that gradients are taken with respect to.
#pragma once

#include "generators/case/host_inputs.h"
#include "generators/case/memory_plan.h"

namespace swapcheck {

/// Real numbers, one for each component of each element of one tensor (two for a complex element).
using Components = std::vector<double>;

/// An operand that is a view has as its root the base that owns the memory, every other one that requires grad is its
/// own. Operands may have a root in common, and several elements one slot of it.
struct RootPlan {
  struct Root {
    Shape shape;
    /// The operand whose root this is, or the first of them.
    size_t operand = 0;
    /// The 1-D tensor of all elements of the operand's storage.
    bool isBase = false;

    bool operator==(const Root&) const = default;
  };

  std::vector<Root> roots;
  /// Root of each operand; nothing when it does not require grad.
  std::vector<std::optional<size_t>> rootOf;
  /// Slot in the root of each element of each operand, row-major; empty where every element is its own.
  std::vector<std::vector<int64_t>> slotOf;

  bool operator==(const RootPlan&) const = default;
};

RootPlan rootPlanOf(const SwapCase& swapCase);

/// The case with all operands requiring grad, if every element then still lies in the same place; else as it is.
SwapCase differentiatedEverywhere(const SwapCase& swapCase);

/// Gradients of the roots that belong to those gradients of the operands: the sum over all elements of a slot, through
/// the lazy conjugation and negation of a view. The sums must be exact in the dtype.
std::vector<HostTensor> pulledBack(const RootPlan& plan, const SwapCase& swapCase,
                                   const std::vector<HostTensor>& operandGradients);

/// How the operands move when the roots move so; operands without a root stay.
std::vector<Components> pushedForward(const RootPlan& plan, const SwapCase& swapCase,
                                      const std::vector<Components>& rootDirections);

/// For each component of a root, whether some operand has an element there.
std::vector<bool> usedComponents(const RootPlan& plan, const SwapCase& swapCase, size_t root);

/// "a", "the base of x", "the base of a and b".
std::string rootName(const RootPlan& plan, const SwapCase& swapCase, size_t root);

}  // namespace swapcheck
