// The `fresh` property.
#include <fmt/format.h>

#include "properties/property.h"

namespace swapcheck {
namespace {

const std::byte* beginOf(const at::Tensor& tensor) { return static_cast<const std::byte*>(tensor.storage().data()); }

/// Whether the storages of two tensors overlap.
bool shareStorage(const at::Tensor& a, const at::Tensor& b) {
  return beginOf(a) < beginOf(b) + b.storage().nbytes() && beginOf(b) < beginOf(a) + a.storage().nbytes();
}

/// Goes on to the next coordinates in the tensor, row-major; gives the step in elements.
int64_t stepOn(std::vector<int64_t>& at, const at::Tensor& tensor) {
  int64_t step = 0;
  for (int64_t d = tensor.dim() - 1; d >= 0; --d) {
    int64_t& place = at[static_cast<size_t>(d)];
    if (++place < tensor.size(d)) return step + tensor.stride(d);
    step -= (place - 1) * tensor.stride(d);
    place = 0;
  }
  return step;
}

/// Calls `use` with every byte of every element, until it returns true; whether it did.
template <typename Use>
bool anyByte(const at::Tensor& tensor, const Use& use) {
  const auto size = static_cast<std::ptrdiff_t>(tensor.element_size());
  std::vector<int64_t> at(static_cast<size_t>(tensor.dim()));
  const std::byte* element = beginOf(tensor) + tensor.storage_offset() * size;
  for (int64_t k = 0; k < tensor.numel(); ++k, element += stepOn(at, tensor) * size)
    for (std::ptrdiff_t byte = 0; byte < size; ++byte)
      if (use(element + byte)) return true;
  return false;
}

bool haveBytes(const at::Tensor& a, const at::Tensor& b) { return a.numel() > 0 && b.numel() > 0; }

/// Whether elements of two tensors have a byte in common. Disjoint parts of one storage have none.
bool shareMemory(const at::Tensor& a, const at::Tensor& b) {
  if (!haveBytes(a, b) || !shareStorage(a, b)) return false;
  const std::byte* begin = beginOf(a);
  std::vector<bool> taken(a.storage().nbytes());
  anyByte(a, [&](const std::byte* byte) {
    taken[static_cast<size_t>(byte - begin)] = true;
    return false;
  });
  return anyByte(b, [&](const std::byte* byte) {
    return byte >= begin && byte < begin + taken.size() && taken[static_cast<size_t>(byte - begin)];
  });
}

bool sharesWithItself(const at::Tensor& tensor) {
  if (tensor.numel() < 2 || tensor.is_non_overlapping_and_dense()) return false;
  std::vector<bool> taken(tensor.storage().nbytes());
  return anyByte(tensor, [&](const std::byte* byte) {
    const auto place = static_cast<size_t>(byte - beginOf(tensor));
    const bool isTaken = taken[place];
    taken[place] = true;
    return isTaken;
  });
}

std::optional<Falsified> sharedWithInput(const Observation& o, size_t result) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const std::string name = resultName(swapCase, result);
  const size_t operands = o.inputs.operands.size();
  for (size_t k = 0; k < operands + o.inputs.selection.size(); ++k) {
    const bool isOperand = k < operands;
    const at::Tensor& input = isOperand ? o.inputs.operands[k] : o.inputs.selection[k - operands];
    if (shareMemory(o.results[result], input))
      return Falsified{isOperand ? "operand" : "selection",
                       fmt::format("{} shares memory with {}", name, inputName(swapCase, k)),
                       {}};
  }
  return std::nullopt;
}

/// A storage that results and inputs have in common, in parts that do not meet.
std::optional<Note> sharedStorage(const Observation& o) {
  const SwapCase& swapCase = o.prepared.swapCase;
  const auto noteOn = [](const std::string& one, const std::string& other) {
    return Note{"shared-storage", fmt::format("{} and {} are parts of one storage, which lives as long as either and "
                                              "is saved whole with each",
                                              one, other)};
  };
  for (size_t r = 0; r < o.results.size(); ++r)
    for (size_t k = 0; k < o.inputs.operands.size(); ++k)
      if (haveBytes(o.results[r], o.inputs.operands[k]) && shareStorage(o.results[r], o.inputs.operands[k]))
        return noteOn(resultName(swapCase, r), inputName(swapCase, k));
  if (o.results.size() == 2 && haveBytes(o.results[0], o.results[1]) && shareStorage(o.results[0], o.results[1]))
    return noteOn(resultName(swapCase, 0), resultName(swapCase, 1));
  return std::nullopt;
}

}  // namespace

Outcome checkFresh(const Observation& o) {
  if (auto unusable = unusableResults(o)) return *unusable;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (auto shared = sharedWithInput(o, r)) return *shared;
  for (size_t r = 0; r < o.results.size(); ++r)
    if (sharesWithItself(o.results[r]))
      return Falsified{"itself",
                       fmt::format("elements of {} share memory with each other: writing to one changes another",
                                   resultName(o.prepared.swapCase, r)),
                       {}};
  if (o.results.size() == 2 && shareMemory(o.results[0], o.results[1]))
    return Falsified{"each-other", "the two results share memory", {}};
  return Passed{sharedStorage(o)};
}

}  // namespace swapcheck
