// Strategies that the package has found, as the engine judges them.
#pragma once

#include <pybind11/pybind11.h>

#include "strategies/catalogue.h"

namespace swapcheck {

/// The strategy that an entry of swapcheck._source describes. The caller holds the GIL.
Strategy strategyOf(const pybind11::dict& entry);

/// Adds the strategies of a Python source, as a `PythonLoader`.
void loadPython(Catalogue& catalogue, const StrategySource& source);

}  // namespace swapcheck
