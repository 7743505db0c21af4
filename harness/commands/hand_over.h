// The two programs that swapcheck is, and how one becomes the other: only a Python can judge functions in Python.
#pragma once

#include <string>

#include "harness/commands/command.h"

namespace swapcheck {

/// How this program is called: "swapcheck", or "python3 -m swapcheck" in a process that Python has started.
std::string programCall();

/// Whether these arguments have the option --python in a process without a Python.
bool needsPython(const Arguments& words);

/// Becomes `python3 -m swapcheck` with the same arguments, under the Python that SWAPCHECK_PYTHON in the environment
/// names; it complains and exits with 2 where it has no package swapcheck. Throws InputError where there is no such
/// Python.
[[noreturn]] void handOver(const Arguments& words);

}  // namespace swapcheck
