// Swaps that are wrong only without gradients, with several threads, or with several callers.
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <mutex>
#include <numeric>

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

/// Counts calls that are under way.
class Depth {
 public:
  Depth() : before_(calls_++) {}
  ~Depth() { --calls_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;

  bool isOutermost() const { return before_ == 0; }

 private:
  static inline std::atomic<int> calls_ = 0;
  int before_;
};

TensorPair guardedAgainstRecursion(const at::Tensor& a, const at::Tensor& b, const Index& index) {
  const Depth depth;
  return depth.isOutermost() ? right::indexed(a, b, index) : TensorPair{a.clone(), b.clone()};
}

/// The numbers from 0 on, made at the first call.
const std::vector<int64_t>& tableOfNumbers() {
  static thread_local std::vector<int64_t> numbers(1024);
  static std::once_flag made;
  std::call_once(made, [] { std::iota(numbers.begin(), numbers.end(), int64_t{0}); });
  return numbers;
}

at::Tensor orderFromTable(const at::Tensor& x, int64_t dim, const at::Tensor& i, const at::Tensor& j) {
  const int64_t size = x.size(dim);
  const std::vector<int64_t>& numbers = tableOfNumbers();
  if (size == 0 || size > static_cast<int64_t>(numbers.size())) return right::within(x, dim, i, j);
  const at::Tensor order = at::empty({size}, i.options());
  std::copy_n(numbers.begin(), size, order.data_ptr<int64_t>());
  return x.index_select(dim, order.index_copy(0, i, j).index_copy(0, j, i));
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
  addMutant(mutants, "within-first-thread", "determinism",
            "fills a table of each thread's own in the first thread only", WithinSwap(orderFromTable));
  addMutant(mutants, "masked-even-shares", "determinism",
            "gives every intra-op thread an even share of the elements and nobody the rest", MaskedSwap(evenShares));
}

}  // namespace swapcheck
