// The three listings of "How can PyTorch tensor values be swapped without modifying the original tensor and
// preserving gradients?" (2025), with the semantics exactly as published.
#include <ATen/ops/clone.h>
#include <ATen/ops/detach.h>
#include <ATen/ops/index.h>
#include <ATen/ops/where.h>

#include "strategies/builtin.h"
#include "strategies/catalogue.h"
#include "strategies/tensor_indices.h"

namespace swapcheck {
namespace {

TensorPair cloneDetach(const at::Tensor& a, const at::Tensor& b) {
  at::Tensor aCopy = a.clone().detach();
  at::Tensor bCopy = b.clone().detach();
  at::Tensor temp = aCopy.clone();
  aCopy = bCopy;
  bCopy = temp;
  return {aCopy, bCopy};
}

TensorPair indexAssign(const at::Tensor& a, const at::Tensor& b, const std::vector<at::Tensor>& index) {
  const auto indices = tensorIndices(index);
  at::Tensor aCopy = a.clone().detach();
  at::Tensor bCopy = b.clone().detach();
  const at::Tensor temp = aCopy.index(indices).clone();
  aCopy.index_put_(indices, bCopy.index(indices));
  bCopy.index_put_(indices, temp);
  return {aCopy, bCopy};
}

TensorPair where(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  at::Tensor aCopy = a.clone().detach();
  at::Tensor bCopy = b.clone().detach();
  aCopy = at::where(mask, bCopy, aCopy);
  bCopy = at::where(mask, a, bCopy);  // the undetached first tensor, as published
  return {aCopy, bCopy};
}

const std::string kCut =
    "detach() cuts the graph: the results are right, but no gradient reaches the originals through them";

/// The derivatives of every order and mode that a cut graph loses.
std::vector<KnownFailure> derivativesCut(const std::string& reason) {
  const std::vector<std::string> when = {"!size.empty"};
  return {{.property = "gradient", .when = when, .reason = reason, .checks = {"reverse-mode", "finite-differences"}},
          {.property = "second-order",
           .when = when,
           .reason = reason + "; without a gradient there is no second derivative",
           .checks = {"double-backward"}},
          {.property = "forward-mode",
           .when = when,
           .reason = reason + "; detach() drops the tangent of forward mode as well",
           .checks = {"jvp"}}};
}

}  // namespace

void addArticleStrategies(Catalogue& catalogue) {
  catalogue.add({"article.clone-detach", "listing 1: clone and detach both, then exchange the names",
                 WholeSwap(cloneDetach), derivativesCut(kCut)});
  catalogue.add({"article.index-assign", "listing 2: assign at a tuple of indices on detached copies",
                 IndexedSwap(indexAssign), derivativesCut(kCut)});
  catalogue.add(
      {"article.where", "listing 3: torch.where on detached copies, the second line reading the first original",
       MaskedSwap(where),
       derivativesCut("detach() cuts the graph: only the first tensor's swapped elements get a gradient, because "
                      "the second line happens to read the undetached original")});
}

}  // namespace swapcheck
