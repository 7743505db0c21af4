#include "generators/simplify/simplify.h"

#include <rapidcheck/seq/Create.h>

#include "generators/simplify/edits.h"

namespace swapcheck {
namespace {

void plainerAutograd(const SwapCase& from, Candidates& candidates) {
  for (size_t k = 0; k < from.operands.size(); ++k) {
    candidates.add([k](SwapCase& c) { c.operands[k].saved = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].inference = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].gathered = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].hooked = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].leaf = true; });
    candidates.add([k](SwapCase& c) { c.operands[k].view = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].requiresGrad = false; });
  }
}

/// The defect stays; its first variants stand for all.
void plainerDefect(const SwapCase& from, Candidates& candidates) {
  for (uint64_t seed = 0; seed <= 8 && seed < from.defectSeed; ++seed)
    candidates.add([seed](SwapCase& c) { c.defectSeed = seed; });
}

void plainerCalls(const SwapCase& from, Candidates& candidates) {
  for (int64_t count : {int64_t{1}, int64_t{2}}) {
    if (count < from.call.threads) candidates.add([count](SwapCase& c) { c.call.threads = count; });
    if (count < from.call.callers) candidates.add([count](SwapCase& c) { c.call.callers = count; });
  }
}

}  // namespace

rc::Seq<SwapCase> simplerCases(const SwapCase& swapCase) {
  Candidates candidates(swapCase);
  smallerShapes(swapCase, candidates);
  flatterShapes(swapCase, candidates);
  smallerSquares(swapCase, candidates);
  plainerMemory(swapCase, candidates);
  plainerLayouts(swapCase, candidates);
  plainerDTypes(swapCase, candidates);
  plainerFills(swapCase, candidates);
  fewerSpecials(swapCase, candidates);
  plainerSelections(swapCase, candidates);
  plainerCotangents(swapCase, candidates);
  plainerAutograd(swapCase, candidates);
  plainerDefect(swapCase, candidates);
  plainerCalls(swapCase, candidates);
  oneSpecial(swapCase, candidates);
  return rc::seq::fromContainer(candidates.take());
}

}  // namespace swapcheck
