// The `determinism` property.
#include <fmt/format.h>

#include <cstring>

#include "properties/calls/another_call.h"
#include "properties/calls/concurrent_calls.h"
#include "properties/calls/thread_count.h"
#include "properties/comparison.h"
#include "properties/faults/element_faults.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

/// One more call on new inputs of the same contents. (On the same tensors, a strategy that writes to them would fail
/// here as well; that is the business of `originals`, and these calls must not spoil what it looks at.)
std::optional<Falsified> compareAnotherCall(const Observation& o, const std::string& check, const std::string& where) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const AnotherCall call = callAgain(o.strategy, swapCase, materialise(swapCase, o.prepared.host));
  return differenceFrom(contentsOf(o), call, swapCase, check, where);
}

/// The fault of LibTorch's that explains every element in which two calls differ, in whichever of them it strikes.
std::optional<std::string_view> faultBetween(const Observation& o, const std::vector<HostTensor>& first,
                                             const std::vector<HostTensor>& second) {
  const ElementFaults faults(o);
  std::optional<std::string_view> found;
  for (size_t r = 0; r < first.size(); ++r)
    for (int64_t element : differingBits(first[r], second[r]))
      for (const HostTensor* got : {&first[r], &second[r]}) {
        const HostTensor& expected = o.prepared.expected[r];
        if (std::memcmp(got->at(element), expected.at(element), static_cast<size_t>(got->itemSize())) == 0) continue;
        found = faults.explaining(r, element, expected, *got);
        if (!found) return std::nullopt;
      }
  return found;
}

/// Where threads share the elements decides which of them LibTorch's vector loops take: their faults strike others.
std::optional<Falsified> compareThreads(const Observation& o, int64_t threads) {
  const ThreadCount count(static_cast<int>(threads));
  const SwapCase& swapCase = o.prepared.swapCase;
  const AnotherCall call = callAgain(o.strategy, swapCase, materialise(swapCase, o.prepared.host));
  const std::vector<HostTensor> first = contentsOf(o);
  auto failure =
      differenceFrom(first, call, swapCase, "threads", fmt::format("with {} threads in an operator", threads));
  if (!failure || call.thrown) return failure;
  std::vector<HostTensor> second;
  for (size_t r = 0; r < first.size(); ++r) {
    auto contents = readTensor(call.results[r]);
    if (!contents || contents->shape != first[r].shape || contents->dtype != first[r].dtype) return failure;
    second.push_back(*std::move(contents));
  }
  if (const auto fault = faultBetween(o, first, second)) failure->check = *fault;
  return failure;
}

/// Numbers of its own making: `values` sees them, and here they would say nothing of chance, threads and callers.
bool isWrongByItself(const Observation& o) {
  const std::vector<HostTensor> got = contentsOf(o);
  for (size_t r = 0; r < got.size(); ++r)
    if (differenceOf(o.prepared.expected[r], got[r]) >= Difference::NotFinite) return true;
  return false;
}

}  // namespace

Outcome checkDeterminism(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  if (isWrongByItself(o)) return NotApplicable{};
  const Call& call = o.prepared.swapCase.call;
  if (auto failure = compareAnotherCall(o, "repeat", "called again")) return *failure;
  if (call.threads > 1)
    for (int64_t threads : {int64_t{1}, call.threads})
      if (auto failure = compareThreads(o, threads)) return *failure;
  if (call.callers > 1)
    if (auto failure = compareConcurrentCalls(o)) return *failure;
  return Passed{};
}

}  // namespace swapcheck
