// The `hygiene` property.
#include "properties/autograd/backward_pass.h"
#include "properties/autograd/variables.h"
#include "properties/property.h"

namespace swapcheck {

Outcome checkHygiene(const Observation& o) {
  if (hasVariables(o.prepared.swapCase) && !unusableResults(o)) backwardOf(o);
  o.left->add(o.process.restore());
  const auto left = o.left->first();
  if (!left) return Passed{};
  return Falsified{left->check, "it left behind " + left->what, {}};
}

}  // namespace swapcheck
