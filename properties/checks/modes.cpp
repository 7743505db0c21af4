// The `modes` property.
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <fmt/format.h>

#include "properties/autograd/variables.h"
#include "properties/calls/another_call.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

std::optional<Falsified> graphBehind(const std::vector<at::Tensor>& results, const SwapCase& swapCase,
                                     const std::string& check, const std::string& where) {
  for (size_t r = 0; r < results.size(); ++r)
    if (results[r].requires_grad())
      return Falsified{check,
                       fmt::format("{}, {} requires grad{}", where, resultName(swapCase, r),
                                   results[r].is_leaf() ? "" : ": a graph stands behind it"),
                       {}};
  return std::nullopt;
}

/// A call on new inputs under a mode of LibTorch's, which is entered after they are made.
template <typename Mode>
AnotherCall callUnder(const Observation& o) {
  const Inputs inputs = materialise(o.prepared.swapCase, o.prepared.host);
  const Mode mode;
  return callAgain(o.strategy, o.prepared.swapCase, inputs);
}

/// Wrong bits that the plain call gave as well are a matter of `values`, not of the mode.
std::optional<Falsified> compare(const Observation& o, const AnotherCall& call, const std::string& check,
                                 const std::string& where) {
  const SwapCase& swapCase = o.prepared.swapCase;
  if (auto wrong = differenceFrom(o.prepared.expected, call, swapCase, check, where);
      wrong && differenceFrom(contentsOf(o), call, swapCase, check, where))
    return wrong;
  return graphBehind(call.results, swapCase, check, where);
}

}  // namespace

Outcome checkModes(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  const SwapCase& swapCase = o.prepared.swapCase;
  if (auto failure = compare(o, callUnder<c10::NoGradGuard>(o), "no-grad", "under no-grad")) return *failure;
  if (auto failure = compare(o, callUnder<c10::InferenceMode>(o), "inference-mode", "under inference mode"))
    return *failure;
  if (hasVariables(swapCase)) return Passed{};
  if (auto failure = graphBehind(o.results, swapCase, "graph", "though no operand does")) return *failure;
  return Passed{};
}

}  // namespace swapcheck
