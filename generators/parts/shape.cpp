#include "generators/parts/shape.h"

#include <fmt/format.h>

#include <algorithm>

#include "generators/parts/weighted.h"
#include "generators/parts/weights.h"

namespace swapcheck {

int64_t numelOf(const Shape& shape) {
  int64_t numel = 1;
  for (int64_t size : shape) numel *= size;
  return numel;
}

std::vector<int64_t> contiguousStrides(const Shape& shape) {
  std::vector<int64_t> strides(shape.size());
  int64_t stride = 1;
  for (size_t d = shape.size(); d-- > 0;) {
    strides[d] = stride;
    stride *= std::max<int64_t>(shape[d], 1);
  }
  return strides;
}

std::string toString(const Shape& shape) { return fmt::format("[{}]", fmt::join(shape, ", ")); }

std::vector<int64_t> coordinatesOf(int64_t flat, const Shape& shape) {
  std::vector<int64_t> coordinates(shape.size());
  for (size_t d = shape.size(); d-- > 0;) {
    coordinates[d] = flat % shape[d];
    flat /= shape[d];
  }
  return coordinates;
}

namespace {

/// About `numel` elements in 1 to 3 dimensions, odd sizes but for the smallest ones.
Shape drawBigShape(Draw& draw, int minRank, int64_t minNumel, int64_t maxNumel) {
  const int64_t rank = draw.between(std::max(minRank, 1), 3);
  int64_t rest = draw.between(minNumel, maxNumel) | 1;
  Shape shape;
  for (int64_t d = 1; d < rank; ++d) {
    shape.push_back(draw.between(2, 9));
    rest = (rest / shape.back() + 1) | 1;
  }
  shape.insert(shape.begin() + draw.between(0, static_cast<int64_t>(shape.size())), rest);
  return shape;
}

}  // namespace

std::optional<Shape> broadcastShape(const std::vector<Shape>& shapes) {
  Shape together;
  for (const Shape& shape : shapes) {
    if (shape.size() > together.size()) together.insert(together.begin(), shape.size() - together.size(), 1);
    const size_t missing = together.size() - shape.size();
    for (size_t d = 0; d < shape.size(); ++d) {
      int64_t& size = together[missing + d];
      if (size != shape[d] && size != 1 && shape[d] != 1) return std::nullopt;
      if (size == 1) size = shape[d];
    }
  }
  return together;
}

int64_t broadcastPosition(int64_t flat, const Shape& shape, const Shape& own) {
  const std::vector<int64_t> at = coordinatesOf(flat, shape);
  const size_t missing = shape.size() - own.size();
  int64_t position = 0;
  for (size_t d = 0; d < own.size(); ++d) position = position * own[d] + (own[d] == 1 ? 0 : at[missing + d]);
  return position;
}

rc::Gen<Shape> genShape(int minRank) {
  return genFrom([minRank](Draw& draw) {
    static const auto genRank = genWeighted<int>(weights::kRank);
    static const auto genSize = genWeighted<int>(weights::kDimension);
    const int64_t size = draw.between(0, 999);
    if (size < weights::kLargePermille)
      return drawBigShape(draw, minRank, weights::kMinLargeNumel, weights::kMaxLargeNumel);
    if (size < weights::kLargePermille + weights::kMediumPermille)
      return drawBigShape(draw, minRank, weights::kMaxNumel + 1, weights::kMaxMediumNumel);
    const int rank = std::max(minRank, draw(genRank));
    Shape shape;
    for (int d = 0; d < rank; ++d) shape.push_back(draw(genSize));
    for (int64_t& outer : shape)
      if (numelOf(shape) > weights::kMaxNumel) outer = 1;
    return shape;
  });
}

}  // namespace swapcheck
