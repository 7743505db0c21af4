#include "strategies/builtin/tensor_indices.h"

namespace swapcheck {

c10::List<c10::optional<at::Tensor>> tensorIndices(const std::vector<at::Tensor>& index) {
  c10::List<c10::optional<at::Tensor>> list;
  list.reserve(index.size());
  for (const at::Tensor& tensor : index) list.push_back(tensor);
  return list;
}

}  // namespace swapcheck
