// Swaps that are wrong only without gradients, with several threads, or with several callers.
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

#include <ATen/ops/empty.h>

#include <array>
#include <atomic>
#include <cstring>
#include <mutex>

#include "mutant.h"
#include "right.h"

namespace swapcheck {
namespace {

using right::Index;

TensorPair shortcutWithoutGrad(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  if (c10::GradMode::is_enabled()) return right::masked(a, b, mask);
  const at::Tensor x = at::where(mask, b, a);
  return {x, at::where(mask, x, b)};
}

TensorPair inPlaceWithoutGrad(const at::Tensor& a, const at::Tensor& b) {
  if (c10::GradMode::is_enabled()) return right::whole(a, b);
  const at::Tensor y = a.clone();
  a.copy_(b);
  return {a, y};
}

TensorPair gradForced(const at::Tensor& a, const at::Tensor& b) {
  const c10::AutoGradMode on(true);
  return right::whole(a, b);
}

TensorPair resultsTracked(const at::Tensor& a, const at::Tensor& b) {
  const auto [x, y] = right::whole(a, b);
  for (const at::Tensor& t : {x, y})
    if (!t.requires_grad() && (t.is_floating_point() || t.is_complex())) t.set_requires_grad(true);
  return {x, y};
}

TensorPair shortcutInInference(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  if (!c10::InferenceMode::is_enabled()) return right::indexed(a, b, index);
  const auto indices = tensorIndices(index);
  const at::Tensor x = a.clone();
  const at::Tensor y = b.clone();
  const at::Tensor& temporary = x;
  x.index_put_(indices, y.index(indices));
  y.index_put_(indices, temporary.index(indices));
  return {x, y};
}

TensorPair throughScratch(const at::Tensor& a, const at::Tensor& b) {
  static std::array<std::byte, 4096> scratch;
  const at::Tensor y = a.clone(at::MemoryFormat::Contiguous);
  if (y.numel() == 0 || y.nbytes() > scratch.size()) return right::whole(a, b);
  std::memcpy(scratch.data(), y.data_ptr(), y.nbytes());
  const at::Tensor x = b.clone();
  std::memcpy(y.data_ptr(), scratch.data(), y.nbytes());
  scratch.fill(std::byte{0});
  return {x, y};
}

TensorPair oneAtATime(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  static std::mutex running;
  const std::unique_lock lock(running, std::try_to_lock);
  TORCH_CHECK(lock.owns_lock(), "a swap is running already");
  return right::masked(a, b, mask);
}

TensorPair guardedAgainstRecursion(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  static std::atomic<int> depth = 0;
  const bool outermost = depth++ == 0;
  const TensorPair results = outermost ? right::indexed(a, b, index) : TensorPair{a.clone(), b.clone()};
  --depth;
  return results;
}

at::Tensor orderInStaticTable(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  static std::array<std::atomic<int64_t>, 1024> order;
  const int64_t size = x.size(dim);
  if (size > static_cast<int64_t>(order.size())) return right::within(x, dim, i, j);
  for (int64_t k = 0; k < size; ++k) order[static_cast<size_t>(k)] = k;
  for (int64_t k = 0; k < i.numel(); ++k) {
    const auto first = i.select(0, k).item<int64_t>();
    const auto second = j.select(0, k).item<int64_t>();
    order[static_cast<size_t>(first)] = second;
    order[static_cast<size_t>(second)] = first;
  }
  const at::Tensor copy = at::empty({size}, i.options());
  for (int64_t k = 0; k < size; ++k) copy.data_ptr<int64_t>()[k] = order[static_cast<size_t>(k)];
  return x.index_select(dim, copy);
}

TensorPair evenShares(const at::Tensor& a, const at::Tensor& b, const at::Tensor& mask) {
  const at::Tensor all = mask.expand_as(a).reshape({-1});
  const at::Tensor done = at::zeros({a.numel()}, mask.options());
  const int64_t share = a.numel() / at::get_num_threads();
  at::parallel_for(0, at::get_num_threads(), 1, [&](int64_t begin, int64_t end) {
    for (int64_t thread = begin; thread < end; ++thread)
      done.narrow(0, thread * share, share).copy_(all.narrow(0, thread * share, share));
  });
  return right::masked(a, b, done.view(a.sizes()));
}

}  // namespace

void addModeMutants(Mutants& mutants) {
  addMutant(mutants, "masked-no-grad-shortcut", "modes", "without gradients the second line reads the first's result",
            MaskedSwap(shortcutWithoutGrad));
  addMutant(mutants, "whole-no-grad-in-place", "modes", "without gradients it writes to an operand and returns it",
            WholeSwap(inPlaceWithoutGrad));
  addMutant(mutants, "whole-grad-forced", "modes", "switches gradients on, also where the caller has them off",
            WholeSwap(gradForced));
  addMutant(mutants, "whole-results-tracked", "modes", "has every floating result require grad",
            WholeSwap(resultsTracked));
  addMutant(mutants, "indexed-inference-shortcut", "modes", "in inference mode the temporary is no copy",
            IndexedSwap(shortcutInInference));
  addMutant(mutants, "whole-static-scratch", "determinism", "keeps values in one static buffer for all callers",
            WholeSwap(throughScratch), "https://github.com/pytorch/pytorch/pull/178896");
  addMutant(mutants, "masked-one-at-a-time", "determinism", "throws where another call is under way",
            MaskedSwap(oneAtATime));
  addMutant(mutants, "indexed-recursion-guard", "determinism", "takes another caller for its own recursion",
            IndexedSwap(guardedAgainstRecursion));
  addMutant(mutants, "within-static-order", "determinism", "works the order out in one static table for all callers",
            WithinSwap(orderInStaticTable), "https://github.com/pytorch/pytorch/issues/34052");
  addMutant(mutants, "masked-even-shares", "determinism",
            "gives every intra-op thread an even share of the elements and nobody the rest", MaskedSwap(evenShares));
}

}  // namespace swapcheck
