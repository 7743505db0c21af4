#include "properties/calls/concurrent_calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "generators/parts/hash.h"
#include "properties/calls/another_call.h"
#include "properties/calls/caller_pool.h"
#include "properties/calls/turns.h"
#include "properties/describe.h"

namespace swapcheck {
namespace {

constexpr uint64_t kSiblingStream = 300;
/// Rounds in which all callers run freely.
constexpr int kFreeRounds = 2;
/// A round in turns is made anew when some caller went on without its turn: it was no such round.
constexpr int kMostAttempts = 2;

/// What one caller puts in, and what it gets out when it calls alone.
struct Caller {
  SwapCase swapCase;
  HostInputs host;
  /// Nothing where the strategy throws or gives results that cannot be read.
  std::optional<std::vector<HostTensor>> alone;
};

uint64_t siblingSeed(const SwapCase& swapCase, size_t caller) {
  return hashOf(swapCase.fillSeed, kSiblingStream, caller);
}

/// Gives a selection other positions.
struct Reseed {
  uint64_t seed;

  void operator()(WholeSelection&) const {}
  void operator()(auto& selection) const { selection.seed = seed; }
};

std::optional<std::vector<HostTensor>> contentsOf(const AnotherCall& call) {
  if (call.thrown) return std::nullopt;
  std::vector<HostTensor> contents;
  for (const at::Tensor& result : call.results) {
    auto read = readTensor(result);
    if (!read) return std::nullopt;
    contents.push_back(std::move(*read));
  }
  return contents;
}

Caller siblingCaller(const Observation& o, size_t number) {
  Caller caller{siblingOf(o.prepared.swapCase, number), {}, {}};
  caller.host = hostInputsOf(caller.swapCase);
  caller.alone = contentsOf(callAgain(o.strategy, caller.swapCase, materialise(caller.swapCase, caller.host)));
  return caller;
}

std::vector<Caller> callersOf(const Observation& o) {
  std::vector<Caller> callers = {{o.prepared.swapCase, o.prepared.host, contentsOf(o)}};
  for (size_t k = 1; k < static_cast<size_t>(o.prepared.swapCase.call.callers); ++k)
    callers.push_back(siblingCaller(o, k));
  return callers;
}

/// What callers put in. Every round has new tensors, so that the next one does not see what a strategy did to them.
enum class Tensors { Own, TheFirstCallers };

class Rounds {
 public:
  explicit Rounds(const Observation& o) : strategy_(o.strategy), callers_(callersOf(o)) {}

  std::optional<Falsified> inTurns(Tensors tensors, uint64_t seed) const {
    for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
      Turns turns(callers_.size(), seed);
      auto failure = round(tensors, [&](const OneCall& call, size_t k) {
        const Turns::Participant participant(turns, k);
        return call();
      });
      if (failure || turns.timeouts() == 0) return failure;
    }
    return std::nullopt;
  }

  /// On tensors of their own: a strategy that reallocates what it shares with others would end the process.
  std::optional<Falsified> freely() const {
    for (int k = 0; k < kFreeRounds; ++k)
      if (auto failure = round(Tensors::Own, [](const OneCall& call, size_t) { return call(); })) return failure;
    return std::nullopt;
  }

 private:
  using OneCall = std::function<AnotherCall()>;

  const Caller& puttingIn(Tensors tensors, size_t k) const { return callers_[tensors == Tensors::Own ? k : 0]; }

  std::vector<Inputs> inputsFor(Tensors tensors) const {
    std::vector<Inputs> inputs;
    for (size_t k = 0; k < callers_.size(); ++k)
      inputs.push_back(tensors == Tensors::TheFirstCallers && k > 0
                           ? inputs[0]
                           : materialise(callers_[k].swapCase, callers_[k].host));
    return inputs;
  }

  /// Results are read when all callers have ended: memory that a strategy shares among them holds the last one's.
  std::optional<Falsified> round(Tensors tensors,
                                 const std::function<AnotherCall(const OneCall&, size_t)>& perform) const {
    const std::vector<Inputs> inputs = inputsFor(tensors);
    std::vector<AnotherCall> calls(callers_.size());
    callerPool().run(calls.size(), [&](size_t k) {
      calls[k] = perform([&, k] { return callAgain(strategy_, puttingIn(tensors, k).swapCase, inputs[k]); }, k);
    });
    for (size_t k = 0; k < calls.size(); ++k) {
      const Caller& caller = puttingIn(tensors, k);
      const std::string where = fmt::format("as caller {} of {} at once{}", k + 1, calls.size(),
                                            tensors == Tensors::Own ? "" : " on the same tensors");
      if (!caller.alone) continue;
      if (auto failure = differenceFrom(*caller.alone, calls[k], caller.swapCase, "concurrent", where)) {
        if (tensors == Tensors::Own && k > 0) showInputs(*failure, caller, k);
        return failure;
      }
    }
    return std::nullopt;
  }

  /// A sibling's inputs are not those of the case.
  static void showInputs(Falsified& failure, const Caller& caller, size_t k) {
    std::vector<Grid> inputs = describeInputs(PreparedCase(caller.swapCase));
    for (Grid& grid : inputs) grid.name = fmt::format("caller {}'s {}", k + 1, grid.name);
    failure.evidence.insert(failure.evidence.begin(), inputs.begin(), inputs.end());
  }

  const Strategy& strategy_;
  std::vector<Caller> callers_;
};

/// Whether the first call has left traces on its inputs: `originals` reports that, and no other call may share them.
bool hasTouchedInputs(const Observation& o) {
  return std::any_of(o.before.begin(), o.before.end(),
                     [](const InputSnapshot& snapshot) { return snapshot.difference().has_value(); });
}

}  // namespace

SwapCase siblingOf(SwapCase swapCase, size_t caller) {
  const uint64_t seed = siblingSeed(swapCase, caller);
  swapCase.fill = Fill::Disparate;
  swapCase.fillSeed = seed;
  std::visit(Reseed{seed}, swapCase.selection);
  return swapCase;
}

std::optional<Falsified> compareConcurrentCalls(const Observation& o) {
  const Rounds rounds(o);
  const uint64_t order = siblingSeed(o.prepared.swapCase, 0) | 1;
  if (auto failure = rounds.inTurns(Tensors::Own, 0)) return failure;
  if (auto failure = rounds.inTurns(Tensors::Own, order)) return failure;
  if (!hasTouchedInputs(o))
    if (auto failure = rounds.inTurns(Tensors::TheFirstCallers, order)) return failure;
  return rounds.freely();
}

}  // namespace swapcheck
