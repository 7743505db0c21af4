#include "properties/state/thread_state.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <c10/core/AutogradState.h>
#include <c10/core/DefaultDtype.h>
#include <c10/core/ScalarTypeToTypeMeta.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <cfenv>
#include <cstring>

#ifdef __x86_64__
#include <xmmintrin.h>
#endif

namespace swapcheck {
namespace {

/// A piece of state as a number.
struct Watched {
  const char* check;
  const char* name;
  uint64_t (*read)();
  void (*write)(uint64_t);
  std::string (*text)(uint64_t);
};

std::string onOff(uint64_t value) { return value ? "on" : "off"; }
std::string number(uint64_t value) { return std::to_string(value); }
std::string hexadecimal(uint64_t value) { return fmt::format("{:#x}", value); }
std::string dtypeName(uint64_t value) { return c10::toString(static_cast<c10::ScalarType>(value)); }
std::string keys(uint64_t value) { return c10::toString(c10::DispatchKeySet(c10::DispatchKeySet::RAW, value)); }

c10::AutogradState& autograd() { return c10::AutogradState::get_tls_state(); }

c10::impl::LocalDispatchKeySet dispatchKeys() { return c10::impl::tls_local_dispatch_key_set(); }

/// Rounding, flushing of denormals and traps: the control bits of the processor, without the flags that operations set.
#ifdef __x86_64__
constexpr unsigned kStatusFlags = 0x3F;  // Intel's manual, volume 1, section 10.2.3

uint64_t floatingPointControl() { return _mm_getcsr() & ~kStatusFlags; }
void setFloatingPointControl(uint64_t control) {
  std::fesetround(static_cast<int>(control >> 3 & FE_TOWARDZERO));  // the x87 unit has the same bits, 3 lower
  fedisableexcept(FE_ALL_EXCEPT);
  feenableexcept(static_cast<int>(~(control >> 7) & FE_ALL_EXCEPT));
  _mm_setcsr(static_cast<unsigned>(control) | (_mm_getcsr() & kStatusFlags));
}
#else
uint64_t floatingPointControl() {
  return static_cast<uint64_t>(std::fegetround()) << 32 | static_cast<unsigned>(fegetexcept());
}
void setFloatingPointControl(uint64_t control) {
  std::fesetround(static_cast<int>(control >> 32));
  fedisableexcept(FE_ALL_EXCEPT);
  feenableexcept(static_cast<int>(control & 0xFFFFFFFF));
}
#endif

const char* const kMatmulPrecisions[] = {"highest", "high", "medium", "set for one backend by itself"};

/// LibTorch refuses to say where a newer function has set another precision for one of its backends.
uint64_t matmulPrecision() {
  try {
    return static_cast<uint64_t>(at::globalContext().float32MatmulPrecision());
  } catch (const c10::Error&) {
    return std::size(kMatmulPrecisions) - 1;
  }
}

void setMatmulPrecision(uint64_t precision) {
  if (precision < std::size(kMatmulPrecisions) - 1)
    at::globalContext().setFloat32MatmulPrecision(std::string(kMatmulPrecisions[precision]));
}

std::string matmulPrecisionName(uint64_t precision) { return kMatmulPrecisions[precision]; }

const Watched kWatched[] = {
    {"grad-mode", "grad mode", [] { return uint64_t{autograd().get_grad_mode()}; },
     [](uint64_t on) { autograd().set_grad_mode(on != 0); }, onOff},
    {"inference-mode", "inference mode", [] { return uint64_t{autograd().get_inference_mode()}; },
     [](uint64_t on) { autograd().set_inference_mode(on != 0); }, onOff},
    {"forward-ad-mode", "forward-mode AD", [] { return uint64_t{autograd().get_fw_grad_mode()}; },
     [](uint64_t on) { autograd().set_fw_grad_mode(on != 0); }, onOff},
    {"dispatch-keys", "the thread's included dispatch keys", [] { return dispatchKeys().included_.raw_repr(); },
     [](uint64_t raw) {
       auto all = dispatchKeys();
       all.included_ = c10::DispatchKeySet(c10::DispatchKeySet::RAW, raw);
       c10::impl::_force_tls_local_dispatch_key_set(all);
     },
     keys},
    {"dispatch-keys", "the thread's excluded dispatch keys", [] { return dispatchKeys().excluded_.raw_repr(); },
     [](uint64_t raw) {
       auto all = dispatchKeys();
       all.excluded_ = c10::DispatchKeySet(c10::DispatchKeySet::RAW, raw);
       c10::impl::_force_tls_local_dispatch_key_set(all);
     },
     keys},
    {"autocast", "autocast's cache", [] { return uint64_t{at::autocast::is_autocast_cache_enabled()}; },
     [](uint64_t on) { at::autocast::set_autocast_cache_enabled(on != 0); }, onOff},
    {"default-dtype", "the default dtype",
     [] { return static_cast<uint64_t>(c10::typeMetaToScalarType(c10::get_default_dtype())); },
     [](uint64_t dtype) { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(dtype))); },
     dtypeName},
    {"threads", "LibTorch's number of threads", [] { return static_cast<uint64_t>(at::get_num_threads()); },
     [](uint64_t threads) { at::set_num_threads(static_cast<int>(threads)); }, number},
    {"floating-point", "the processor's floating-point control", floatingPointControl, setFloatingPointControl,
     hexadecimal},
    {"deterministic-algorithms", "the flag of deterministic algorithms",
     [] {
       const at::Context& context = at::globalContext();
       return uint64_t{context.deterministicAlgorithms()} | uint64_t{context.deterministicAlgorithmsWarnOnly()} << 1;
     },
     [](uint64_t flags) { at::globalContext().setDeterministicAlgorithms((flags & 1) != 0, (flags & 2) != 0); },
     [](uint64_t flags) -> std::string { return flags & 1 ? flags & 2 ? "on, warning" : "on" : "off"; }},
    {"backends", "use of oneDNN", [] { return uint64_t{at::globalContext().userEnabledMkldnn()}; },
     [](uint64_t on) { at::globalContext().setUserEnabledMkldnn(on != 0); }, onOff},
    {"backends", "use of cuDNN", [] { return uint64_t{at::globalContext().userEnabledCuDNN()}; },
     [](uint64_t on) { at::globalContext().setUserEnabledCuDNN(on != 0); }, onOff},
    {"backends", "cuDNN's benchmarking", [] { return uint64_t{at::globalContext().benchmarkCuDNN()}; },
     [](uint64_t on) { at::globalContext().setBenchmarkCuDNN(on != 0); }, onOff},
    {"backends", "cuDNN's determinism", [] { return uint64_t{at::globalContext().deterministicCuDNN()}; },
     [](uint64_t on) { at::globalContext().setDeterministicCuDNN(on != 0); }, onOff},
    {"matmul-precision", "the precision of float32 products", matmulPrecision, setMatmulPrecision, matmulPrecisionName},
};

at::CPUGeneratorImpl& generator() {
  static const at::Generator& shared = at::detail::getDefaultCPUGenerator();
  return *shared.get<at::CPUGeneratorImpl>();
}

bool isSame(const at::mt19937_data_pod& a, const at::mt19937_data_pod& b) {
  return a.seed_ == b.seed_ && a.left_ == b.left_ && a.seeded_ == b.seeded_ && a.next_ == b.next_ &&
         a.state_ == b.state_;
}

}  // namespace

ThreadState::ThreadState() : random_(generator().engine().data()) {
  values_.reserve(std::size(kWatched));
  for (const Watched& watched : kWatched) values_.push_back(watched.read());
}

std::optional<LeftBehind> ThreadState::restore() const {
  std::optional<LeftBehind> first;
  const auto note = [&first](const char* check, std::string what) {
    if (!first) first = LeftBehind{check, std::move(what)};
  };
  for (size_t k = 0; k < values_.size(); ++k) {
    const Watched& watched = kWatched[k];
    const uint64_t now = watched.read();
    if (now == values_[k]) continue;
    note(watched.check, fmt::format("{}: {} (before: {})", watched.name, watched.text(now), watched.text(values_[k])));
    watched.write(values_[k]);
  }
  if (isSame(random_, generator().engine().data())) return first;
  note("random-state", "the default generator's state: random numbers of everybody else are others now");
  at::mt19937 engine;
  engine.set_data(random_);
  generator().set_engine(engine);
  return first;
}

}  // namespace swapcheck
