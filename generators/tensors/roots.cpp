#include "generators/tensors/roots.h"

namespace swapcheck {
namespace {

/// Adds to each slot of a root what is there for the elements of one operand.
void addToSlots(const std::vector<int64_t>& slots, const Components& from, size_t perElement, Components& to) {
  for (size_t i = 0; i < from.size(); ++i) {
    const size_t element = i / perElement;
    const size_t slot = slots.empty() ? element : static_cast<size_t>(slots[element]);
    to[slot * perElement + i % perElement] += from[i];
  }
}

/// A view's lazy conjugation and negation, which are their own inverse and adjoint, on numbers.
void applyLazySigns(const Operand& operand, size_t perElement, Components& components) {
  if (!operand.view) return;
  for (size_t i = 0; i < components.size(); ++i) {
    const bool imaginary = perElement == 2 && i % 2 == 1;
    if (operand.negated != (operand.conjugated && imaginary)) components[i] = -components[i];
  }
}

bool isPlain(const RootPlan& plan) {
  if (plan.roots.size() != plan.rootOf.size()) return false;
  for (const RootPlan::Root& root : plan.roots)
    if (root.isBase) return false;
  return true;
}

}  // namespace

RootPlan rootPlanOf(const SwapCase& swapCase) {
  RootPlan plan{{}, {}, std::vector<std::vector<int64_t>>(swapCase.operands.size())};
  std::optional<MemoryPlan> memory;
  for (size_t k = 0; k < swapCase.operands.size(); ++k) {
    const Operand& operand = swapCase.operands[k];
    const bool shares = k == 1 && swapCase.sharing.operands != Relation::Separate;
    std::optional<size_t> root;
    if (operand.requiresGrad && shares && plan.rootOf[0] &&
        (swapCase.sharing.operands == Relation::Same || (operand.view && plan.roots[0].isBase)))
      root = plan.rootOf[0];
    if (operand.requiresGrad && operand.view) {
      if (!memory) memory = memoryPlanOf(swapCase);
      plan.slotOf[k] = storagePositions(swapCase.shape, memory->operands[k].placement);
      if (!root) plan.roots.push_back({{memory->operandNumel[memory->operands[k].storage]}, k, true});
    } else if (operand.requiresGrad && !root) {
      plan.roots.push_back({swapCase.shape, k, false});
    }
    if (operand.requiresGrad && !root) root = plan.roots.size() - 1;
    plan.rootOf.push_back(root);
  }
  return plan;
}

SwapCase differentiatedEverywhere(const SwapCase& swapCase) {
  SwapCase everywhere = swapCase;
  for (Operand& operand : everywhere.operands)
    if (!operand.requiresGrad) operand.requiresGrad = true, operand.inference = false;
  everywhere = fitted(std::move(everywhere));
  for (size_t k = 0; k < everywhere.operands.size(); ++k)
    if (everywhere.operands[k].layout != swapCase.operands[k].layout) return swapCase;
  return everywhere;
}

std::vector<HostTensor> pulledBack(const RootPlan& plan, const SwapCase& swapCase,
                                   const std::vector<HostTensor>& operandGradients) {
  if (isPlain(plan)) return operandGradients;
  const auto perElement = static_cast<size_t>(componentsOf(swapCase.dtype));
  std::vector<Components> sums;
  for (const RootPlan::Root& root : plan.roots)
    sums.emplace_back(static_cast<size_t>(numelOf(root.shape)) * perElement);
  for (size_t k = 0; k < plan.rootOf.size(); ++k) {
    if (!plan.rootOf[k]) continue;
    Components gradient = componentsOf(operandGradients[k]);
    applyLazySigns(swapCase.operands[k], perElement, gradient);
    addToSlots(plan.slotOf[k], gradient, perElement, sums[*plan.rootOf[k]]);
  }
  std::vector<HostTensor> gradients;
  for (size_t r = 0; r < sums.size(); ++r) gradients.push_back(tensorOf(swapCase.dtype, plan.roots[r].shape, sums[r]));
  return gradients;
}

std::vector<Components> pushedForward(const RootPlan& plan, const SwapCase& swapCase,
                                      const std::vector<Components>& rootDirections) {
  const auto perElement = static_cast<size_t>(componentsOf(swapCase.dtype));
  std::vector<Components> moved;
  for (size_t k = 0; k < plan.rootOf.size(); ++k) {
    Components move(static_cast<size_t>(swapCase.numel()) * perElement);
    if (plan.rootOf[k]) {
      const Components& direction = rootDirections[*plan.rootOf[k]];
      for (size_t i = 0; i < move.size(); ++i) {
        const size_t element = i / perElement;
        const size_t slot = plan.slotOf[k].empty() ? element : static_cast<size_t>(plan.slotOf[k][element]);
        move[i] = direction[slot * perElement + i % perElement];
      }
      applyLazySigns(swapCase.operands[k], perElement, move);
    }
    moved.push_back(std::move(move));
  }
  return moved;
}

std::vector<bool> usedComponents(const RootPlan& plan, const SwapCase& swapCase, size_t root) {
  const auto perElement = static_cast<size_t>(componentsOf(swapCase.dtype));
  const bool all = !plan.roots[root].isBase;
  std::vector<bool> used(static_cast<size_t>(numelOf(plan.roots[root].shape)) * perElement, all);
  for (size_t k = 0; !all && k < plan.rootOf.size(); ++k)
    if (plan.rootOf[k] == root)
      for (int64_t slot : plan.slotOf[k])
        for (size_t c = 0; c < perElement; ++c) used[static_cast<size_t>(slot) * perElement + c] = true;
  return used;
}

std::string rootName(const RootPlan& plan, const SwapCase& swapCase, size_t root) {
  std::string names;
  for (size_t k = 0; k < plan.rootOf.size(); ++k)
    if (plan.rootOf[k] == root)
      names += (names.empty() ? "" : " and ") + std::string(operandName(swapCase.family(), k));
  return plan.roots[root].isBase ? "the base of " + names : names;
}

}  // namespace swapcheck
