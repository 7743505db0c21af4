// Right swaps that leave the state of the thread or of the process changed behind them.
#include <ATen/Context.h>
#include <ATen/ops/rand.h>
#include <c10/core/AutogradState.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <unistd.h>

#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdlib>

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
  add("whole-descriptor-left", "leaves a descriptor open", leaving<descriptorOpened>);
}

}  // namespace swapcheck
