// The three listings of "How can PyTorch tensor values be swapped without modifying the original tensor and
// preserving gradients?" (2025), with the semantics exactly as published.
#include <ATen/ops/where.h>

#include "strategies/builtin/builtin.h"
#include "strategies/builtin/tensor_indices.h"
#include "strategies/catalogue.h"

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

const Steps kCloneDetach = {.cpp = R"(Tensor aCopy = a.clone().detach();
Tensor bCopy = b.clone().detach();
Tensor temp = aCopy.clone();
aCopy = bCopy;
bCopy = temp;
return {aCopy, bCopy};)",
                            .python = R"(a_copy = a.clone().detach()
b_copy = b.clone().detach()
temp = a_copy.clone()
a_copy = b_copy
b_copy = temp
return a_copy, b_copy)"};

// In Python, the operators themselves: indexing in brackets takes other paths to them.
const Steps kIndexAssign = {.cpp = R"(c10::List<c10::optional<Tensor>> at;
for (const Tensor& each : index) at.push_back(each);
Tensor aCopy = a.clone().detach();
Tensor bCopy = b.clone().detach();
const Tensor temp = aCopy.index(at).clone();
aCopy.index_put_(at, bCopy.index(at));
bCopy.index_put_(at, temp);
return {aCopy, bCopy};)",
                            .python = R"(aten = torch.ops.aten
a_copy = a.clone().detach()
b_copy = b.clone().detach()
temp = aten.index(a_copy, index).clone()
aten.index_put_(a_copy, index, aten.index(b_copy, index))
aten.index_put_(b_copy, index, temp)
return a_copy, b_copy)"};

const Steps kWhere = {.cpp = R"(Tensor aCopy = a.clone().detach();
Tensor bCopy = b.clone().detach();
aCopy = torch::where(mask, bCopy, aCopy);
bCopy = torch::where(mask, a, bCopy);
return {aCopy, bCopy};)",
                      .python = R"(a_copy = a.clone().detach()
b_copy = b.clone().detach()
a_copy = torch.where(mask, b_copy, a_copy)
b_copy = torch.where(mask, a, b_copy)
return a_copy, b_copy)"};

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

std::vector<KnownFailure> operator+(std::vector<KnownFailure> some, const std::vector<KnownFailure>& others) {
  some.insert(some.end(), others.begin(), others.end());
  return some;
}

/// Of a listing that swaps on when its input has that defect, published without any check.
KnownFailure accepts(const std::string& defect, const std::string& reason,
                     const std::vector<std::string>& furtherConditions = {}) {
  KnownFailure known{
      .property = "rejects", .when = {"defect." + defect}, .reason = reason, .checks = {"accepted-" + defect}};
  known.when.insert(known.when.end(), furtherConditions.begin(), furtherConditions.end());
  return known;
}

std::vector<KnownFailure> acceptedByIndexAssign() {
  const std::string fits = "the listing has no check, and assigning at indices only asks that the indexed values fit: ";
  const std::string unseen = "of a tensor without elements LibTorch's indexing looks at no index";
  return {
      accepts("other-shape", fits + "a b of a clashing shape is swapped where both have the indices"),
      accepts("broadcast-size", fits + "a b of another size is swapped where both have the indices"),
      accepts("index-bool", "LibTorch's indexing takes a bool tensor among the indices for a mask"),
      accepts("index-too-large", unseen, {"size.empty"}),
      accepts("index-too-negative", unseen, {"size.empty"}),
      accepts("index-none", "without indices, of tensors without elements, nothing is left to look at", {"size.empty"}),
      accepts("undefined-index", "ATen's index takes an undefined tensor for a full slice, x[:]")};
}

std::vector<KnownFailure> acceptedByWhere() {
  return {accepts("other-dtype", "torch.where promotes the operands: the results have another dtype than one")};
}

}  // namespace

void addArticleStrategies(Catalogue& catalogue) {
  catalogue.add({"article.clone-detach", "listing 1: clone and detach both, then exchange the names",
                 WholeSwap(cloneDetach), derivativesCut(kCut), kCloneDetach});
  catalogue.add({"article.index-assign", "listing 2: assign at a tuple of indices on detached copies",
                 IndexedSwap(indexAssign), derivativesCut(kCut) + acceptedByIndexAssign(), kIndexAssign});
  catalogue.add({"article.where",
                 "listing 3: torch.where on detached copies, the second line reading the first original",
                 MaskedSwap(where),
                 derivativesCut("detach() cuts the graph: only the first tensor's swapped elements get a gradient, "
                                "because the second line happens to read the undetached original") +
                     acceptedByWhere(),
                 kWhere});
}

}  // namespace swapcheck
