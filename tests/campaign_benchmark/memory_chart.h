// A picture of memory over cases.
#pragma once

#include "memory_log.h"

namespace swapcheck {

/// An SVG document that stands by itself: the private memory of every process over the cases done. There must be a
/// sample.
std::string memoryChart(const std::vector<MemorySample>& samples, int64_t cases);

}  // namespace swapcheck
