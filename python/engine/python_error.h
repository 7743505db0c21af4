// What Python code raised, as an error of LibTorch's or none.
#pragma once

#include <pybind11/pybind11.h>

namespace swapcheck {

/// Throws a c10::Error for what functions raise on purpose (ValueError, IndexError, TypeError, RuntimeError, with a
/// text), and a std::runtime_error for anything else, SystemExit included. The text says what was raised and in which
/// lines. The caller holds the GIL.
[[noreturn]] void throwRaised(const pybind11::error_already_set& error);

}  // namespace swapcheck
