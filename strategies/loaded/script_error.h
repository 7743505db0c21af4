// TorchScript's errors as LibTorch's.
#pragma once

#include <functional>
#include <string>

#include <ATen/core/ivalue.h>

namespace swapcheck {

/// What a script threw, ahead of all that TorchScript's interpreter wrote around it: the text behind the traceback's
/// last "RuntimeError: ", or behind the name of the script's own exception.
std::string scriptErrorText(const std::string& text);

/// What `work` returns; what it throws, as a c10::Error. The interpreter throws its own exceptions, which are none, and
/// puts a traceback ahead of the text.
c10::IValue withScriptErrors(const std::function<c10::IValue()>& work);

}  // namespace swapcheck
