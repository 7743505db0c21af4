// Operands, masks and indices of a performance sweep, prepared once for each size.
#pragma once

#include <map>
#include <set>

#include "harness/sweep/plan.h"

namespace swapcheck {

/// The mask; the index tensor; i and j; or nothing.
using SweepSelection = std::vector<at::Tensor>;

/// Total elements of the selections that one size and density rotates through: too many for the branch predictor to
/// learn (it learns 32768). There are always at least two selections.
inline constexpr int64_t kRotatedElements = int64_t{1} << 18;

/// Selections that are used in turn at that size.
size_t rotationOf(int64_t elements);

/// Columns of the matrix whose rows within-swaps exchange; half of the rows are in a pair.
inline constexpr int64_t kWithinColumns = 64;

/// Everything that goes into the swaps of one size, float32. Strategies share it, and leave it as it is.
class SweepData {
 public:
  /// `elements`: of one operand, at least 4 * kWithinColumns and divisible by them. Selections are made for `families`
  /// only.
  SweepData(int64_t elements, const std::set<Family>& families);

  /// a and b, or the matrix x; requiring grad for a pass with backward.
  const std::vector<at::Tensor>& operands(Family family, SweepPass pass) const;

  /// The cotangents that backward starts from, one for each result.
  const std::vector<at::Tensor>& cotangents(Family family) const;

  /// The selections to use in turn, at least one. Throws std::out_of_range for a family or density that was not
  /// prepared.
  const std::vector<SweepSelection>& selections(Family family, std::optional<double> density) const;

 private:
  struct Operands {
    std::vector<at::Tensor> plain, withGrad, cotangents;
  };

  const Operands& of(Family family) const { return family == Family::Within ? matrix_ : flat_; }

  Operands flat_, matrix_;
  std::map<std::pair<Family, std::optional<double>>, std::vector<SweepSelection>> selections_;
};

}  // namespace swapcheck
