#include "properties/thrown.h"

#include <c10/util/Exception.h>

namespace swapcheck {
namespace {

/// What every text of TORCH_INTERNAL_ASSERT has.
constexpr std::string_view kInternalAssert = "INTERNAL ASSERT";

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

}  // namespace

std::string currentExceptionText() {
  try {
    throw;
  } catch (const c10::Error& error) {
    return essenceOf(error.what_without_backtrace());
  } catch (const std::exception& error) {
    return essenceOf(error.what());
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

Falsified thrownFailure(std::string check, std::string sentence) {
  if (sentence.find(kInternalAssert) != std::string::npos) check = "internal-assert";
  return {std::move(check), std::move(sentence), {}};
}

}  // namespace swapcheck
