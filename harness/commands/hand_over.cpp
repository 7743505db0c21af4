#include "harness/commands/hand_over.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "strategies/error.h"
#include "strategies/loaded/python.h"

namespace swapcheck {
namespace {

constexpr const char* kPythonVariable = "SWAPCHECK_PYTHON";

/// What Python runs.
constexpr const char* kBecome = R"(
import importlib.util, runpy, sys
if importlib.util.find_spec("swapcheck") is None:
    print(f"swapcheck: --python: expected the package swapcheck in {sys.executable}, got none: install it there by "
          "`pip install .` in swapcheck's sources, or name another Python by SWAPCHECK_PYTHON", file=sys.stderr)
    sys.exit(2)
runpy.run_module("swapcheck", run_name="__main__", alter_sys=True)
)";

}  // namespace

std::string programCall() { return hasPython() ? "python3 -m swapcheck" : "swapcheck"; }

bool needsPython(const Arguments& words) {
  return !hasPython() && std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "--python" || word.starts_with("--python=");
  });
}

void handOver(const Arguments& words) {
  const char* named = std::getenv(kPythonVariable);
  const std::string python = named && *named ? named : "python3";
  std::vector<const char*> command = {python.c_str(), "-c", kBecome};
  for (const std::string& word : words) command.push_back(word.c_str());
  command.push_back(nullptr);
  execvp(python.c_str(), const_cast<char* const*>(command.data()));
  throw InputError(fmt::format("--python: expected a Python, got {}: {}", python, std::strerror(errno)));
}

}  // namespace swapcheck
