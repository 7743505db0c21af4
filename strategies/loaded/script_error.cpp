#include "strategies/loaded/script_error.h"

#include <c10/util/Exception.h>

#include <exception>

namespace swapcheck {
namespace {

constexpr std::string_view kTraceback = "Traceback of TorchScript";
constexpr std::string_view kRuntimeError = "\nRuntimeError: ";

[[noreturn]] void throwAsC10Error(const std::string& text) {
  throw c10::Error({__func__, __FILE__, __LINE__}, scriptErrorText(text));
}

/// Where what was thrown begins: the last line, or where a message of several lines does.
size_t beginOfMessage(const std::string& text) {
  const size_t message = text.rfind(kRuntimeError);
  if (message != std::string::npos) return message + kRuntimeError.size();
  const size_t end = text.find_last_not_of('\n');
  const size_t line = text.rfind('\n', end);
  return line == std::string::npos ? 0 : line + 1;
}

}  // namespace

std::string scriptErrorText(const std::string& text) {
  if (text.find(kTraceback) == std::string::npos) return text;
  std::string message = text.substr(beginOfMessage(text));
  message.erase(message.find_last_not_of('\n') + 1);
  return message + "\n" + text;
}

c10::IValue withScriptErrors(const std::function<c10::IValue()>& work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    throwAsC10Error(error.what_without_backtrace());
  } catch (const std::exception& error) {
    throwAsC10Error(error.what());
  }
}

}  // namespace swapcheck
