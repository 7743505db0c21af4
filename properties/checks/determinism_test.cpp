// The `determinism` property finds what depends on chance, on threads, or on who else is calling.
#include <ATen/Parallel.h>
#include <ATen/record_function.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>

#include "generators/case/features.h"
#include "generators/stream/generate.h"
#include "properties/calls/caller_pool.h"
#include "tests/support/generators.h"
#include "tests/support/properties.h"

namespace swapcheck {
namespace {

using IsWanted = bool (*)(const SwapCase&);

bool anyCase(const SwapCase&) { return true; }

/// One element in all places of a row may be the same for two callers.
bool hasRoom(const SwapCase& swapCase) {
  static const Condition notExpanded({"!layout.expanded"});
  return swapCase.numel() > 0 && swapCase.dtype != DType::Bool && notExpanded.holds(featuresOf(swapCase));
}

/// Valid cases that ask for callers: 2, 3, 4, 2 and so on; with elements and room for different values.
std::vector<PreparedCase> concurrentCases(Family family, size_t count, IsWanted isWanted = &anyCase) {
  std::vector<PreparedCase> cases;
  for (uint64_t number = 0; cases.size() < count; ++number) {
    SwapCase swapCase = withoutDefect(caseAt(2, number, family));
    swapCase.call.callers = 2 + static_cast<int64_t>(number % 3);
    if (!isExotic(swapCase.dtype) && hasRoom(swapCase) && isWanted(swapCase)) cases.emplace_back(swapCase);
  }
  return cases;
}

/// How many of 50 concurrent cases fail in "concurrent"; the others pass.
size_t concurrentFailures(const std::function<Swap(const PreparedCase&)>& swapFor, Family family = Family::Whole,
                          IsWanted isWanted = &anyCase) {
  size_t failures = 0;
  for (const PreparedCase& prepared : concurrentCases(family, 50, isWanted)) {
    const auto failure = failureOn(prepared, "determinism", swapFor(prepared));
    EXPECT_EQ(failure ? failure->check : "concurrent", "concurrent") << failure->message;
    failures += failure.has_value();
  }
  return failures;
}

TEST(Determinism, FindsASecondCallThatGivesOtherBits) {
  const WholeSwap swap = [calls = 0](const at::Tensor& a, const at::Tensor& b) mutable {
    return ++calls == 2 ? TensorPair{a.clone(), b.clone()} : exchanged(a, b);
  };
  EXPECT_TRUE(messageOf("determinism", "repeat", swap).starts_with("called again, result 1 at ["));
}

TEST(Determinism, FindsASecondCallThatThrows) {
  const WholeSwap swap = [calls = 0](const at::Tensor& a, const at::Tensor& b) mutable {
    if (++calls == 2) throw std::logic_error("never twice");
    return exchanged(a, b);
  };
  EXPECT_EQ(messageOf("determinism", "repeat", swap), "called again, the strategy threw: never twice");
}

TEST(Determinism, FindsBitsThatDependOnTheNumberOfThreads) {
  const WholeSwap swap = [](const at::Tensor& a, const at::Tensor& b) {
    return at::get_num_threads() > 2 ? TensorPair{a.clone(), b.clone()} : exchanged(a, b);
  };
  EXPECT_EQ(findingsOf(swap), (Findings{{"determinism", {"threads"}}}));
  EXPECT_NE(messageOf("determinism", "threads", swap).find(" threads in an operator, result 1 at ["),
            std::string::npos);
}

TEST(Determinism, LeavesTheNumberOfThreadsAsItWas) {
  SwapCase swapCase = caseAt(2, 0, Family::Whole);
  swapCase.call.threads = 3;
  const int before = at::get_num_threads();
  EXPECT_FALSE(failureOn(PreparedCase(swapCase), "determinism", WholeSwap(exchanged)));
  EXPECT_EQ(at::get_num_threads(), before);
}

TEST(Determinism, FindsAScratchTensorSharedByCallsOnEveryCase) {
  EXPECT_EQ(concurrentFailures([](const PreparedCase& prepared) -> Swap {
              const at::Tensor scratch = makeTensor(prepared.host.operands[0]);
              return WholeSwap([scratch](const at::Tensor& a, const at::Tensor& b) {
                scratch.copy_(a.detach());
                const at::Tensor first = b.clone();
                return TensorPair{first, scratch.clone()};
              });
            }),
            50u);
}

TEST(Determinism, FindsResultsInMemoryThatIsUsedAgainOnEveryCase) {
  EXPECT_EQ(concurrentFailures([](const PreparedCase& prepared) -> Swap {
              const at::Tensor kept = makeTensor(prepared.host.operands[0]);
              return WholeSwap([kept](const at::Tensor& a, const at::Tensor& b) {
                kept.copy_(b.detach());
                return TensorPair{kept.detach(), a.clone()};
              });
            }),
            50u);
}

TEST(Determinism, SaysNothingOfWhatIsWrongByItself) {
  const auto kept = [](const PreparedCase&) -> Swap {
    return WholeSwap([](const at::Tensor& a, const at::Tensor& b) { return TensorPair{a.clone(), b.clone()}; });
  };
  const auto rightForSome = [](const PreparedCase&) -> Swap {  // also where the case of the first caller is one of them
    return WholeSwap([](const at::Tensor& a, const at::Tensor& b) {
      const bool isSwapped = a.reshape(-1)[0].item().toComplexDouble().real() > 0;
      return isSwapped ? exchanged(a, b) : TensorPair{a.clone(), b.clone()};
    });
  };
  EXPECT_EQ(concurrentFailures(kept), 0u);
  EXPECT_EQ(concurrentFailures(rightForSome), 0u);
}

// Neither the bytes nor the version counter tell of it afterwards.
TEST(Determinism, FindsOperandsThatAreWrittenToAndRestored) {
  const auto swapFor = [](const PreparedCase&) -> Swap {
    return WholeSwap([](const at::Tensor& a, const at::Tensor& b) {
      const at::Tensor aWas = a.detach().clone();
      const at::Tensor bWas = b.detach().clone();
      a.data().copy_(bWas);
      b.data().copy_(aWas);
      const TensorPair results = exchanged(b, a);
      a.data().copy_(aWas);
      b.data().copy_(bWas);
      return results;
    });
  };
  EXPECT_GT(concurrentFailures(swapFor, Family::Whole, &isPlain), 20u);
}

TEST(Determinism, FindsAStrategyThatThrowsWhenItIsCalledTwiceAtOnce) {
  const auto swapFor = [](const PreparedCase&) -> Swap {
    const auto inside = std::make_shared<std::atomic<int>>(0);
    return WholeSwap([inside](const at::Tensor& a, const at::Tensor& b) {
      if (++*inside > 1) throw std::logic_error("one at a time");
      const TensorPair results = exchanged(a, b);
      --*inside;
      return results;
    });
  };
  EXPECT_EQ(concurrentFailures(swapFor), 50u);
  const auto failure =
      failureOn(concurrentCases(Family::Whole, 1)[0], "determinism", swapFor(concurrentCases(Family::Whole, 1)[0]));
  ASSERT_TRUE(failure);
  EXPECT_NE(failure->message.find(" at once, the strategy threw: one at a time"), std::string::npos);
}

TEST(Determinism, LetsAStrategyHoldALock) {
  const auto mutex = std::make_shared<std::mutex>();
  const WholeSwap locking = [mutex](const at::Tensor& a, const at::Tensor& b) {
    const std::lock_guard lock(*mutex);
    return exchanged(a, b);
  };
  EXPECT_EQ(concurrentFailures([&](const PreparedCase&) -> Swap { return locking; }), 0u);
}

TEST(Determinism, IsFoundOfRightStrategiesOnManyConcurrentCases) {
  for (const char* name : {"whole.clone", "masked.where", "masked.blend", "indexed.index-put", "within.index-copy"})
    for (const PreparedCase& prepared : concurrentCases(familyOf(builtin(name)), 100)) {
      const auto failure = failureOn(prepared, "determinism", builtin(name));
      EXPECT_FALSE(failure) << name << ": " << failure->message;
    }
}

TEST(Determinism, TakesItsCallbacksOutOfLibTorchAgain) {
  ASSERT_FALSE(failureOn(concurrentCases(Family::Whole, 1)[0], "determinism", WholeSwap(exchanged)));
  std::atomic<int> left = 0;
  callerPool().run(4, [&](size_t) { left += at::hasCallbacks(); });
  EXPECT_EQ(left, 0);
}

}  // namespace
}  // namespace swapcheck
