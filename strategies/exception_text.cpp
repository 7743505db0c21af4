#include "strategies/exception_text.h"

#include <c10/util/Exception.h>

#include "strategies/broken_promise.h"
#include "strategies/document_text.h"

namespace swapcheck {
namespace {

std::string lineAt(const std::string& text, size_t begin) { return text.substr(begin, text.find('\n', begin) - begin); }

/// The first line that is not empty, since TorchScript's errors begin with a line break; and the line that names an
/// internal assertion.
std::string essenceOf(const std::string& text) {
  const size_t begin = text.find_first_not_of('\n');
  if (begin == std::string::npos) return "";
  std::string line = lineAt(text, begin);
  const size_t assertion = text.find(kInternalAssert);
  if (assertion == std::string::npos || assertion < begin + line.size()) return line;
  return line + " ... " + lineAt(text, text.rfind('\n', assertion) + 1);
}

/// The text without the tag that nlohmann's JSON puts before it: "[json.exception.type_error.302] ".
std::string untagged(const std::string& text) {
  return text.starts_with("[json.exception.") ? text.substr(text.find("] ") + 2) : text;
}

}  // namespace

Exception currentException() {
  const auto exceptionOf = [](const std::string& text, bool isC10Error) {
    return Exception{documentText(essenceOf(text)), isC10Error, text.find(kInternalAssert) != std::string::npos};
  };
  try {
    throw;
  } catch (const c10::Error& error) {
    return exceptionOf(error.what_without_backtrace(), true);
  } catch (const BrokenPromise& broken) {
    Exception exception = exceptionOf(broken.what(), false);
    exception.property = broken.property();
    exception.check = broken.check();
    return exception;
  } catch (const std::exception& error) {
    return exceptionOf(untagged(error.what()), false);
  } catch (...) {
    return exceptionOf("an exception that is no std::exception", false);
  }
}

std::string currentExceptionText() { return currentException().text; }

}  // namespace swapcheck
