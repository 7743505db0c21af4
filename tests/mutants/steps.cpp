// Some mutants' steps as text, for reproducers: the same mistake in both languages, without the checks of arguments.
#include <map>

#include "mutant.h"

namespace swapcheck {
namespace {

/// Tensors are copied by `copy`, which names `t`.
Steps copying(const std::string& cpp, const std::string& python) {
  return {.cpp = "const auto copy = [](const Tensor& t) { return " + cpp + "; };\nreturn {copy(b), copy(a)};",
          .python = "copy = lambda t: " + python + "\nreturn copy(b), copy(a)"};
}

/// A right whole-tensor swap with a line before it.
Steps before(const std::string& cpp, const std::string& python) {
  return {.cpp = cpp + "\nreturn {b.clone(), a.clone()};", .python = python + "\nreturn b.clone(), a.clone()"};
}

const std::map<std::string, Steps>& wholeSteps() {
  static const std::map<std::string, Steps> steps = {
      {"whole-names-exchanged", {"return {b, a};", "return b, a"}},
      {"whole-contiguous", copying("t.contiguous()", "t.contiguous()")},
      {"whole-stack-unbind",
       {"const auto slices = torch::stack({b, a}).unbind(0);\nreturn {slices[0], slices[1]};",
        "return torch.stack([b, a]).unbind(0)"}},
      {"whole-squeeze", copying("t.clone().squeeze()", "t.clone().squeeze()")},
      {"whole-add-zero", copying("t + torch::zeros_like(t)", "t + torch.zeros_like(t)")},
      {"whole-half-as-float", copying("t.scalar_type() == torch::kHalf ? t.to(torch::kFloat) : t.clone()",
                                      "t.float() if t.dtype == torch.float16 else t.clone()")},
      {"whole-double-through-float",
       copying("t.scalar_type() == torch::kDouble ? t.to(torch::kFloat).to(torch::kDouble) : t.clone()",
               "t.float().double() if t.dtype == torch.float64 else t.clone()")},
      {"whole-four-dims", before("TORCH_CHECK(a.dim() <= 4, \"expected at most 4 dimensions\");",
                                 "if a.dim() > 4:\n    raise RuntimeError(\"expected at most 4 dimensions\")")},
      {"whole-in-place",
       {"{\n  const torch::NoGradGuard mode;\n  const Tensor old = a.clone();\n  a.copy_(b);\n  b.copy_(old);\n}\n"
        "return {a.clone(), b.clone()};",
        "with torch.no_grad():\n    old = a.clone()\n    a.copy_(b)\n    b.copy_(old)\nreturn a.clone(), b.clone()"}},
      {"whole-data-exchanged",
       {"const Tensor old = a.variable_data();\na.set_data(b.variable_data());\nb.set_data(old);\n"
        "return {a.clone(), b.clone()};",
        "old = a.data\na.data = b.data\nb.data = old\nreturn a.clone(), b.clone()"}},
      {"whole-detach-one", {"return {b.clone(), a.clone().detach()};", "return b.clone(), a.clone().detach()"}},
      {"whole-hook", before("for (const Tensor& t : {a, b})\n"
                            "  if (t.requires_grad()) t.register_hook([](Tensor g) { return g / 2; });",
                            "for t in (a, b):\n    if t.requires_grad:\n        t.register_hook(lambda g: g / 2)")},
      {"whole-tracked",
       before("for (const Tensor& t : {a, b})\n"
              "  if (at::isFloatingType(t.scalar_type()) && at::GradMode::is_enabled() && t.is_leaf())\n"
              "    t.set_requires_grad(true);",
              "for t in (a, b):\n    if t.is_floating_point() and torch.is_grad_enabled() and t.is_leaf:\n"
              "        t.requires_grad_()")},
      {"whole-no-grad-in-place",
       {"if (at::GradMode::is_enabled()) return {b.clone(), a.clone()};\nconst Tensor y = a.clone();\na.copy_(b);\n"
        "return {a, y};",
        "if torch.is_grad_enabled():\n    return b.clone(), a.clone()\ny = a.clone()\na.copy_(b)\nreturn a, y"}},
      {"whole-grad-forced",
       {"const torch::AutoGradMode mode(true);\nreturn {b.clone(), a.clone()};",
        "with torch.enable_grad():\n    return b.clone(), a.clone()"}},
      {"whole-results-tracked",
       {"std::pair<Tensor, Tensor> got(b.clone(), a.clone());\nfor (const Tensor& t : {got.first, got.second})\n"
        "  if (!t.requires_grad() && (t.is_floating_point() || t.is_complex())) t.set_requires_grad(true);\nreturn "
        "got;",
        "got = b.clone(), a.clone()\nfor t in got:\n"
        "    if not t.requires_grad and (t.is_floating_point() or t.is_complex()):\n        t.requires_grad_()\n"
        "return got"}},
      {"whole-broadcasts",
       {"const auto both = torch::broadcast_tensors({a, b});\nreturn {both[1].clone(), both[0].clone()};",
        "a, b = torch.broadcast_tensors(a, b)\nreturn b.clone(), a.clone()"}},
      {"whole-converts",
       {"return {b.to(a.scalar_type()).clone(), a.clone()};", "return b.to(a.dtype).clone(), a.clone()"}}};
  return steps;
}

const std::map<std::string, Steps>& otherSteps() {
  static const std::map<std::string, Steps> steps = {
      {"masked-data",
       {"return {torch::where(mask, b.variable_data(), a), torch::where(mask, a.variable_data(), b)};",
        "return torch.where(mask, b.data, a), torch.where(mask, a.data, b)"}},
      {"masked-mask-unsqueezed",
       {"while (mask.dim() < a.dim()) mask.unsqueeze_(0);\n"
        "return {torch::where(mask, b, a), torch::where(mask, a, b)};",
        "while mask.dim() < a.dim():\n    mask.unsqueeze_(0)\n"
        "return torch.where(mask, b, a), torch.where(mask, a, b)"}},
      {"masked-mask-inverted",
       {"const Tensor x = torch::where(mask, b, a);\nmask.logical_not_();\nconst Tensor y = torch::where(mask, b, a);\n"
        "mask.logical_not_();\nreturn {x, y};",
        "x = torch.where(mask, b, a)\nmask.logical_not_()\ny = torch.where(mask, b, a)\nmask.logical_not_()\n"
        "return x, y"}},
      {"masked-no-grad-shortcut",
       {"const Tensor x = torch::where(mask, b, a);\n"
        "return {x, torch::where(mask, at::GradMode::is_enabled() ? a : x, b)};",
        "x = torch.where(mask, b, a)\nreturn x, torch.where(mask, a if torch.is_grad_enabled() else x, b)"}},
      {"masked-one-mode",
       {"const auto primal = [](const Tensor& t) {\n"
        "  return t.requires_grad() ? std::get<0>(torch::_unpack_dual(t, 0)) : t;\n};\n"
        "return {torch::where(mask, primal(b), primal(a)), torch::where(mask, primal(a), primal(b))};",
        "a, b = (torch.autograd.forward_ad.unpack_dual(t).primal if t.requires_grad else t for t in (a, b))\n"
        "return torch.where(mask, b, a), torch.where(mask, a, b)"}},
      {"indexed-without-tangents",
       {"const c10::AutoFwGradMode off(false);\nc10::List<c10::optional<Tensor>> at;\n"
        "for (const Tensor& each : index) at.push_back(each);\nTensor mask = torch::zeros(a.sizes(), torch::kBool);\n"
        "mask.index_put_(at, torch::ones({}, torch::kBool));\n"
        "return {torch::where(mask, b, a), torch::where(mask, a, b)};",
        "mask = torch.zeros(a.shape, dtype=torch.bool)\n"
        "mask.index_put_(index, torch.ones((), dtype=torch.bool))\n"
        "a, b = (torch.autograd.forward_ad.unpack_dual(t).primal for t in (a, b))\n"
        "return torch.where(mask, b, a), torch.where(mask, a, b)"}}};
  return steps;
}

}  // namespace

Steps stepsOf(const std::string& name) {
  for (const auto* table : {&wholeSteps(), &otherSteps()})
    if (const auto found = table->find(name); found != table->end()) return found->second;
  return {};
}

}  // namespace swapcheck
