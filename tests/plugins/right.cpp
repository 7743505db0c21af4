// A plugin whose strategies are right: a custom autograd function, and operators registered with LibTorch's dispatcher.
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/where.h>
#include <swapcheck/plugin.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace {

using swapcheck::TensorPair;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

void check(const at::Tensor& a, const at::Tensor& b) {
  TORCH_CHECK(a.defined() && b.defined(), "expected two tensors");
  TORCH_CHECK(a.sizes() == b.sizes(), "expected sizes ", a.sizes(), ", got ", b.sizes());
  TORCH_CHECK(a.scalar_type() == b.scalar_type(), "expected dtype ", a.scalar_type(), ", got ", b.scalar_type());
  TORCH_CHECK(a.device() == b.device(), "expected device ", a.device(), ", got ", b.device());
}

void check(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  check(a, b);
  TORCH_CHECK(mask.defined() && mask.scalar_type() == at::kBool, "expected a bool mask");
  TORCH_CHECK(mask.device() == a.device(), "expected a mask on ", a.device());
  TORCH_CHECK(mask.dim() <= a.dim(), "expected a mask of at most ", a.dim(), " dimensions");
  for (int64_t k = 1; k <= mask.dim(); ++k)
    TORCH_CHECK(mask.size(-k) == 1 || mask.size(-k) == a.size(-k), "expected a mask that broadcasts to ", a.sizes());
}

/// The dispatcher's operator: what it is made of brings the gradients.
std::tuple<at::Tensor, at::Tensor> swapAt(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  check(a, b, mask);
  return {at::where(mask, b, a), at::where(mask, a, b)};
}

TORCH_LIBRARY(swapcheck_test, library) {
  library.def("swap_at(Tensor a, Tensor b, Tensor mask) -> (Tensor, Tensor)", swapAt);
}

TensorPair registered(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  static const auto swap =
      c10::Dispatcher::singleton().findSchemaOrThrow("swapcheck_test::swap_at", "").typed<decltype(swapAt)>();
  const auto [x, y] = swap.call(a, b, mask);
  return {x, y};
}

/// Exchanges, and exchanges the cotangents on the way back.
struct Exchange : torch::autograd::Function<Exchange> {
  static variable_list forward(AutogradContext*, const at::Tensor& a, const at::Tensor& b) {
    return {b.clone(), a.clone()};
  }
  static variable_list backward(AutogradContext*, variable_list cotangents) {
    return apply(cotangents[0], cotangents[1]);
  }
};

TensorPair exchange(const at::Tensor& a, const at::Tensor& b) {
  check(a, b);
  const variable_list results = Exchange::apply(a, b);
  return {results[0], results[1]};
}

}  // namespace

SWAPCHECK_PLUGIN(catalogue) {
  catalogue.add({"plugin.registered", "an operator of the dispatcher", swapcheck::MaskedSwap(registered)});
  catalogue.add({"plugin.function", "a custom function", swapcheck::WholeSwap(exchange)});
}
