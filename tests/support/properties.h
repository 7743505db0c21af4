// What the tests of the properties share: prepared cases, and what the properties find on them.
#pragma once

#include <map>
#include <set>

#include "properties/property.h"

namespace swapcheck {

/// The first 200 cases of one family and seed 1 whose dtype is not exotic, their defects taken away, prepared once.
const std::vector<PreparedCase>& preparedCases(Family family);

/// Whether every element of the inputs has memory of its own that may be written to, and every tensor a version
/// counter: no shared storages, stride 0 or overlapping windows, no views, inference tensors, lazy signs or read-only
/// pages. What a strategy does to its inputs then has no other consequences than that.
bool isPlain(const SwapCase& swapCase);

/// The first 200 plain cases of those that `preparedCases` begins with, prepared once.
const std::vector<PreparedCase>& plainCases(Family family);

/// Cases 0 to 39 of one family and seed 2, each with every defect that it can have under several seeds, prepared once.
const std::vector<PreparedCase>& spoiltCases(Family family);

/// Ids of the checks that failed on some case, by property.
using Findings = std::map<std::string, std::set<std::string>>;

/// What all properties find on the prepared cases of the swap's family, LibTorch's own faults apart. Each case is
/// judged on a copy of the swap as it is handed in, its state included.
Findings findingsOf(const Swap& swap);

/// The same on the plain cases.
Findings plainFindingsOf(const Swap& swap);

/// What all properties find on one case.
Findings findingsOn(const PreparedCase& prepared, const Swap& swap);

/// What every property of valid input but `originals` and `hygiene` finds of a strategy whose results cannot be looked
/// at.
Findings unusable(const std::string& check);

/// Message of the first failure of that check, LibTorch's own faults apart, on the prepared cases of the swap's family,
/// or of `rejects` on its spoilt ones; empty when there is none.
std::string messageOf(const std::string& property, const std::string& check, const Swap& swap);

/// The same on the plain cases.
std::string plainMessageOf(const std::string& property, const std::string& check, const Swap& swap);

/// The first note of that property on the plain cases; nothing when there is none.
std::optional<Note> noteOf(const std::string& property, const Swap& swap);

/// The swap of the built-in strategy of that name.
const Swap& builtin(std::string_view name);

/// What the properties find of right values and a right forward mode when reverse mode has a wrong Jacobian, and the
/// double backward with it. Finite differences see it, too, when the cotangents happen to be zero.
extern const Findings kWrongJacobian;

/// What they find when the graph is cut: forward mode is cut as well.
extern const Findings kCutGraph;

/// How the case fails the property, if it does.
std::optional<Falsified> failureOn(const PreparedCase& prepared, const std::string& property, const Swap& swap);

/// Gradients of a and b from the cotangents of the results, which may be undefined.
using Backward = std::function<TensorPair(const at::Tensor& first, const at::Tensor& second)>;

/// Exchanges two tensors rightly, with a backward of its own; forward mode is right as well.
WholeSwap exchangedWith(Backward backward);

/// Each operand's gradient made by `change` from the right one, where there is one.
WholeSwap exchangedWithChanged(std::function<at::Tensor(const at::Tensor&)> change);

/// b and a, copied, with their gradients.
TensorPair exchanged(const at::Tensor& a, const at::Tensor& b);

/// A copy of the tensor, gradient and all, whose contents `edit` changes out of autograd's sight.
at::Tensor forged(const at::Tensor& tensor, const std::function<void(const at::Tensor&)>& edit);

/// Flips a bit of the last element, if there is one, behind LibTorch's back.
void spoilLastElement(const at::Tensor& tensor);

}  // namespace swapcheck
