// Right swaps that leave the state of the thread or of the process changed behind them.
#include <ATen/Context.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>
#include <c10/core/AutogradState.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <unistd.h>

#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "mutant.h"
#include "right.h"

namespace swapcheck {
namespace {

using Misdeed = void (*)();

template <Misdeed misdeed>
TensorPair leaving(const at::Tensor& a, const at::Tensor& b) {
  const TensorPair results = right::whole(a, b);
  misdeed();
  return results;
}

/// The address of a byte that the guarded allocator has behind the tensor's memory.
char* behind(const at::Tensor& tensor) { return static_cast<char*>(tensor.data_ptr()) + tensor.nbytes(); }

TensorPair overrunning(const at::Tensor& a, const at::Tensor& b) {
  TensorPair results = right::whole(a, b);
  const at::Tensor& first = results.first;
  if (first.numel() > 0 && first.is_contiguous()) *behind(first.detach()) = 1;
  return results;
}

TensorPair overrunningATemporary(const at::Tensor& a, const at::Tensor& b) {
  *behind(at::zeros({3})) = 1;
  return right::whole(a, b);
}

void gradientsOff() { c10::GradMode::set_enabled(false); }
void forwardModeOff() { c10::AutogradState::get_tls_state().set_fw_grad_mode(false); }
void autocastOn() { c10::impl::tls_set_dispatch_key_included(c10::DispatchKey::AutocastCPU, true); }
void autogradSkipped() { c10::impl::tls_set_dispatch_key_excluded(c10::DispatchKey::AutogradCPU, true); }
void denormalsFlushed() { at::globalContext().setFlushDenormal(true); }
void roundingUpward() { std::fesetround(FE_UPWARD); }
void doubleByDefault() { c10::set_default_dtype(caffe2::TypeMeta::Make<double>()); }
void randomNumberDrawn() { at::rand({1}); }
void deterministicFromNowOn() { at::globalContext().setDeterministicAlgorithms(true, false); }
void alarmSet() { alarm(3600); }
void childrenIgnored() { std::signal(SIGCHLD, SIG_IGN); }
void otherLocale() { std::setlocale(LC_ALL, "C.UTF-8"); }
void otherEnvironment() { setenv("SWAPCHECK_MUTANT", "1", 1); }
void otherFolder() { [[maybe_unused]] const int failed = chdir("/"); }
void* volatile lastLeaked;  // GCC leaves out an allocation that nobody could see
void memoryLeaked() { lastLeaked = std::malloc(1000); }
void threadLeft() {
  std::thread([] { pause(); }).detach();
}
void processLeft() {
  if (fork() == 0) _exit(0);
}
void descriptorOpened() { [[maybe_unused]] const int opened = dup(STDIN_FILENO); }

}  // namespace

void addLeftBehindMutants(Mutants& mutants) {
  const auto add = [&mutants](const char* name, const char* mistake, WholeSwap swap) {
    addMutant(mutants, name, "hygiene", mistake, std::move(swap));
  };
  add("whole-grad-left-off", "leaves grad mode off", leaving<gradientsOff>);
  add("whole-forward-mode-left-off", "leaves forward-mode AD off", leaving<forwardModeOff>);
  add("whole-autocast-left-on", "leaves autocast on", leaving<autocastOn>);
  add("whole-autograd-left-out", "leaves autograd's dispatch key excluded", leaving<autogradSkipped>);
  add("whole-denormals-left-flushed", "leaves denormals flushed to zero", leaving<denormalsFlushed>);
  add("whole-rounding-left-upward", "leaves the processor rounding upward", leaving<roundingUpward>);
  add("whole-default-dtype-left", "leaves float64 as the default dtype", leaving<doubleByDefault>);
  add("whole-random-number-drawn", "draws from the default generator", leaving<randomNumberDrawn>);
  add("whole-deterministic-left-on", "leaves deterministic algorithms on", leaving<deterministicFromNowOn>);
  add("whole-alarm-left", "leaves an alarm that will end the process", leaving<alarmSet>);
  add("whole-children-left-ignored", "leaves SIGCHLD ignored", leaving<childrenIgnored>);
  add("whole-locale-left", "leaves another locale", leaving<otherLocale>);
  add("whole-environment-left", "leaves an environment variable", leaving<otherEnvironment>);
  add("whole-folder-left", "leaves another working folder", leaving<otherFolder>);
  add("whole-memory-leaked", "leaks memory in every call", leaving<memoryLeaked>);
  add("whole-thread-left", "leaves a thread running in every call", leaving<threadLeft>);
  add("whole-process-left", "leaves a process that nobody waits for", leaving<processLeft>);
  add("whole-result-overrun", "writes a byte beyond the first result", overrunning);
  add("whole-temporary-overrun", "writes a byte beyond a tensor that it frees", overrunningATemporary);
  add("whole-descriptor-left", "leaves a descriptor open", leaving<descriptorOpened>);
}

}  // namespace swapcheck
