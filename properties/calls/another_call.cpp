#include "properties/calls/another_call.h"

#include <fmt/format.h>

#include "properties/comparison.h"

namespace swapcheck {

AnotherCall callAgain(const Strategy& strategy, const SwapCase& swapCase, const Inputs& inputs) {
  try {
    return {callSwap(strategy.swap, swapCase, inputs), std::nullopt};
  } catch (...) {
    return {{}, currentExceptionText()};
  }
}

std::vector<HostTensor> contentsOf(const Observation& o) {
  std::vector<HostTensor> contents;
  for (const at::Tensor& result : o.results) contents.push_back(*readTensor(result));
  return contents;
}

std::optional<Falsified> differenceFrom(const std::vector<HostTensor>& expected, const AnotherCall& call,
                                        const SwapCase& swapCase, const std::string& check, const std::string& where) {
  if (call.thrown) return thrownFailure(check, fmt::format("{}, the strategy threw: {}", where, *call.thrown));
  for (size_t r = 0; r < expected.size(); ++r) {
    const std::string name = resultName(swapCase, r);
    const auto got = readTensor(call.results[r]);
    if (!got || got->shape != expected[r].shape || got->dtype != expected[r].dtype)
      return Falsified{check, fmt::format("{}, {} has other sizes or another dtype", where, name), {}};
    const std::vector<int64_t> wrong = differingBits(expected[r], *got);
    if (wrong.empty()) continue;
    Falsified failure = mismatch(check, name, expected[r], *got, wrong);
    failure.message = fmt::format("{}, {}", where, failure.message);
    return failure;
  }
  return std::nullopt;
}

}  // namespace swapcheck
