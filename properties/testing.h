// What the tests of the properties share: prepared cases, and what the properties find on them.
#pragma once

#include <map>
#include <set>

#include "properties/property.h"

namespace swapcheck {

/// The first 200 cases of one family and seed 1 whose dtype is not exotic, prepared once.
const std::vector<PreparedCase>& preparedCases(Family family);

/// Ids of the checks that failed on some case, by property.
using Findings = std::map<std::string, std::set<std::string>>;

/// What all properties find on the prepared cases of the swap's family. Each case is judged on a copy of the swap as
/// it is handed in, its state included.
Findings findingsOf(const Swap& swap);

/// What all properties find on one case.
Findings findingsOn(const PreparedCase& prepared, const Swap& swap);

/// What every property but `originals` finds of a strategy whose results cannot be looked at.
Findings unusable(const std::string& check);

/// Message of the first failure of that check on the prepared cases of the swap's family; empty when there is none.
std::string messageOf(const std::string& property, const std::string& check, const Swap& swap);

/// The swap of the built-in strategy of that name.
const Swap& builtin(std::string_view name);

/// b and a, copied, with their gradients.
TensorPair exchanged(const at::Tensor& a, const at::Tensor& b);

/// A copy of the tensor, gradient and all, whose contents `edit` changes out of autograd's sight.
at::Tensor forged(const at::Tensor& tensor, const std::function<void(const at::Tensor&)>& edit);

}  // namespace swapcheck
