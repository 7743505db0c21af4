#include "properties/observation.h"

#include <fmt/format.h>

#include "properties/state/leaks.h"
#include "properties/state/watched_strategy.h"

namespace swapcheck {
namespace {

/// The input that the byte at that offset of guarded memory belongs to, and which element of its storage it is.
std::string inputAt(const Observation& o, size_t offset) {
  const std::byte* address = o.inputs.guarded->data() + offset;
  const size_t operands = o.inputs.operands.size();
  for (size_t k = 0; k < operands + o.inputs.selection.size(); ++k) {
    const at::Tensor& input = k < operands ? o.inputs.operands[k] : o.inputs.selection[k - operands];
    if (!input.defined() || !input.has_storage()) continue;
    const auto* begin = static_cast<const std::byte*>(input.storage().data());
    if (address >= begin && address < begin + input.storage().nbytes())
      return fmt::format("{}: element {} of its storage", inputName(o.prepared.swapCase, k),
                         static_cast<size_t>(address - begin) / input.element_size());
  }
  return "the inputs' memory, outside every storage,";
}

}  // namespace

PreparedCase::PreparedCase(SwapCase description)
    : swapCase(std::move(description)),
      host(hostInputsOf(swapCase)),
      roots(rootPlanOf(swapCase)),
      routing(routingOf(swapCase, host.selection)),
      expected(routed(routing, host.operands)) {}

Observation::Observation(const Strategy& s, const PreparedCase& p, const ProcessState& before_, LateWrites* lateWrites_)
    : left(std::make_shared<LeftBehindLog>()),
      process(before_),
      lateWrites(lateWrites_),
      strategy(watched(s, left)),
      prepared(p),
      inputs(materialise(p.swapCase, p.host)),
      threadsBefore(runningThreads()) {
  const size_t operands = inputs.operands.size();
  before.reserve(operands + inputs.selection.size() + inputs.roots.size());
  const auto remember = [this](const std::string& name, const at::Tensor& tensor) {
    if (tensor.defined()) before.emplace_back(name, tensor);
  };
  for (size_t k = 0; k < operands; ++k) remember(inputName(p.swapCase, k), inputs.operands[k]);
  for (size_t k = 0; k < inputs.selection.size(); ++k)
    remember(inputName(p.swapCase, operands + k), inputs.selection[k]);
  for (size_t r = 0; r < inputs.roots.size(); ++r)
    if (p.roots.roots[r].isBase) remember(rootName(p.roots, p.swapCase, r), inputs.roots[r]);
  if (inputs.guarded) inputs.guarded->guard();
  try {
    results = callSwap(strategy.swap, p.swapCase, inputs);
  } catch (...) {
    thrown = currentException();
  }
  if (inputs.guarded)
    if (const auto offset = inputs.guarded->release()) written = inputAt(*this, *offset);
}

void Observation::keepForLateWrites() const {
  if (!lateWrites) return;
  std::vector<at::Tensor> tensors = results;
  tensors.insert(tensors.end(), inputs.operands.begin(), inputs.operands.end());
  lateWrites->keep(strategy.name, tensors);
}

Observation::~Observation() { process.restore(); }

std::string inputName(const SwapCase& swapCase, size_t input) {
  const Family family = swapCase.family();
  const size_t operands = operandCountOf(family);
  if (input < operands) return fmt::format("operand {}", operandName(family, input));
  if (family == Family::Masked) return "the mask";
  if (family == Family::Within) return input == operands ? "index i" : "index j";
  return fmt::format("index tensor {}", input - operands);
}

std::string resultName(const SwapCase& swapCase, size_t result) {
  return swapCase.family() == Family::Within ? "the result" : fmt::format("result {}", result + 1);
}

std::optional<Falsified> unusableResults(const Observation& o) {
  if (o.thrown) return thrownFailure("throws", "the strategy threw on valid input: " + o.thrown->text);
  for (size_t r = 0; r < o.results.size(); ++r) {
    const std::string name = resultName(o.prepared.swapCase, r);
    const HostTensor& expected = o.prepared.expected[r];
    const at::Tensor& got = o.results[r];
    if (!got.defined()) return Falsified{"results", name + " is an undefined tensor", {}};
    if (got.layout() != c10::kStrided || !got.device().is_cpu())
      return Falsified{"results", name + " is not a strided CPU tensor", {}};
    if (got.sizes() != c10::IntArrayRef(expected.shape))
      return Falsified{
          "results",
          fmt::format("{} has sizes {}, expected {}", name, toString(got.sizes().vec()), toString(expected.shape)),
          {}};
    if (got.scalar_type() != scalarTypeOf(expected.dtype))
      return Falsified{"results",
                       fmt::format("{} is of dtype {}, expected {}", name, c10::toString(got.scalar_type()),
                                   c10::toString(scalarTypeOf(expected.dtype))),
                       {}};
  }
  return std::nullopt;
}

}  // namespace swapcheck
