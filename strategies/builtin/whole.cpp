// Whole swaps that keep the gradient.

#include "strategies/builtin/arguments.h"
#include "strategies/builtin/builtin.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

TensorPair cloneBoth(const at::Tensor& a, const at::Tensor& b) {
  checkOperands("whole swap", a, b);
  return {b.clone(), a.clone()};
}

const Steps kCloneBoth = {.cpp = "return {b.clone(), a.clone()};", .python = "return b.clone(), a.clone()"};

}  // namespace

void addWholeStrategies(Catalogue& catalogue) {
  catalogue.add(
      {"whole.clone", "clone each without detaching, and return them exchanged", WholeSwap(cloneBoth), {}, kCloneBoth});
}

}  // namespace swapcheck
