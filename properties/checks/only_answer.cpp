#include "properties/checks/only_answer.h"

#include <fmt/format.h>

#include <cstring>

#include "properties/comparison.h"

namespace swapcheck {
namespace {

Answer asItIs(const at::Tensor& tensor) {
  return {tensor.sizes().vec(), tensor.scalar_type(), tensor.device(), readTensor(tensor)};
}

Answer onCpu(HostTensor contents) {
  const c10::ScalarType dtype = scalarTypeOf(contents.dtype);
  return {contents.shape, dtype, c10::Device(c10::kCPU), std::move(contents)};
}

/// `kept` where the mask is false and `taken` where it is true, all broadcast to that shape.
HostTensor chosen(const HostTensor& mask, const HostTensor& taken, const HostTensor& kept, const Shape& shape) {
  HostTensor result = zeroTensor(kept.dtype, shape);
  for (int64_t flat = 0; flat < result.numel(); ++flat) {
    const bool takes = *mask.at(broadcastPosition(flat, shape, mask.shape)) != std::byte{0};
    const HostTensor& from = takes ? taken : kept;
    std::memcpy(result.at(flat), from.at(broadcastPosition(flat, shape, from.shape)),
                static_cast<size_t>(result.itemSize()));
  }
  return result;
}

std::vector<Answer> broadcastAnswer(const Inputs& inputs) {
  const HostTensor a = *readTensor(inputs.operands[0]), b = *readTensor(inputs.operands[1]);
  const HostTensor mask = *readTensor(inputs.selection[0]);
  const Shape shape = *broadcastShape({a.shape, b.shape, mask.shape});
  return {onCpu(chosen(mask, b, a, shape)), onCpu(chosen(mask, a, b, shape))};
}

std::optional<std::string> differenceOf(const std::string& name, const at::Tensor& got, const Answer& answer) {
  if (!got.defined()) return name + " is an undefined tensor";
  if (got.device() != answer.device)
    return fmt::format("{} is on device {}, expected {}", name, got.device().str(), answer.device.str());
  if (got.sizes() != c10::IntArrayRef(answer.shape))
    return fmt::format("{} has sizes {}, expected {}", name, toString(got.sizes().vec()), toString(answer.shape));
  if (got.scalar_type() != answer.dtype)
    return fmt::format("{} is of dtype {}, expected {}", name, c10::toString(got.scalar_type()),
                       c10::toString(answer.dtype));
  const auto contents = readTensor(got);
  if (!answer.contents || !contents || differenceOf(*answer.contents, *contents) != Difference::Numbers)
    return std::nullopt;
  return mismatch("", name, *answer.contents, *contents, differingBits(*answer.contents, *contents)).message;
}

}  // namespace

std::vector<Answer> onlyAnswer(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  std::vector<Answer> answers;
  switch (meaningOf(swapCase.defect, swapCase.family())) {
    case Meaning::None: break;
    case Meaning::Exchange: return {asItIs(o.inputs.operands[1]), asItIs(o.inputs.operands[0])};
    case Meaning::Broadcast: return broadcastAnswer(o.inputs);
    case Meaning::SameAsValid:
      for (const HostTensor& expected : o.prepared.expected) answers.push_back(onCpu(expected));
  }
  return answers;
}

std::optional<std::string> differenceFromAnswer(const Observation& o, const std::vector<Answer>& answers) {
  for (size_t r = 0; r < answers.size(); ++r)
    if (auto difference = differenceOf(resultName(o.prepared.swapCase, r), o.results[r], answers[r])) return difference;
  return std::nullopt;
}

}  // namespace swapcheck
