#include "reports/reproducer/expressions.h"

#include <fmt/format.h>

#include "reports/reproducer/literal.h"

namespace swapcheck {
namespace {

std::span<const int64_t> spanOf(c10::IntArrayRef array) { return {array.data(), array.size()}; }

}  // namespace

std::string Expressions::onPages(const std::string& expression) const {
  return guarded_ ? fmt::format("pages({})", expression) : expression;
}

std::string Expressions::strided(const at::Tensor& t) const {
  return fmt::format(".as_strided({}, {}, {})", syntax_.numbers(spanOf(t.sizes())),
                     syntax_.numbers(spanOf(t.strides())), t.storage_offset());
}

/// Gives a tensor that is not a view for autograd, with a version counter of its own.
std::string Expressions::data() const { return syntax_.isPython() ? ".data" : ".variable_data()"; }

std::string Expressions::lazySigns(const at::Tensor& t, std::string expression) const {
  if (t.is_conj()) expression = fmt::format("{}({})", syntax_.torch("_conj"), expression);
  if (t.is_neg()) expression = fmt::format("{}({})", syntax_.torch("_neg_view"), expression);
  return expression;
}

std::string Expressions::storage(const StorageImage& image) const {
  return onPages(literalOf(syntax_, wholeContents(image)));
}

std::string Expressions::alone(const at::Tensor& t, const StorageImage& image) const {
  HostTensor contents = wholeContents(image);
  const bool isWhole = t.is_contiguous() && t.numel() == contents.numel();
  if (isWhole) contents.shape = t.sizes().vec();
  std::string expression = onPages(literalOf(syntax_, contents));
  if (!isWhole) expression += strided(t);
  const bool isLazy = t.is_conj() || t.is_neg();
  return lazySigns(t, expression) + (isWhole && !isLazy ? "" : data());
}

std::string Expressions::inStorage(const at::Tensor& t, const StorageImage& image) const {
  const std::string memory =
      image.mixed ? fmt::format("{}.view({})", image.name, syntax_.dtype(dtypeOf(t))) : image.name;
  return lazySigns(t, memory + strided(t)) + data();
}

std::string Expressions::viewOf(const std::string& variable, const at::Tensor& t) const {
  return lazySigns(t, variable + strided(t));
}

std::string Expressions::inferenceInStorage(const at::Tensor& t, const StorageImage& image) const {
  return fmt::format("{}({}, {}{}).set_({})", syntax_.torch("empty"), syntax_.numbers(std::vector<int64_t>{0}),
                     syntax_.isPython() ? "dtype=" : "", syntax_.dtype(dtypeOf(t)), inStorage(t, image));
}

std::string Expressions::meta(const at::Tensor& t) const {
  const std::string sizes = syntax_.numbers(spanOf(t.sizes())), dtype = syntax_.dtype(dtypeOf(t));
  return syntax_.isPython() ? fmt::format("torch.empty({}, dtype={}, device=\"meta\")", sizes, dtype)
                            : fmt::format("torch::empty({}, torch::dtype({}).device(torch::kMeta))", sizes, dtype);
}

}  // namespace swapcheck
