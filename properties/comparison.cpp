#include "properties/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace swapcheck {

std::vector<int64_t> differingBits(const HostTensor& expected, const HostTensor& got) {
  std::vector<int64_t> positions;
  if (expected.bytes == got.bytes) return positions;
  for (int64_t i = 0; i < expected.numel(); ++i)
    if (std::memcmp(expected.at(i), got.at(i), static_cast<size_t>(expected.itemSize())) != 0) positions.push_back(i);
  return positions;
}

std::vector<int64_t> differingNumbers(const HostTensor& expected, const HostTensor& got) {
  std::vector<int64_t> positions;
  if (expected.bytes == got.bytes) return positions;
  for (int64_t i = 0; i < expected.numel(); ++i)
    for (int c = 0; c < componentsOf(expected.dtype); ++c)
      if (!(readComponent(expected.dtype, expected.at(i), c) == readComponent(got.dtype, got.at(i), c))) {
        positions.push_back(i);
        break;
      }
  return positions;
}

static Difference differenceOf(double expected, double got) {
  if (std::isnan(expected) && std::isnan(got)) return Difference::NaNBits;
  if (!std::isfinite(expected) || !std::isfinite(got)) return Difference::NotFinite;
  return expected == 0 && got == 0 ? Difference::ZeroSign : Difference::Numbers;
}

Difference differenceOf(const HostTensor& expected, const HostTensor& got) {
  return differenceOf(expected, got, differingBits(expected, got));
}

Difference differenceOf(const HostTensor& expected, const HostTensor& got, const std::vector<int64_t>& elements) {
  Difference worst = Difference::None;
  for (int64_t i : elements)
    for (int c = 0; c < componentsOf(expected.dtype); ++c)
      if (componentBits(expected, i, c) != componentBits(got, i, c))
        worst = std::max(worst, differenceOf(readComponent(expected.dtype, expected.at(i), c),
                                             readComponent(got.dtype, got.at(i), c)));
  return worst;
}

Falsified mismatch(std::string check, const std::string& name, const HostTensor& expected, const HostTensor& got,
                   const std::vector<int64_t>& wrong, std::vector<Grid> evidence) {
  evidence.push_back(gridOf("expected " + name, expected, wrong));
  evidence.push_back(gridOf("got " + name, got, wrong));
  return {std::move(check),
          fmt::format("{} at {}: expected {}, got {}", name, coordinatesText(wrong.front(), expected.shape),
                      elementText(expected, wrong.front()), elementText(got, wrong.front())),
          std::move(evidence)};
}

}  // namespace swapcheck
