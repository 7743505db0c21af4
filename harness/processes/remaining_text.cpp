#include "harness/processes/remaining_text.h"

#include <sstream>

namespace swapcheck {

std::string remainingText(std::istream& in) {
  std::ostringstream text;
  text << in.rdbuf();  // catches what reading throws, which the iterators of a stream do not
  return text.str();
}

}  // namespace swapcheck
