// What `bench` prints.
#pragma once

#include "reports/bench/series.h"

namespace swapcheck {

/// For every family, pass and density, the strategies at the largest size, fastest first; several lines.
std::string benchText(const BenchSweep& sweep);

}  // namespace swapcheck
