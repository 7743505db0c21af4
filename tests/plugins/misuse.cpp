// A plugin that goes wrong in the way that the environment variable SWAPCHECK_TEST_MISUSE names.
#include <swapcheck/plugin.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace {

bool isMisuse(const std::string& name) {
  const char* chosen = std::getenv("SWAPCHECK_TEST_MISUSE");
  return chosen && name == chosen;
}

/// While the library is loaded.
const bool kLoaded = [] {
  if (isMisuse("segfault-at-load")) std::raise(SIGSEGV);
  if (isMisuse("exit-at-load")) std::exit(0);
  return true;
}();

struct Last {
  ~Last() {
    if (isMisuse("segfault-at-exit")) std::raise(SIGSEGV);
  }
} last;

swapcheck::TensorPair exchanged(const at::Tensor& a, const at::Tensor& b) { return {b.clone(), a.clone()}; }

swapcheck::Strategy named(const std::string& name) { return {name, "", swapcheck::WholeSwap(exchanged)}; }

swapcheck::Strategy withKnown(const swapcheck::KnownFailure& known) {
  swapcheck::Strategy strategy = named("plugin.known");
  strategy.knownFailures = {known};
  return strategy;
}

void end() {
  if (isMisuse("print")) std::printf("hello from the plugin\n");
  if (isMisuse("abort")) std::abort();
  if (isMisuse("exit")) std::exit(3);
  if (isMisuse("throw-std")) throw std::runtime_error("no luck today");
  if (isMisuse("throw-c10")) TORCH_CHECK(false, "no tensor today");
  if (isMisuse("throw-int")) throw 7;
}

}  // namespace

SWAPCHECK_PLUGIN(catalogue) {
  end();
  if (isMisuse("none")) return;
  if (isMisuse("built-in")) catalogue.add(named("whole.clone"));
  if (isMisuse("twice")) catalogue.add(named("plugin.swap"));
  if (isMisuse("other-plugin")) catalogue.add(named("plugin.second-write"));
  if (isMisuse("bad-name")) catalogue.add(named("Plugin/swap"));
  if (isMisuse("empty")) catalogue.add({"plugin.empty", "", swapcheck::WholeSwap()});
  if (isMisuse("property")) catalogue.add(withKnown({"valeus", {}, "a property that there is not"}));
  if (isMisuse("feature")) catalogue.add(withKnown({"values", {"no.feature"}, "a feature that there is not"}));
  catalogue.add(named("plugin.swap"));
}
