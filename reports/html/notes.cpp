// What is worth knowing of the strategies and no failure, as a table.
#include <fmt/format.h>

#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

Markup rowOf(const StrategyNote& note) {
  return block("tr", {},
               element("th", {{"scope", "row"}}, element("code", {}, note.strategy)) + element("td", {}, note.kind) +
                   element("td", {{"class", "number"}}, thousands(note.cases)) +
                   element("td", {}, fmt::format("Case {}: {}", note.number, note.message)));
}

}  // namespace

Markup notesSection(const RunRecord& run) {
  if (run.notes.empty()) return {};
  Markup head, rows;
  for (const char* column : {"Strategy", "Note", "Cases", "First seen"})
    head += element("th", {{"scope", "col"}}, column);
  for (const StrategyNote& note : run.notes) rows += rowOf(note);
  const Markup lead = block("p", {{"class", "lead"}}, "Worth knowing, and no finding.");
  return block("section", {{"id", "notes"}},
               block("h2", {}, "Notes") + lead +
                   block("div", {{"class", "wide"}, {"tabindex", "0"}},
                         block("table", {{"class", "notes"}},
                               block("thead", {}, block("tr", {}, head)) + block("tbody", {}, rows))));
}

}  // namespace swapcheck
