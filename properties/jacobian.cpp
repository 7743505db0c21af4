#include "properties/jacobian.h"

#include <fmt/format.h>

#include "generators/hash.h"

namespace swapcheck {
namespace {

/// Rows are result components, columns operand components, each counted through all tensors.
struct Matrix {
  size_t rows;
  size_t columns;
  std::vector<double> entries;

  Matrix(size_t r, size_t c) : rows(r), columns(c), entries(r * c) {}
  double& at(size_t row, size_t column) { return entries[row * columns + column]; }
};

std::vector<Components> zeroComponents(const PreparedCase& prepared) {
  const auto count = static_cast<size_t>(prepared.swapCase.numel() * componentsOf(prepared.swapCase.dtype));
  return std::vector<Components>(prepared.host.operands.size(), Components(count));
}

bool requiresGrad(const Observation& o, size_t operand) { return o.prepared.swapCase.operands[operand].requiresGrad; }

Matrix byFiniteDifferences(const Observation& o) {
  std::vector<Components> direction = zeroComponents(o.prepared);
  const size_t each = direction[0].size();
  Matrix jacobian(o.results.size() * each, direction.size() * each);
  for (size_t k = 0; k < direction.size(); ++k)
    for (size_t c = 0; requiresGrad(o, k) && c < each; ++c) {
      direction[k][c] = 1;
      const auto column = centralDifference(o.strategy, o.prepared, direction);
      direction[k][c] = 0;
      for (size_t r = 0; r < column.size(); ++r)
        for (size_t q = 0; q < each; ++q) jacobian.at(r * each + q, k * each + c) = column[r][q];
    }
  return jacobian;
}

Matrix byReverseMode(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  std::vector<Components> unit = zeroComponents(o.prepared);
  const size_t each = unit[0].size();
  Matrix jacobian(o.results.size() * each, unit.size() * each);
  for (size_t r = 0; r < o.results.size(); ++r)
    for (size_t q = 0; q < each; ++q) {
      unit[r][q] = 1;
      std::vector<at::Tensor> cotangents(o.results.size());
      cotangents[r] = makeTensor(tensorOf(swapCase.dtype, swapCase.shape, unit[r]));
      unit[r][q] = 0;
      const Gradients gradients = runBackward(o, cotangents);
      for (size_t k = 0; k < unit.size(); ++k) {
        const Components row = componentsOf(gradients.values[k]);
        for (size_t c = 0; c < each; ++c) jacobian.at(r * each + q, k * each + c) = row[c];
      }
    }
  return jacobian;
}

Grid gridOfMatrix(std::string name, const Matrix& matrix, int64_t marked) {
  Grid grid{
      std::move(name), "float64", {static_cast<int64_t>(matrix.rows), static_cast<int64_t>(matrix.columns)}, {}, {}};
  for (size_t i = 0; i < matrix.entries.size() && i < static_cast<size_t>(kMaxGridCells); ++i)
    grid.cells.push_back(fmt::format("{}", matrix.entries[i]));
  if (marked < kMaxGridCells) grid.marked = {marked};
  return grid;
}

double inner(const std::vector<Components>& a, const std::vector<Components>& b) {
  double sum = 0;
  for (size_t k = 0; k < a.size(); ++k)
    for (size_t c = 0; c < a[k].size(); ++c) sum += a[k][c] * b[k][c];
  return sum;
}

std::vector<Components> componentsOfAll(const std::vector<HostTensor>& tensors) {
  std::vector<Components> all;
  for (const HostTensor& tensor : tensors) all.push_back(componentsOf(tensor));
  return all;
}

/// Whole numbers from -kMaxGridMove to kMaxGridMove but 0 for operands that require grad, 0 for others.
std::vector<Components> randomDirection(const Observation& o) {
  constexpr uint64_t stream = 100;  // apart from the cotangents' streams
  std::vector<Components> direction = zeroComponents(o.prepared);
  for (size_t k = 0; k < direction.size(); ++k)
    for (size_t c = 0; requiresGrad(o, k) && c < direction[k].size(); ++c) {
      const uint64_t bits = hashOf(o.prepared.swapCase.cotangent.seed, stream + k, c);
      const auto magnitude = static_cast<double>(spread(bits >> 1, 1, kMaxGridMove));
      direction[k][c] = bits & 1 ? -magnitude : magnitude;
    }
  return direction;
}

}  // namespace

std::optional<Falsified> compareJacobians(const Observation& o) {
  const Matrix reverse = byReverseMode(o);
  const Matrix finite = byFiniteDifferences(o);
  for (size_t i = 0; i < finite.entries.size(); ++i)
    if (!(reverse.entries[i] == finite.entries[i]))
      return Falsified{"finite-differences",
                       fmt::format("the Jacobian at row {}, column {}: reverse mode gives {}, finite differences {}",
                                   i / finite.columns, i % finite.columns, reverse.entries[i], finite.entries[i]),
                       {gridOfMatrix("Jacobian by finite differences", finite, static_cast<int64_t>(i)),
                        gridOfMatrix("Jacobian by reverse mode", reverse, static_cast<int64_t>(i))}};
  return std::nullopt;
}

std::optional<Falsified> compareAlongDirection(const Observation& o, const Gradients& gradients,
                                               const std::vector<HostTensor>& cotangents) {
  const std::vector<Components> direction = randomDirection(o);
  const double finite = inner(componentsOfAll(cotangents), centralDifference(o.strategy, o.prepared, direction));
  const double reverse = inner(componentsOfAll(gradients.values), direction);
  if (reverse == finite) return std::nullopt;
  return Falsified{
      "finite-differences",
      fmt::format("the derivative of the loss along a direction: reverse mode gives {}, finite differences {}", reverse,
                  finite),
      {}};
}

}  // namespace swapcheck
