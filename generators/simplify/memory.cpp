#include "generators/simplify/edits.h"

namespace swapcheck {
namespace {

/// Plainer layouts in place of the one that `layoutIn` gives of a case.
template <typename LayoutIn>
void plainerLayout(const SwapCase& from, Candidates& candidates, LayoutIn layoutIn) {
  SwapCase copy = from;
  const Layout layout = layoutIn(copy);
  const Layout plain = contiguousLayout(layout.order.size());
  candidates.add([&](SwapCase& c) { layoutIn(c) = plain; });
  candidates.add([&](SwapCase& c) { layoutIn(c).offset = 0; });
  candidates.add([&](SwapCase& c) { layoutIn(c).window = 0; });
  candidates.add([&](SwapCase& c) { layoutIn(c).order = plain.order; });
  candidates.add([&](SwapCase& c) { layoutIn(c).step = plain.step; });
  for (size_t d = 0; d < layout.step.size(); ++d)
    for (int64_t step : {int64_t{1}, int64_t{2}})
      if (step < layout.step[d] || layout.step[d] == 0)
        candidates.add([&](SwapCase& c) { layoutIn(c).step[d] = step == 2 && layout.step[d] == 0 ? 1 : step; });
}

}  // namespace

void plainerDTypes(const SwapCase& from, Candidates& candidates) {
  for (const DTypeInfo& info : kDTypes)
    if (info.dtype < from.dtype && isSupported(info.dtype))
      candidates.add([&info](SwapCase& c) { c.dtype = info.dtype; });
}

void plainerLayouts(const SwapCase& from, Candidates& candidates) {
  const size_t rank = from.shape.size();
  candidates.add([rank](SwapCase& c) {
    for (Operand& operand : c.operands) operand.layout = contiguousLayout(rank);
  });
  for (size_t k = 0; k < from.operands.size(); ++k)
    plainerLayout(from, candidates, [k](SwapCase& c) -> Layout& { return c.operands[k].layout; });
  candidates.add([](SwapCase& c) { c.selectionLayouts.clear(); });
  for (size_t k = 0; k < from.selectionLayouts.size(); ++k)
    plainerLayout(from, candidates, [k](SwapCase& c) -> Layout& { return c.selectionLayouts[k]; });
}

void plainerCotangents(const SwapCase& from, Candidates& candidates) {
  candidates.add([](SwapCase& c) { c.cotangent = {}; });
  candidates.add([](SwapCase& c) { c.cotangent.results = CotangentResults::Each; });
  candidates.add([](SwapCase& c) { c.cotangent.zero = false; });
  candidates.add([](SwapCase& c) { c.cotangent.conjugated = false; });
  candidates.add([](SwapCase& c) { c.cotangent.negated = false; });
  candidates.add([](SwapCase& c) { c.cotangent.seed = 0; });
  if (from.cotangent.layout)
    plainerLayout(from, candidates, [](SwapCase& c) -> Layout& { return *c.cotangent.layout; });
}

void plainerMemory(const SwapCase& from, Candidates& candidates) {
  for (Relation relation : {Relation::Separate, Relation::Disjoint, Relation::Overlapping})
    if (relation < from.sharing.operands) candidates.add([relation](SwapCase& c) { c.sharing.operands = relation; });
  candidates.add([](SwapCase& c) { c.sharing.shift = 0; });
  candidates.add([](SwapCase& c) { c.sharing.selection = false; });
  candidates.add([](SwapCase& c) { c.guarded = false; });
  for (size_t k = 0; k < from.operands.size(); ++k) {
    candidates.add([k](SwapCase& c) { c.operands[k].conjugated = false; });
    candidates.add([k](SwapCase& c) { c.operands[k].negated = false; });
  }
}

}  // namespace swapcheck
