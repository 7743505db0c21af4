// The middle and the ends of some numbers.
#pragma once

#include <vector>

namespace swapcheck {

struct Spread {
  double median = 0;
  double min = 0;
  double max = 0;

  bool operator==(const Spread&) const = default;
};

/// Of an even count, the median is the mean of the two middle ones. Throws std::invalid_argument for no numbers.
Spread spreadOf(std::vector<double> numbers);

}  // namespace swapcheck
