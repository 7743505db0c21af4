#include "harness/judging/quiet_libtorch.h"

#include <c10/util/Exception.h>
#include <c10/util/Logging.h>
#include <torch/version.h>

namespace swapcheck {

/// Drops every warning.
struct QuietWarnings::State : c10::WarningHandler {
#if TORCH_VERSION_MAJOR >= 2
  void process(const c10::Warning&) override {}
  c10::WarningUtils::WarningHandlerGuard guard{this};
#else
  void process(const c10::SourceLocation&, const std::string&, bool) override {}
  c10::Warning::WarningHandlerGuard guard{this};
#endif
};

QuietWarnings::QuietWarnings() : state_(std::make_unique<State>()) {}

QuietWarnings::~QuietWarnings() = default;

void dropBacktraces() {
  c10::SetStackTraceFetcher([] { return std::string(); });
}

}  // namespace swapcheck
