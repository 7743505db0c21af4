#include "properties/autograd/jacobian.h"

#include <fmt/format.h>

#include "generators/parts/hash.h"

namespace swapcheck {
namespace {

/// Rows are result components, columns operand components, each counted through all tensors.
struct Matrix {
  size_t rows;
  size_t columns;
  std::vector<double> entries;

  Matrix(size_t rowCount, size_t columnCount) : rows(rowCount), columns(columnCount), entries(rowCount * columnCount) {}
  double& at(size_t row, size_t column) { return entries[row * columns + column]; }
};

size_t componentCount(const PreparedCase& prepared, const Shape& shape) {
  return static_cast<size_t>(numelOf(shape) * componentsOf(prepared.swapCase.dtype));
}

std::vector<Components> zeroDirection(const PreparedCase& prepared) {
  std::vector<Components> direction;
  for (const RootPlan::Root& root : prepared.roots.roots) direction.emplace_back(componentCount(prepared, root.shape));
  return direction;
}

/// Columns of the Jacobian: the components of the roots that operands have elements on.
struct Column {
  size_t root;
  size_t component;
};

std::vector<Column> columnsOf(const PreparedCase& prepared) {
  std::vector<Column> columns;
  for (size_t r = 0; r < prepared.roots.roots.size(); ++r) {
    const std::vector<bool> used = usedComponents(prepared.roots, prepared.swapCase, r);
    for (size_t c = 0; c < used.size(); ++c)
      if (used[c]) columns.push_back({r, c});
  }
  return columns;
}

/// How the results change when the roots move along a direction.
std::vector<Components> differenceAlong(const Observation& o, const std::vector<Components>& direction) {
  const PreparedCase& p = o.prepared;
  return centralDifference(o.strategy, p, pushedForward(p.roots, p.swapCase, direction));
}

Matrix byFiniteDifferences(const Observation& o, const std::vector<Column>& columns) {
  const size_t each = componentCount(o.prepared, o.prepared.swapCase.shape);
  Matrix jacobian(o.results.size() * each, columns.size());
  std::vector<Components> direction = zeroDirection(o.prepared);
  for (size_t k = 0; k < columns.size(); ++k) {
    double& moved = direction[columns[k].root][columns[k].component];
    moved = 1;
    const std::vector<Components> column = differenceAlong(o, direction);
    moved = 0;
    for (size_t row = 0; row < jacobian.rows; ++row) jacobian.at(row, k) = column[row / each][row % each];
  }
  return jacobian;
}

Matrix byReverseMode(const Observation& o, const std::vector<Column>& columns) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const size_t each = componentCount(o.prepared, swapCase.shape);
  Matrix jacobian(o.results.size() * each, columns.size());
  Components unit(each);
  for (size_t row = 0; row < jacobian.rows; ++row) {
    unit[row % each] = 1;
    std::vector<at::Tensor> cotangents(o.results.size());
    cotangents[row / each] = laidOutApart(swapCase, tensorOf(swapCase.dtype, swapCase.shape, unit));
    unit[row % each] = 0;
    const Gradients gradients = runBackward(o, cotangents);
    for (size_t k = 0; k < columns.size(); ++k)
      jacobian.at(row, k) = componentsOf(gradients.values[columns[k].root])[columns[k].component];
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

}  // namespace

std::vector<Components> unitDirection(const PreparedCase& prepared, size_t column) {
  std::vector<Components> direction = zeroDirection(prepared);
  const Column moved = columnsOf(prepared).at(column);
  direction[moved.root][moved.component] = 1;
  return direction;
}

std::vector<Components> randomDirection(const PreparedCase& prepared) {
  constexpr uint64_t stream = 100;  // apart from the cotangents' streams
  std::vector<Components> direction = zeroDirection(prepared);
  for (const auto& [root, component] : columnsOf(prepared)) {
    const uint64_t bits = hashOf(prepared.swapCase.cotangent.seed, stream + root, component);
    const auto magnitude = static_cast<double>(spread(bits >> 1, 1, kMaxGridMove));
    direction[root][component] = bits & 1 ? -magnitude : magnitude;
  }
  return direction;
}

std::optional<Falsified> compareJacobians(const Observation& o) {
  const std::vector<Column> columns = columnsOf(o.prepared);
  const Matrix reverse = byReverseMode(o, columns);
  const Matrix finite = byFiniteDifferences(o, columns);
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
  const std::vector<Components> direction = randomDirection(o.prepared);
  const double finite = inner(componentsOfAll(cotangents), differenceAlong(o, direction));
  const double reverse = inner(componentsOfAll(gradients.values), direction);
  if (reverse == finite) return std::nullopt;
  return Falsified{
      "finite-differences",
      fmt::format("the derivative of the loss along a direction: reverse mode gives {}, finite differences {}", reverse,
                  finite),
      {}};
}

}  // namespace swapcheck
