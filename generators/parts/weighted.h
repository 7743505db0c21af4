// Generators of one value out of an enumeration, by a table of weights.
#pragma once

#include <rapidcheck/Gen.h>

#include <numeric>

#include "generators/parts/draw.h"

namespace swapcheck {

/// Position k of `weights` with probability proportional to `weights[k]`, as an `Enum`.
template <typename Enum, size_t N>
rc::Gen<Enum> genWeighted(const size_t (&weights)[N]) {
  const int64_t total = static_cast<int64_t>(std::accumulate(weights, weights + N, size_t{0}));
  return genFrom([&weights, total](Draw& draw) {
    int64_t ticket = draw.between(0, total - 1);
    size_t k = 0;
    while (ticket >= static_cast<int64_t>(weights[k])) ticket -= static_cast<int64_t>(weights[k++]);
    return static_cast<Enum>(k);
  });
}

}  // namespace swapcheck
