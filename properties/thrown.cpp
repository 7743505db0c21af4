#include "properties/thrown.h"

namespace swapcheck {

Falsified thrownFailure(std::string check, std::string sentence) {
  if (sentence.find(kInternalAssert) != std::string::npos) check = "internal-assert";
  return {std::move(check), std::move(sentence), {}};
}

}  // namespace swapcheck
