#include "properties/backward_pass.h"

#include "properties/cotangent.h"

namespace swapcheck {
namespace {

std::vector<at::Tensor> cotangentTensors(const SwapCase& swapCase, const std::vector<HostTensor>& contents) {
  std::vector<at::Tensor> tensors;
  for (size_t r = 0; r < contents.size(); ++r)
    tensors.push_back(hasCotangent(swapCase, r) ? cotangentTensor(swapCase, contents[r]) : at::Tensor());
  return tensors;
}

std::shared_ptr<const BackwardPass> run(const Observation& o) {
  auto pass = std::make_shared<BackwardPass>();
  pass->cotangents = cotangentsOf(o.prepared.swapCase);
  try {
    pass->gradients = runBackward(o, cotangentTensors(o.prepared.swapCase, pass->cotangents));
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
