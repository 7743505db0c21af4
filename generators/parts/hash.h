// The one source of pseudo-random bits inside a described case: a hash of where the bits are used.
#pragma once

#include <cstdint>

namespace swapcheck {

/// Finaliser of splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
constexpr uint64_t mixBits(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// 64 bits that depend on the seed, on a stream number and on a position in the stream; the same on every machine.
constexpr uint64_t hashOf(uint64_t seed, uint64_t stream, uint64_t position) {
  return mixBits(mixBits(mixBits(seed) ^ stream) ^ position);
}

/// A whole number from `min` to `max`, both included, from random bits. The bias is under 2^-32 for spans under 2^32.
constexpr int64_t spread(uint64_t bits, int64_t min, int64_t max) {
  return min + static_cast<int64_t>(bits % static_cast<uint64_t>(max - min + 1));
}

}  // namespace swapcheck
