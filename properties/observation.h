// One call of a strategy on one case, with all that the properties look at.
#pragma once

#include <set>

#include "generators/tensors/autograd_node.h"
#include "generators/tensors/roots.h"
#include "properties/outcome.h"
#include "properties/routing.h"
#include "properties/state/late_writes.h"
#include "properties/state/left_behind.h"
#include "properties/state/process_state.h"
#include "properties/thrown.h"

namespace swapcheck {

/// What is worked out once for a case and shared by all strategies and properties.
struct PreparedCase {
  explicit PreparedCase(SwapCase description);

  SwapCase swapCase;
  HostInputs host;
  /// What gradients are taken with respect to.
  RootPlan roots;
  Routing routing;
  /// The results that the routing gives.
  std::vector<HostTensor> expected;
};

/// A tensor that goes in, as it was before the call.
class InputSnapshot {
 public:
  InputSnapshot(std::string name, const at::Tensor& tensor);

  /// The first thing that is not as it was, or nothing.
  std::optional<Falsified> difference() const;

 private:
  // Storage and grad_fn are held, so that no new one can stand at the address of the old one.
  std::optional<Falsified> differenceOfState() const;
  std::optional<Falsified> differenceOfBytes() const;

  std::string name_;
  at::Tensor tensor_;
  std::vector<std::byte> bytes_;
  std::vector<int64_t> sizes_;
  std::vector<int64_t> strides_;
  int64_t offset_;
  c10::Storage storage_;
  size_t storageSize_;
  c10::ScalarType dtype_;
  int64_t version_;
  bool requiresGrad_;
  bool isLeaf_;
  /// The gradient that had been gathered, and its bytes.
  at::Tensor grad_;
  std::vector<std::byte> gradBytes_;
  int64_t hooks_;
  bool retainsGrad_;
  bool hasNames_;
  bool isConj_;
  bool isNeg_;
  NodePtr gradFn_;
};

struct BackwardPass;

struct Observation {
  /// Materialises the case and calls the strategy. Keeps references to all of them; `process` is how the process was
  /// before anything called the strategy, and is put back when nobody looks any more. `lateWrites` may be null.
  Observation(const Strategy& strategy, const PreparedCase& prepared, const ProcessState& process,
              LateWrites* lateWrites = nullptr);
  ~Observation();
  Observation(const Observation&) = delete;
  Observation& operator=(const Observation&) = delete;

  /// Lets writes to the operands and results be seen at the strategy's next case.
  void keepForLateWrites() const;

  /// What calls have left changed behind them, on any thread so far.
  std::shared_ptr<LeftBehindLog> left;
  const ProcessState& process;
  LateWrites* lateWrites;
  /// Its calls are watched.
  Strategy strategy;
  const PreparedCase& prepared;
  Inputs inputs;
  /// Of every input that is defined.
  std::vector<InputSnapshot> before;
  /// Of a guarded case: the input that was written to during the call, and where, even if it was restored.
  std::optional<std::string> written;
  /// What the strategy threw, if it did.
  std::optional<Exception> thrown;
  /// Two results, or one of a within-swap; none when the strategy threw.
  std::vector<at::Tensor> results;
  /// What `originals` and `values` have found right, and may be written to later, by a thread that was left behind.
  mutable bool hasIntactInputs = false;
  mutable bool hasRightResults = false;
  /// Threads of the process before the call.
  int64_t threadsBefore;
  /// Worked out when `backwardOf` first asks for it.
  mutable std::shared_ptr<const BackwardPass> backward;
  /// Noted when `operatorsCalled` first asks for them.
  mutable std::optional<std::set<std::string>> operators;
};

/// "operand a", "the mask", "index tensor 1": what the inputs are called in messages.
std::string inputName(const SwapCase& swapCase, size_t input);

/// "result 1" (the one in a's place) or "result 2"; "the result" of a within-swap.
std::string resultName(const SwapCase& swapCase, size_t result);

/// What makes the results unfit to be looked at element by element (the strategy threw, one is undefined, or has other
/// sizes, another dtype, layout or device), as the checks "throws" and "results"; or nothing.
std::optional<Falsified> unusableResults(const Observation& observation);

}  // namespace swapcheck
