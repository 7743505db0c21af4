#include "harness/quiet_libtorch.h"

#include <c10/util/Exception.h>
#include <torch/version.h>

namespace swapcheck {
namespace {

#if TORCH_VERSION_MAJOR >= 2
namespace warnings = c10::WarningUtils;

struct Nowhere : c10::WarningHandler {
  void process(const c10::Warning&) override {}
};
#else
namespace warnings = c10::Warning;

struct Nowhere : c10::WarningHandler {
  void process(const c10::SourceLocation&, const std::string&, bool) override {}
};
#endif

}  // namespace

struct QuietLibtorch::State {
  Nowhere nowhere;
  warnings::WarningHandlerGuard guard{&nowhere};
};

QuietLibtorch::QuietLibtorch() : state_(std::make_unique<State>()) {}

QuietLibtorch::~QuietLibtorch() = default;

}  // namespace swapcheck
