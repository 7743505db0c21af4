#include "properties/autograd/backward_pass.h"

#include <fmt/format.h>

#include "properties/autograd/cotangent.h"
#include "properties/grid.h"

namespace swapcheck {
namespace {

std::optional<Falsified> writtenCotangent(const SwapCase& swapCase, const std::vector<at::Tensor>& tensors,
                                          const std::vector<HostTensor>& contents) {
  for (size_t r = 0; r < tensors.size(); ++r) {
    if (!tensors[r].defined()) continue;
    const HostTensor now = *readTensor(tensors[r]);
    if (now.bytes != contents[r].bytes)
      return Falsified{"cotangent",
                       fmt::format("the backward pass wrote to the cotangent of {}", resultName(swapCase, r)),
                       {gridOf("cotangent", contents[r]), gridOf("after the pass", now)}};
  }
  return std::nullopt;
}

std::shared_ptr<const BackwardPass> run(const Observation& o) {
  auto pass = std::make_shared<BackwardPass>();
  pass->cotangents = cotangentsOf(o.prepared.swapCase);
  try {
    const std::vector<at::Tensor> tensors = cotangentTensors(o.prepared.swapCase, pass->cotangents);
    pass->gradients = runBackward(o, tensors);
    pass->writtenCotangent = writtenCotangent(o.prepared.swapCase, tensors, pass->cotangents);
  } catch (const UnfitGradient& error) {
    pass->failure = Falsified{"reverse-mode", error.what(), {}};
  } catch (...) {
    pass->failure = thrownFailure("backward-throws", "the backward pass threw: " + currentExceptionText());
  }
  return pass;
}

}  // namespace

const BackwardPass& backwardOf(const Observation& o) {
  if (!o.backward) o.backward = run(o);
  return *o.backward;
}

}  // namespace swapcheck
