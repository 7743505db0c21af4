// Properties of one's own in RapidCheck, over the cases that swapcheck judges.
//
//   rc::check("swaps what the routing says", [] {
//     const auto swapCase = *swapcheck::genValidCase(swapcheck::Family::Masked);
//     const auto tensors = swapcheck::tensorsOf(swapCase);
//     const auto results = swapcheck::callSwap(strategy.swap, swapCase, tensors.inputs);
//     for (size_t k = 0; k < results.size(); ++k) RC_ASSERT(swapcheck::sameBits(results[k], tensors.expected[k]));
//   });
#pragma once

#include <rapidcheck.h>

#include <iosfwd>

#include "generators/stream/generate.h"
#include "generators/tensors/materialise.h"

namespace swapcheck {

/// Cases of one family whose input is valid, in dtypes that LibTorch has and most operators take; with shrinks.
rc::Gen<SwapCase> genValidCase(Family family);

/// The tensors of a case without a defect, made anew by every call, and the results that the routing gives.
struct CaseTensors {
  Inputs inputs;
  /// Two, or one of a within-swap; contiguous, without autograd state.
  std::vector<at::Tensor> expected;
};

/// Throws UnsupportedDType, and std::invalid_argument for a case with a defect.
CaseTensors tensorsOf(const SwapCase& swapCase);

/// Whether both are strided CPU tensors of one dtype and shape whose elements are equal bit for bit: NaN payloads and
/// -0.0 count, strides and autograd state do not.
bool sameBits(const at::Tensor& a, const at::Tensor& b);

/// The inputs as a person reads them, then the case as JSON: what RapidCheck prints of a counterexample.
std::ostream& operator<<(std::ostream& out, const SwapCase& swapCase);

}  // namespace swapcheck

/// Valid cases of all families, as `genValidCase` draws them.
template <>
struct rc::Arbitrary<swapcheck::SwapCase> {
  static Gen<swapcheck::SwapCase> arbitrary() {
    return gen::mapcat(gen::elementOf(std::vector(std::begin(swapcheck::kFamilies), std::end(swapcheck::kFamilies))),
                       swapcheck::genValidCase);
  }
};
