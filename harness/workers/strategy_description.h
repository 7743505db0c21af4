// What is known of a loaded strategy without its code: what passes between the process that loads it and the others.
#pragma once

#include <string>
#include <vector>

#include "strategies/catalogue.h"

namespace swapcheck {

/// The strategies as text, without their swaps.
std::string describeStrategies(const std::vector<Strategy>& strategies);

/// A strategy and its family; its swap is empty.
struct DescribedStrategy {
  Family family = Family::Whole;
  Strategy strategy;
};

/// Reads what `describeStrategies` wrote. Throws InputError.
std::vector<DescribedStrategy> strategiesDescribedIn(const std::string& text);

}  // namespace swapcheck
