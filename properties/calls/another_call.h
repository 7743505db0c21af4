// One more call of a strategy, to be held against the first.
#pragma once

#include "properties/observation.h"

namespace swapcheck {

struct AnotherCall {
  std::vector<at::Tensor> results;
  /// What the strategy threw, if it did.
  std::optional<std::string> thrown;
};

/// Calls the strategy and catches what it throws.
AnotherCall callAgain(const Strategy& strategy, const SwapCase& swapCase, const Inputs& inputs);

/// The contents of the first call's results, which are usable.
std::vector<HostTensor> contentsOf(const Observation& observation);

/// What is wrong with another call whose results should have these bits: it threw, or a result has other sizes, another
/// dtype or other bits. `where` begins the sentence ("under no-grad").
std::optional<Falsified> differenceFrom(const std::vector<HostTensor>& expected, const AnotherCall& call,
                                        const SwapCase& swapCase, const std::string& check, const std::string& where);

}  // namespace swapcheck
