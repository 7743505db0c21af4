// Swaps of slices inside one tensor.
#include <ATen/ops/arange.h>

#include "strategies/builtin/arguments.h"
#include "strategies/builtin/builtin.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

at::Tensor indexSelect(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  checkSlices(x, dim, i, j);
  const at::Tensor identity = at::arange(x.size(dim), i.options());
  const at::Tensor order = identity.index_copy(0, i, j).index_copy(0, j, i);
  return x.index_select(dim, order);
}

at::Tensor indexCopy(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  checkSlices(x, dim, i, j);
  return x.index_copy(dim, i, x.index_select(dim, j)).index_copy(dim, j, x.index_select(dim, i));
}

const Steps kIndexSelect = {.cpp = R"(const Tensor identity = torch::arange(x.size(dim));
const Tensor order = identity.index_copy(0, i, j).index_copy(0, j, i);
return x.index_select(dim, order);)",
                            .python = R"(order = torch.arange(x.size(dim)).index_copy(0, i, j).index_copy(0, j, i)
return x.index_select(dim, order))"};

const Steps kIndexCopy = {
    .cpp = "return x.index_copy(dim, i, x.index_select(dim, j)).index_copy(dim, j, x.index_select(dim, i));",
    .python = "return x.index_copy(dim, i, x.index_select(dim, j)).index_copy(dim, j, x.index_select(dim, i))"};

}  // namespace

void addWithinStrategies(Catalogue& catalogue) {
  catalogue.add(
      {"within.index-select", "select all slices in the swapped order", WithinSwap(indexSelect), {}, kIndexSelect});
  catalogue.add({"within.index-copy",
                 "copy the j slices over the i slices, then the other way",
                 WithinSwap(indexCopy),
                 {},
                 kIndexCopy});
}

}  // namespace swapcheck
