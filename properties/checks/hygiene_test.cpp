// The `hygiene` property finds what a call leaves behind, and puts it back.
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cfenv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include "tests/support/properties.h"

namespace swapcheck {
namespace {

struct Misdeed {
  const char* check;
  std::function<void()> leave;
  /// The beginning of the message behind "it left behind ".
  const char* what;
};

void turnOffGradients() { c10::GradMode::set_enabled(false); }

const Misdeed kMisdeeds[] = {
    {"grad-mode", turnOffGradients, "grad mode: off (before: on)"},
    {"forward-ad-mode", [] { c10::AutogradState::get_tls_state().set_fw_grad_mode(false); },
     "forward-mode AD: off (before: on)"},
    {"inference-mode", [] { c10::AutogradState::get_tls_state().set_inference_mode(true); },
     "inference mode: on (before: off)"},
    {"dispatch-keys", [] { c10::impl::tls_set_dispatch_key_included(c10::DispatchKey::AutocastCPU, true); },
     "the thread's included dispatch keys: "},
    {"dispatch-keys", [] { c10::impl::tls_set_dispatch_key_excluded(c10::DispatchKey::AutogradCPU, true); },
     "the thread's excluded dispatch keys: "},
    {"autocast", [] { at::autocast::set_autocast_cache_enabled(false); }, "autocast's cache: off (before: on)"},
    {"default-dtype", [] { c10::set_default_dtype(caffe2::TypeMeta::Make<double>()); },
     "the default dtype: Double (before: Float)"},
    {"threads", [] { at::set_num_threads(3); }, "LibTorch's number of threads: 3 (before: "},
    {"floating-point", [] { at::globalContext().setFlushDenormal(true); }, "the processor's floating-point control: "},
    {"floating-point", [] { std::fesetround(FE_UPWARD); }, "the processor's floating-point control: "},
    {"floating-point", [] { feenableexcept(FE_DIVBYZERO); }, "the processor's floating-point control: "},
    {"random-state", [] { at::manual_seed(3); }, "the default generator's state: "},
    {"deterministic-algorithms", [] { at::globalContext().setDeterministicAlgorithms(true, true); },
     "the flag of deterministic algorithms: on, warning (before: off)"},
    {"backends", [] { at::globalContext().setUserEnabledMkldnn(false); }, "use of oneDNN: off (before: on)"},
    {"matmul-precision", [] { at::globalContext().setFloat32MatmulPrecision("medium"); },
     "the precision of float32 products: "},
    {"signals", [] { std::signal(SIGCHLD, SIG_IGN); }, "another handler of SIGCHLD"},
    {"signals",
     [] {
       sigset_t some;
       sigemptyset(&some);
       sigaddset(&some, SIGUSR1);
       pthread_sigmask(SIG_BLOCK, &some, nullptr);
     },
     "another mask of blocked signals"},
    {"signals", [] { std::set_terminate([] { _exit(0); }); }, "another std::terminate handler"},
    {"timer", [] { alarm(100); }, "a timer that is running and will send SIGALRM"},
    {"locale", [] { std::setlocale(LC_ALL, "C.UTF-8"); }, "the locale "},
    {"working-folder", [] { std::filesystem::current_path("/"); }, "the working folder / (before: "},
    {"umask", [] { umask(0777); }, "the umask 0777 (before: "},
    {"environment", [] { setenv("SWAPCHECK_TEST_LEFT", "1", 1); }, "other environment variables: SWAPCHECK_TEST_LEFT"},
    {"environment", [] { unsetenv("PATH"); }, "other environment variables: PATH"},
    {"descriptors", [] { [[maybe_unused]] const int open = dup(0); }, "1 open descriptors more"},
};

WholeSwap leaving(const std::function<void()>& leave) {
  return [leave](const at::Tensor& a, const at::Tensor& b) {
    const TensorPair results = exchanged(a, b);
    leave();
    return results;
  };
}

TEST(Hygiene, FindsWhatACallLeavesBehindAndNothingElseMoves) {
  const PreparedCase& prepared = preparedCases(Family::Whole).front();
  for (const Misdeed& misdeed : kMisdeeds) {
    SCOPED_TRACE(misdeed.what);
    const WholeSwap swap = leaving(misdeed.leave);
    EXPECT_EQ(findingsOn(prepared, swap), (Findings{{"hygiene", {misdeed.check}}}));
    const auto failure = failureOn(prepared, "hygiene", swap);
    ASSERT_TRUE(failure);
    EXPECT_TRUE(failure->message.starts_with(std::string("it left behind ") + misdeed.what)) << failure->message;
    EXPECT_EQ(findingsOn(prepared, WholeSwap(exchanged)), Findings()) << "after the guilty one";
  }
}

TEST(Hygiene, PutsBackWhatNobodyAskedFor) {
  const PreparedCase& prepared = preparedCases(Family::Whole).front();
  for (const Misdeed& misdeed : kMisdeeds) {
    failureOn(prepared, "metadata", leaving(misdeed.leave));
    EXPECT_EQ(findingsOn(prepared, WholeSwap(exchanged)), Findings()) << misdeed.what;
  }
}

TEST(Hygiene, LooksAtCallsThatThrow) {
  const WholeSwap swap = [](const at::Tensor&, const at::Tensor&) -> TensorPair {
    turnOffGradients();
    throw std::runtime_error("no");
  };
  EXPECT_TRUE(failureOn(preparedCases(Family::Whole).front(), "hygiene", swap));
}

TEST(Hygiene, LooksAtBackwardPasses) {
  const WholeSwap swap = exchangedWithChanged([](const at::Tensor& gradient) {
    c10::set_default_dtype(caffe2::TypeMeta::Make<double>());
    return gradient;
  });
  EXPECT_EQ(findingsOf(swap), (Findings{{"hygiene", {"default-dtype"}}}));
}

/// Zeroes the tensor's memory a little later, on a thread of its own.
void zeroLater(const at::Tensor& tensor) {
  std::thread([tensor] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::memset(tensor.data_ptr(), 0, tensor.nbytes());
  }).detach();
}

TEST(Hygiene, FindsWhatAThreadWritesAfterTheCall) {
  const WholeSwap toResult = [](const at::Tensor& a, const at::Tensor& b) {
    const TensorPair results = exchanged(a, b);
    zeroLater(results.first.detach());
    return results;
  };
  const WholeSwap toOperand = [](const at::Tensor& a, const at::Tensor& b) {
    const TensorPair results = exchanged(a, b);
    zeroLater(a.detach());
    return results;
  };
  const PreparedCase prepared(plainCase(WholeSelection{}));
  for (const WholeSwap& swap : {toResult, toOperand})
    EXPECT_EQ(findingsOn(prepared, swap)["hygiene"], std::set<std::string>{"late-write"});
}

TEST(Hygiene, FindsAtTheNextCaseWhatIsWrittenAfterTheOneBefore) {
  at::Tensor first;
  const Strategy strategy{"test.swap", "", WholeSwap([&first](const at::Tensor& a, const at::Tensor& b) {
                            const TensorPair results = exchanged(a, b);
                            if (!first.defined()) first = results.second.detach();
                            return results;
                          })};
  const PreparedCase prepared(plainCase(WholeSelection{}));
  const Property* property = findProperty("hygiene");
  BetweenCases between;
  const auto outcome = [&] {
    first.reset();
    return judge(strategy, prepared, {&property, 1}, nullptr, &between).front().outcome;
  };
  EXPECT_TRUE(std::holds_alternative<Passed>(outcome()));
  EXPECT_TRUE(std::holds_alternative<Passed>(outcome()));
  first.zero_();
  const Outcome found = outcome();
  ASSERT_TRUE(std::holds_alternative<Falsified>(found));
  EXPECT_EQ(std::get<Falsified>(found).check, "late-write");
  EXPECT_TRUE(std::holds_alternative<Passed>(outcome()));
}

TEST(Hygiene, IsFoundOfRightStrategies) {
  for (const char* name : {"whole.clone", "masked.where", "indexed.index-put", "within.index-copy"})
    EXPECT_EQ(findingsOf(builtin(name)).count("hygiene"), 0u) << name;
}

}  // namespace
}  // namespace swapcheck
