// Properties of one's own in RapidCheck, over the cases that swapcheck judges.
//
//   rc::check("swaps what the routing says", [] {
//     const auto swapCase = *swapcheck::genValidCase(swapcheck::Family::Masked);
//     const auto tensors = swapcheck::tensorsOf(swapCase);
//     const auto results = swapcheck::callSwap(strategy.swap, swapCase, tensors);
//     for (size_t k = 0; k < results.size(); ++k) RC_ASSERT(swapcheck::sameBits(results[k], tensors.expected[k]));
//   });
#pragma once

#include <rapidcheck.h>
#include <swapcheck/strategy.h>

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace swapcheck {

class Case;
struct PreparedCase;

/// Cases of one family with valid input, in dtypes that this LibTorch has and most operators take; they shrink.
rc::Gen<Case> genValidCase(Family family);

/// The tensors of a case, and the results that the routing gives. Copies share the tensors.
struct CaseTensors {
  /// a and b; of a within-swap only x.
  std::vector<at::Tensor> operands;
  /// The mask; the index tensors; or i and j.
  std::vector<at::Tensor> selection;
  /// What gradients are taken with respect to: every operand that requires grad, or the leaf that it is a view of, each
  /// once; empty where no operand requires grad.
  std::vector<at::Tensor> roots;
  /// Two, or one of a within-swap; contiguous, without autograd state.
  std::vector<at::Tensor> expected;
  /// Keeps alive what the tensors depend on, such as another graph that has saved an operand.
  std::shared_ptr<const void> keptAlive;
};

/// Builds new tensors at every call: no two calls share memory or autograd state.
CaseTensors tensorsOf(const Case& swapCase);

/// Calls a swap on these operands and selection, along the case's dim: two results, or one of a within-swap. Throws
/// what the swap throws, and std::invalid_argument when the swap is of another family than the case or a tensor is
/// missing.
std::vector<at::Tensor> callSwap(const Swap& swap, const Case& swapCase, const CaseTensors& tensors);

/// Whether both are strided CPU tensors of one dtype and shape whose elements are equal bit for bit: NaN payloads and
/// -0.0 count, strides and autograd state do not.
bool sameBits(const at::Tensor& a, const at::Tensor& b);

/// The inputs as a person reads them, then the case as JSON: what RapidCheck prints of a counterexample.
std::ostream& operator<<(std::ostream& out, const Case& swapCase);

/// All that goes into one call of a swap: shapes, dtype, values, layouts, memory, selection and autograd state.
/// Immutable, and copies share the description.
class Case {
 public:
  Family family() const;

  /// Whether it has the feature of that name, one of those that `swapcheck list features` shows ("layout.negated").
  /// Throws std::invalid_argument for any other name.
  bool has(std::string_view feature) const;

  /// The description as a case file holds it, on one line.
  std::string json() const;

 private:
  explicit Case(std::shared_ptr<const PreparedCase> prepared) : prepared_(std::move(prepared)) {}

  friend rc::Gen<Case> genValidCase(Family family);
  friend CaseTensors tensorsOf(const Case& swapCase);
  friend std::vector<at::Tensor> callSwap(const Swap& swap, const Case& swapCase, const CaseTensors& tensors);
  friend std::ostream& operator<<(std::ostream& out, const Case& swapCase);

  std::shared_ptr<const PreparedCase> prepared_;
};

}  // namespace swapcheck

/// Valid cases of all families, as `genValidCase` draws them.
template <>
struct rc::Arbitrary<swapcheck::Case> {
  static Gen<swapcheck::Case> arbitrary() {
    return gen::mapcat(gen::elementOf(std::vector(std::begin(swapcheck::kFamilies), std::end(swapcheck::kFamilies))),
                       swapcheck::genValidCase);
  }
};
