#include "harness/workers/lazy_source.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "strategies/error.h"
#include "strategies/loaded/plugin.h"
#include "strategies/loaded/python.h"
#include "strategies/loaded/script.h"

namespace swapcheck {
namespace {

/// While it lives, standard output goes to standard error: a file that prints while it is loaded must not mix with the
/// command's results.
class StdoutToStderr {
 public:
  StdoutToStderr() : out_(dup(STDOUT_FILENO)) { redirect(STDERR_FILENO); }
  ~StdoutToStderr() {
    redirect(out_);
    close(out_);
  }
  StdoutToStderr(const StdoutToStderr&) = delete;
  StdoutToStderr& operator=(const StdoutToStderr&) = delete;

 private:
  static void redirect(int to) {
    std::cout.flush();
    std::fflush(stdout);
    dup2(to, STDOUT_FILENO);
  }

  int out_;
};

/// Exits without running a plugin's static destructors: a crash in one would change the exit code.
void exitAtOnce(int exitCode, void*) {
  std::cout.flush();
  std::fflush(nullptr);
  _exit(exitCode);
}

/// Those that this process has strategies of.
std::vector<std::weak_ptr<LazySource>>& sourcesInPython() {
  static std::vector<std::weak_ptr<LazySource>> sources;
  return sources;
}

/// A strategy's swap once it is loaded.
struct Resolved {
  std::once_flag once;
  const Swap* swap = nullptr;
};

/// `Function` is a std::function that returns the same.
template <typename Function>
Function lazy(const std::shared_ptr<LazySource>& source, const std::string& name) {
  return [source, name, resolved = std::make_shared<Resolved>()](const auto&... inputs) {
    std::call_once(resolved->once, [&] { resolved->swap = &source->swapOf(name); });
    return std::get<Function>(*resolved->swap)(inputs...);
  };
}

}  // namespace

void LazySource::load() {
  for (const auto& other : others_) other->loadOnce();
  const StdoutToStderr redirected;
  addStrategiesOf(source_, catalogue_);
  if (source_.kind == StrategySource::Kind::Plugin) on_exit(exitAtOnce, nullptr);  // before the plugin's handlers
}

const Swap& LazySource::swapOf(const std::string& name) {
  loadOnce();
  const Strategy* strategy = catalogue_.find(name);
  if (!strategy) throw HarnessError(fmt::format("{}: loaded again, it has no strategy \"{}\"", textOf(source_), name));
  return strategy->swap;
}

void addStrategiesOf(const StrategySource& source, Catalogue& catalogue) {
  switch (source.kind) {
    case StrategySource::Kind::Plugin: return addPlugin(catalogue, source);
    case StrategySource::Kind::Script: return addScript(catalogue, source);
    case StrategySource::Kind::Python: return addPython(catalogue, source);
  }
}

void loadPythonInAdvance() {
  for (const std::weak_ptr<LazySource>& weak : sourcesInPython()) try {
      if (const auto source = weak.lock()) source->loadOnce();
    } catch (const Error&) {
    }
}

Swap lazySwap(Family family, const std::shared_ptr<LazySource>& source, const std::string& name) {
  if (source->source().kind == StrategySource::Kind::Python) sourcesInPython().push_back(source);
  switch (family) {  // NOLINT(bugprone-branch-clone): of different types
    case Family::Whole: return lazy<WholeSwap>(source, name);
    case Family::Masked: return lazy<MaskedSwap>(source, name);
    case Family::Indexed: return lazy<IndexedSwap>(source, name);
    case Family::Within: break;
  }
  return lazy<WithinSwap>(source, name);
}

}  // namespace swapcheck
