// What a swap has to give for invalid input that can mean one thing only.
#pragma once

#include <c10/core/Device.h>

#include "properties/observation.h"

namespace swapcheck {

/// One result.
struct Answer {
  Shape shape;
  c10::ScalarType dtype;
  c10::Device device;
  /// Nothing on a device without memory.
  std::optional<HostTensor> contents;
};

/// The results, by the input's `Meaning`; none where it has none.
std::vector<Answer> onlyAnswer(const Observation& observation);

/// The first thing in the results that is not as answered, as the end of a sentence ("result 1 has sizes [2], expected
/// [3]"); nothing when all is. The bits of a NaN and the sign of a zero are the business of `values`.
std::optional<std::string> differenceFromAnswer(const Observation& observation, const std::vector<Answer>& answers);

}  // namespace swapcheck
