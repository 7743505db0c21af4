#include "reports/record/strategy_note.h"

#include <algorithm>

namespace swapcheck {

void addNote(std::vector<StrategyNote>& notes, StrategyNote note) {
  const auto found = std::find_if(notes.begin(), notes.end(), [&](const StrategyNote& known) {
    return known.strategy == note.strategy && known.kind == note.kind;
  });
  if (found == notes.end()) {
    notes.push_back(std::move(note));
    return;
  }
  note.cases += found->cases;
  if (found->number <= note.number)
    found->cases = note.cases;
  else
    *found = std::move(note);
}

}  // namespace swapcheck
