// The `values` property.
#include <fmt/format.h>

#include <cstring>

#include "properties/grid.h"
#include "properties/property.h"

namespace swapcheck {
namespace {

std::vector<int64_t> differingPositions(const HostTensor& a, const HostTensor& b) {
  std::vector<int64_t> positions;
  for (int64_t i = 0; i < a.numel(); ++i)
    if (std::memcmp(a.at(i), b.at(i), static_cast<size_t>(a.itemSize())) != 0) positions.push_back(i);
  return positions;
}

Falsified describe(const std::string& name, const HostTensor& expected, const HostTensor& got) {
  const std::vector<int64_t> wrong = differingPositions(expected, got);
  const int64_t first = wrong.front();
  return {"bits",
          fmt::format("{} at {}: expected {}, got {}", name, coordinatesText(first, expected.shape),
                      elementText(expected, first), elementText(got, first)),
          {gridOf("expected " + name, expected, wrong), gridOf("got " + name, got, wrong)}};
}

}  // namespace

Outcome checkValues(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  for (size_t r = 0; r < o.results.size(); ++r) {
    const HostTensor got = *readTensor(o.results[r]);
    const HostTensor& expected = o.prepared.expected[r];
    if (got.bytes != expected.bytes) return describe(resultName(o.prepared.swapCase, r), expected, got);
  }
  return Passed{};
}

}  // namespace swapcheck
