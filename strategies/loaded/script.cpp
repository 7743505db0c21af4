#include "strategies/loaded/script.h"

#include <ATen/core/ivalue.h>
#include <torch/csrc/jit/serialization/import.h>

#include "strategies/error.h"
#include "strategies/exception_text.h"
#include "strategies/loaded/script_function.h"
#include "strategies/loaded/script_schema.h"

namespace swapcheck {
namespace {

using SharedFunction = std::shared_ptr<const ScriptFunction>;

constexpr const char* kExpected = "a TorchScript module, as torch.jit.save writes it";

torch::jit::Module moduleIn(const StrategySource& script) {
  requireFile(script, kExpected);
  try {
    return torch::jit::load(script.file.string(), c10::kCPU);
  } catch (...) {
    refuse(script, std::string("expected ") + kExpected + ": " + currentExceptionText());
  }
}

TensorPair pairOf(const c10::IValue& result) {
  const auto& elements = result.toTupleRef().elements();
  return {elements[0].toTensor(), elements[1].toTensor()};
}

Swap swapOf(Family family, const SharedFunction& forward) {
  switch (family) {
    case Family::Whole:
      return WholeSwap([forward](const at::Tensor& a, const at::Tensor& b) { return pairOf(forward->call({a, b})); });
    case Family::Masked:
      return MaskedSwap([forward](const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
        return pairOf(forward->call({a, b, mask}));
      });
    case Family::Indexed:
      return IndexedSwap([forward](const at::Tensor& a, const at::Tensor& b, const std::vector<at::Tensor>& index) {
        return pairOf(forward->call({a, b, c10::List<at::Tensor>(index)}));
      });
    case Family::Within: break;
  }
  return WithinSwap([forward](const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
    return forward->call({x, dim, i, j}).toTensor();
  });
}

/// Of any script that has two operators in a row which TorchScript has formulas of its own for.
KnownFailure lostTangents() {
  return {.property = "forward-mode",
          .when = {"!grad.none"},
          .reason =
              "TorchScript differentiates parts of a graph by formulas of its own (prim::DifferentiableGraph), "
              "which detach what goes in: where reverse mode records, tangents get lost without a word",
          .checks = {"forward-over-reverse"},
          .ofLibtorch = true};
}

}  // namespace

std::string scriptStrategyName(const std::filesystem::path& file) {
  std::string name = "script.";
  for (char c : file.stem().string()) {
    const bool isUpper = c >= 'A' && c <= 'Z';
    const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    name += isUpper ? static_cast<char>(c - 'A' + 'a') : isPlain ? c : '-';
  }
  return name;
}

void addScript(Catalogue& catalogue, const StrategySource& script) {
  const torch::jit::Module module = moduleIn(script);
  const auto forward = module.find_method("forward");
  if (!forward) refuse(script, "expected a module with a method forward, got one without");
  const c10::FunctionSchema& schema = forward->function().getSchema();
  const auto family = familyOf(schema);
  if (!family) refuse(script, "expected " + swapSchemas() + ", got " + textOf(schema));
  about(textOf(script), [&] {
    catalogue.add({scriptStrategyName(script.file),
                   "TorchScript: " + textOf(schema),
                   swapOf(*family, std::make_shared<const ScriptFunction>(module)),
                   {lostTangents()}},
                  script);
  });
}

}  // namespace swapcheck
