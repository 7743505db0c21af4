// Which of LibTorch's operators a strategy comes to.
#pragma once

#include <set>

#include "properties/observation.h"

namespace swapcheck {

/// Names of the operators that a call of the strategy on the case comes to, and its backward pass ("aten::index_put"),
/// those inside other operators included. Calls the strategy once more when it is first asked, and is kept.
const std::set<std::string>& operatorsCalled(const Observation& observation);

/// The first of those names that is among them.
std::optional<std::string_view> firstCalled(const Observation& observation, const std::vector<std::string_view>& names);

}  // namespace swapcheck
