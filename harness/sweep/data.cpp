#include "harness/sweep/data.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "generators/parts/hash.h"
#include "generators/tensors/materialise.h"

namespace swapcheck {
namespace {

constexpr uint64_t kOperandSeed = 1;
constexpr uint64_t kCotangentSeed = 2;
constexpr uint64_t kSelectionSeed = 3;

std::vector<at::Tensor> randomPair(int64_t elements, uint64_t seed) {
  std::vector<at::Tensor> pair;
  for (int k : {0, 1}) pair.push_back(makeTensor(filled(DType::Float32, {elements}, Fill::Dyadic, seed, k)));
  return pair;
}

/// Leaves that require grad and share the same memory.
std::vector<at::Tensor> withGradOf(const std::vector<at::Tensor>& plain) {
  std::vector<at::Tensor> leaves;
  for (const at::Tensor& tensor : plain) leaves.push_back(tensor.detach().set_requires_grad(true));
  return leaves;
}

int64_t shareOf(int64_t elements, double density) {
  return static_cast<int64_t>(std::llround(density * static_cast<double>(elements)));
}

at::Tensor randomMask(int64_t elements, double density, uint64_t seed) {
  return makeTensor(maskOf({MaskPattern::Random, {elements}, shareOf(100, density), seed}));
}

/// Different positions in random order. A plain loop, because the generators' indices, which support any rank, are far
/// slower than what is measured here.
at::Tensor randomPositions(int64_t elements, double density, uint64_t seed) {
  std::vector<int64_t> positions(static_cast<size_t>(elements));
  std::iota(positions.begin(), positions.end(), int64_t{0});
  for (size_t k = positions.size(); k > 1; --k)  // Fisher-Yates shuffle
    std::swap(positions[k - 1], positions[hashOf(seed, 0, k) % k]);
  positions.resize(static_cast<size_t>(shareOf(elements, density)));
  return makeTensor(indexTensor(positions));
}

SweepSelection randomPairs(int64_t elements, uint64_t seed) {
  const int64_t rows = elements / kWithinColumns;
  const auto [i, j] = pairTensorsOf({0, rows / 4, seed}, {rows, kWithinColumns});
  return {makeTensor(i), makeTensor(j)};
}

SweepSelection selectionOf(Family family, std::optional<double> density, int64_t elements, uint64_t seed) {
  switch (family) {
    case Family::Whole: return {};
    case Family::Masked: return {randomMask(elements, density.value(), seed)};
    case Family::Indexed: return {randomPositions(elements, density.value(), seed)};
    case Family::Within: return randomPairs(elements, seed);
  }
  return {};
}

}  // namespace

size_t rotationOf(int64_t elements) { return static_cast<size_t>(std::max<int64_t>(2, kRotatedElements / elements)); }

SweepData::SweepData(int64_t elements, const std::set<Family>& families) {
  flat_.plain = randomPair(elements, kOperandSeed);
  flat_.cotangents = randomPair(elements, kCotangentSeed);
  flat_.withGrad = withGradOf(flat_.plain);
  const std::vector<int64_t> rows = {elements / kWithinColumns, kWithinColumns};
  matrix_.plain = {flat_.plain[0].view(rows)};
  matrix_.cotangents = {flat_.cotangents[0].view(rows)};
  matrix_.withGrad = withGradOf(matrix_.plain);
  for (Family family : families)
    for (auto density : densitiesOf(family)) {
      auto& rotation = selections_[{family, density}];
      for (size_t k = 0; k < rotationOf(elements); ++k)
        rotation.push_back(selectionOf(family, density, elements, hashOf(kSelectionSeed, 0, k)));
    }
}

const std::vector<at::Tensor>& SweepData::operands(Family family, SweepPass pass) const {
  return pass == SweepPass::Forward ? of(family).plain : of(family).withGrad;
}

const std::vector<at::Tensor>& SweepData::cotangents(Family family) const { return of(family).cotangents; }

const std::vector<SweepSelection>& SweepData::selections(Family family, std::optional<double> density) const {
  return selections_.at({family, density});
}

}  // namespace swapcheck
