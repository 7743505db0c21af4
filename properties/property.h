// The properties: what must hold of every strategy.
#pragma once

#include <span>

#include "properties/observation.h"

namespace swapcheck {

/// Operands and selection are byte for byte as before the call, in state too, also when the strategy threw; a graph
/// that had saved an operand still runs backward, and the swap's own backward leaves them alone.
Outcome checkOriginals(const Observation& observation);

/// Every result equals the routing bit for bit.
Outcome checkValues(const Observation& observation);

/// Sizes, dtype and device of the results.
Outcome checkMetadata(const Observation& observation);

/// Results share no byte with operands, selection or each other, and their elements share none among themselves. Parts
/// of one storage may be results: bytes decide.
Outcome checkFresh(const Observation& observation);

/// Reverse mode equals the inverse routing of the cotangents on every fill, and central finite differences, exactly,
/// on the fills that lie on a grid; also when the caller has changed what went in before backward, unless that refuses.
Outcome checkGradient(const Observation& observation);

/// Double backward of a quadratic function of the results equals its Hessian, which the routing gives.
Outcome checkSecondOrder(const Observation& observation);

/// Forward mode equals the routing of the tangents, and is the transpose of reverse mode.
Outcome checkForwardMode(const Observation& observation);

/// The same bits again, with several threads as with one, and from callers at once, as far as the case asks for them.
/// Calls are held against each other. Not applicable where the first call gives wrong numbers.
Outcome checkDeterminism(const Observation& observation);

/// The same values and no graph under no-grad and inference mode; no graph where no operand requires grad.
Outcome checkModes(const Observation& observation);

/// Calls and backward passes leave the state of the thread (autograd's modes, dispatch keys, floating-point control,
/// random numbers ...), of LibTorch and of the process (signals, locale, environment, descriptors ...) as it was.
/// Whatever is found is put back, also where nobody asks for this property: no other strategy is judged in a state that
/// this one left.
Outcome checkHygiene(const Observation& observation);

/// Invalid input throws a c10::Error with a text, which is no internal assertion, or is answered by the only meaning
/// that it has (`Meaning`); and the inputs are left as they were.
Outcome checkRejects(const Observation& observation);

/// Says in a failure what part an operator of LibTorch's has in it, when the strategy called one that is known for it
/// on such a case. An internal assertion of LibTorch's gets the check "libtorch-assert", which is LibTorch's known
/// failure. Wrong numbers stay a finding of whoever calls the operator: the message gets the cause, the upstream issue
/// and a way round.
void nameOperators(const Observation& observation, std::string_view property, Falsified& failure);

/// Which cases a property speaks of: those whose input is valid, or those with a defect.
enum class Input { Valid, Invalid };

struct Property {
  /// CLI filter, report key and replay key.
  std::string_view id;
  std::string_view summary;
  Outcome (*check)(const Observation&);
  Input input = Input::Valid;
};

/// Every property, in the order in which it is shown.
std::span<const Property> allProperties();

/// The property of that id, or null.
const Property* findProperty(std::string_view id);

struct Judgement {
  const Property* property;
  Outcome outcome;
};

/// Follows a judgement as it goes.
class JudgementWatcher {
 public:
  virtual ~JudgementWatcher() = default;

  /// Before a property looks at the case; of the first one, before the strategy is called. Not for properties that
  /// have nothing to say. `property` is the place among those that judge.
  virtual void before(size_t property) = 0;
  virtual void after(size_t property, const Outcome& outcome) = 0;
};

/// What is known from case to case in a process that judges.
struct BetweenCases {
  /// The process before any strategy was called.
  ProcessState process = {};
  LateWrites lateWrites = {};
};

/// Calls the strategy once on the case, which is of its family, and judges the call by each of the properties that
/// speak of such a case; to the others it is not applicable. Nothing is called where no property speaks of the case,
/// and for a dtype that this LibTorch has not. Only `originals` and `hygiene` are applicable where the strategy throws
/// "not implemented for" an exotic dtype. The watcher may be null, and so may `between`, for a case by itself.
std::vector<Judgement> judge(const Strategy& strategy, const PreparedCase& prepared,
                             std::span<const Property* const> properties, JudgementWatcher* watcher = nullptr,
                             BetweenCases* between = nullptr);

}  // namespace swapcheck
