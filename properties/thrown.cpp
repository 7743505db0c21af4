#include "properties/thrown.h"

#include <algorithm>

namespace swapcheck {

Falsified thrownFailure(std::string check, std::string sentence) {
  if (sentence.find(kInternalAssert) != std::string::npos) check = "internal-assert";
  return {std::move(check), std::move(sentence), {}};
}

bool isRefusal(std::string_view text) {
  constexpr std::string_view phrases[] = {
      "jvp is not implemented for the c++ API",
      "to use it with forward mode AD",                               // a Python function without jvp
      "does not support it because it has not been implemented yet",  // "Trying to use forward AD with X that ..."
      "double backward is not supported",
      "double backwards is not supported",
      "does not support double backward",
      "marked with @once_differentiable",
      "is not differentiable twice",
  };
  const bool isUnimplementedDerivative = text.find("derivative for ") != std::string_view::npos &&
                                         text.find("is not implemented") != std::string_view::npos;
  return isUnimplementedDerivative || std::any_of(std::begin(phrases), std::end(phrases), [&](std::string_view phrase) {
           return text.find(phrase) != std::string_view::npos;
         });
}

}  // namespace swapcheck
