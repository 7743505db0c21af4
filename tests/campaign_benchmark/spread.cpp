#include "spread.h"

#include <algorithm>
#include <stdexcept>

namespace swapcheck {

Spread spreadOf(std::vector<double> numbers) {
  if (numbers.empty()) throw std::invalid_argument("the median of no numbers");
  std::sort(numbers.begin(), numbers.end());
  const size_t upper = numbers.size() / 2, lower = (numbers.size() - 1) / 2;
  return {(numbers[lower] + numbers[upper]) / 2, numbers.front(), numbers.back()};
}

}  // namespace swapcheck
