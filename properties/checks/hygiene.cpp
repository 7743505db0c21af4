// The `hygiene` property.
#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "properties/autograd/backward_pass.h"
#include "properties/autograd/variables.h"
#include "properties/calls/another_call.h"
#include "properties/comparison.h"
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

/// Threads that were left behind have so long to write to what they should leave alone.
constexpr auto kLinger = std::chrono::milliseconds(50);

/// What a thread that the call left behind has written since, or one that a call on an earlier case did.
std::optional<LeftBehind> lateWrite(const Observation& o) {
  if (o.lateWrites && o.lateWrites->take(o.strategy.name))
    return LeftBehind{"late-write", "something that wrote to an operand or a result of its case before this one"};
  if (runningThreads() <= o.threadsBefore) return std::nullopt;
  std::this_thread::sleep_for(kLinger);
  if (o.hasIntactInputs)
    for (const InputSnapshot& snapshot : o.before)
      if (const auto difference = snapshot.difference())
        return LeftBehind{"late-write", "a thread, which wrote after the call: " + difference->message};
  if (!o.hasRightResults) return std::nullopt;
  const std::vector<HostTensor> now = contentsOf(o);
  for (size_t r = 0; r < now.size(); ++r)
    if (const auto wrong = differingBits(o.prepared.expected[r], now[r]); !wrong.empty())
      return LeftBehind{"late-write", "a thread, which wrote after the call to " + resultName(o.prepared.swapCase, r)};
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
  o.left->add(lateWrite(o));  // gives memory of the case before back, which tells of overruns
  o.left->add(overrun(o));
  if (!o.left->first()) o.left->add(leak(o));
  const auto left = o.left->first();
  if (!left) return Passed{};
  return Falsified{left->check, "it left behind " + left->what, {}};
}

}  // namespace swapcheck
