// The `hygiene` property.
#include <fmt/format.h>

#include "properties/autograd/backward_pass.h"
#include "properties/autograd/variables.h"
#include "properties/calls/another_call.h"
#include "properties/property.h"
#include "properties/state/guarded_allocator.h"
#include "properties/state/leaks.h"

namespace swapcheck {
namespace {

std::optional<LeftBehind> overrun(const Observation& o) {
  for (size_t r = 0; r < o.results.size(); ++r)
    if (const auto where = overrunOf(o.results[r]))
      return LeftBehind{"overrun",
                        fmt::format("other bytes beside {}: {}", resultName(o.prepared.swapCase, r), *where)};
  for (size_t k = 0; k < o.inputs.operands.size(); ++k)
    if (const auto where = overrunOf(o.inputs.operands[k]))
      return LeftBehind{"overrun", fmt::format("other bytes beside {}: {}", inputName(o.prepared.swapCase, k), *where)};
  if (const auto where = takeOverrunOfFreed()) return LeftBehind{"overrun", "other bytes beside a tensor: " + *where};
  return std::nullopt;
}

/// What is left behind in every call is left on small cases, too, where it takes less time to see.
constexpr int64_t kMostNumelOfLeaks = 64;

/// What repeated calls leave more and more of.
std::optional<LeftBehind> leak(const Observation& o) {
  const PreparedCase& prepared = o.prepared;
  if (o.thrown || prepared.swapCase.numel() > kMostNumelOfLeaks) return std::nullopt;
  return leakOf([&] { callAgain(o.strategy, prepared.swapCase, materialise(prepared.swapCase, prepared.host)); });
}

}  // namespace

Outcome checkHygiene(const Observation& o) {
  if (hasVariables(o.prepared.swapCase) && !unusableResults(o)) backwardOf(o);
  o.left->add(o.process.restore());
  o.left->add(overrun(o));
  if (!o.left->first()) o.left->add(leak(o));
  const auto left = o.left->first();
  if (!left) return Passed{};
  return Falsified{left->check, "it left behind " + left->what, {}};
}

}  // namespace swapcheck
