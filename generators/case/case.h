// The case: a description of everything that goes into one call of a strategy.
#pragma once

#include <swapcheck/strategy.h>

#include "generators/case/cotangent.h"
#include "generators/case/defect.h"
#include "generators/case/selection.h"
#include "generators/parts/layout.h"
#include "generators/parts/value.h"

namespace swapcheck {

/// One tensor whose values are swapped.
struct Operand {
  Layout layout;
  bool requiresGrad = false;
  /// Not the result of another operation. Only an operand that requires grad may be a non-leaf.
  bool leaf = true;
  /// Another graph has saved it for its backward. Only an operand that requires grad may be.
  bool saved = false;
  /// A view of a leaf that owns the memory; gradients are those of that base. Only a non-leaf may be.
  bool view = false;
  /// Made in inference mode. Only an operand that does not require grad may be.
  bool inference = false;
  /// Its .grad holds a gradient that was gathered earlier. Only a leaf that requires grad may have one.
  bool gathered = false;
  /// A hook of the caller's hangs on its gradient. Only an operand that requires grad may have one.
  bool hooked = false;
  /// A lazy conjugate view (complex dtypes only), a lazy negative view (dtypes with gradients only): the memory holds
  /// the conjugated, negated numbers.
  bool conjugated = false;
  bool negated = false;

  bool operator==(const Operand&) const = default;
};

/// How the two operands share memory. Simplest first.
enum class Relation : uint8_t {
  Separate,
  /// Views of one storage that have no element in common.
  Disjoint,
  /// Views of one storage, the second begins `shift` elements after the first.
  Overlapping,
  /// The same tensor twice.
  Same,
};

inline constexpr int kRelationCount = 4;

/// "separate", "disjoint", "overlapping" or "same".
std::string_view relationName(Relation relation);

/// Which tensors of a case lie in one storage.
struct Sharing {
  Relation operands = Relation::Separate;
  /// Of overlapping operands.
  int64_t shift = 0;
  /// The selection's tensors lie in the storage of the first operand, behind it. A mask that is a threshold of an
  /// operand of dtype bool is that operand's own memory.
  bool selection = false;

  bool operator==(const Sharing&) const = default;
};

/// How the `determinism` property calls the strategy besides alone on one thread: threads and concurrency cost time, so
/// the case asks for them.
struct Call {
  /// LibTorch's threads inside an operator.
  int64_t threads = 1;
  /// Callers at the same time.
  int64_t callers = 1;

  bool operator==(const Call&) const = default;
};

/// Most threads, and most callers, that a case may ask for.
inline constexpr int64_t kMaxThreads = 8;
inline constexpr int64_t kMaxCallers = 8;

/// A case is data: no tensors and no single elements. Equal cases give equal tensors on every machine.
struct SwapCase {
  Shape shape;
  DType dtype = DType::Float32;
  Fill fill = Fill::Distinct;
  uint64_t fillSeed = 0;
  /// a and b; of a within-swap only x.
  std::vector<Operand> operands;
  Selection selection;
  /// One for each tensor of the selection; empty when all are contiguous.
  std::vector<Layout> selectionLayouts;
  Sharing sharing;
  /// The inputs stand in pages that are read-only during the call.
  bool guarded = false;
  Cotangent cotangent;
  /// What is wrong with the input: all else describes a valid one, which is then spoilt (`spoil`).
  Defect defect = Defect::None;
  /// Chooses among the variants of the defect; 0 takes the first of all.
  uint64_t defectSeed = 0;
  Call call;

  Family family() const { return familyOf(selection); }
  /// Elements of one operand.
  int64_t numel() const { return numelOf(shape); }

  bool operator==(const SwapCase&) const = default;
};

/// Whether the case, valid as it is described, can be spoilt so.
inline bool isPossible(Defect defect, const SwapCase& swapCase) {
  return isPossible(defect, swapCase.shape, swapCase.selection);
}

/// Operands of a family, which is also the number of results: 1 for within-swaps, else 2.
size_t operandCountOf(Family family);

/// Least rank of a family's operands: indexed and within-swaps take slices along a dimension.
int leastRankOf(Family family);

/// Layout of tensor number `tensor` of the selection.
Layout selectionLayout(const SwapCase& swapCase, size_t tensor);

/// The last storage element, counted from the first operand's begin, at which an overlapping second one may begin.
int64_t maxShift(const SwapCase& swapCase);

/// "a" and "b", or "x" for the operand of a within-swap.
std::string_view operandName(Family family, size_t operand);

/// Largest tensors that a case may describe.
inline constexpr size_t kMaxRank = 16;
inline constexpr int64_t kMaxCaseNumel = int64_t{1} << 24;

/// The most elements of an operand that requires grad in one place of memory: their gradients are summed there, and
/// are exact in every dtype up to this number of terms.
inline constexpr int64_t kMaxGradMultiplicity = 16;

/// What makes a description impossible: the field as its JSON names it ("operands[1].layout.step"), and a sentence.
struct CaseProblem {
  std::string field;
  std::string message;
};

/// The first problem of a description, or nothing.
std::optional<CaseProblem> problemOf(const SwapCase& swapCase);

/// The nearest possible description after a change of shape, dtype or selection: selections are cut to what fits, and
/// autograd state is dropped where there are no gradients, memory is shared only where that is possible. The operands'
/// layouts must have the shape's rank already.
SwapCase fitted(SwapCase swapCase);

}  // namespace swapcheck
