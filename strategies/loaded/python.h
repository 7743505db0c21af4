// Loads strategies that are functions in Python, in a process that Python has started.
#pragma once

#include "strategies/catalogue.h"

namespace swapcheck {

/// Adds the strategies of a Python source. Throws InputError.
using PythonLoader = void (*)(Catalogue& catalogue, const StrategySource& source);

/// Says how, once, in a process that has a Python.
void setPythonLoader(PythonLoader loader);

/// Whether this process has a Python.
bool hasPython();

/// Adds the strategies of a Python source to the catalogue. Throws InputError when they cannot be loaded or added, and
/// in a process without a Python.
void addPython(Catalogue& catalogue, const StrategySource& source);

}  // namespace swapcheck
