// Nodes of LibTorch's autograd graph, however its version counts references to them.
#pragma once

#include <torch/csrc/autograd/function.h>

#include <memory>
#include <type_traits>
#include <utility>

namespace swapcheck {

/// What `Tensor::grad_fn` gives: a shared_ptr, and since LibTorch 2.13 an intrusive_ptr.
using NodePtr = std::decay_t<decltype(std::declval<const at::Tensor&>().grad_fn())>;

/// A new node, by such a pointer to its own type.
template <typename Node>
auto makeNode() {
  if constexpr (std::is_same_v<NodePtr, std::shared_ptr<torch::autograd::Node>>)
    return std::make_shared<Node>();
  else
    return c10::make_intrusive<Node>();
}

}  // namespace swapcheck
