// The verdict matrix as a table.
#include <fmt/format.h>

#include "reports/html/sections.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

struct Face {
  const char* symbol;
  std::string text;
};

Face faceOf(const VerdictRecord& cell) {
  switch (cell.verdict) {
    case Verdict::Verified: return {"✓", siCount(cell.cases)};
    case Verdict::Falsified: return {"✗", cell.failures > 0 ? thousands(cell.failures) + " failed" : "falsified"};
    case Verdict::KnownFailure: return {"≈", "known"};
    case Verdict::StaleKnownFailure: return {"!", "stale"};
    case Verdict::NotRun: return {"–", "not run"};
    case Verdict::Unsupported: return {"∅", "unsupported"};
  }
  return {"", ""};
}

std::string tooltipOf(const VerdictRecord& cell) {
  std::string text = fmt::format("{} / {}: {}", cell.strategy, cell.property, wordsFor(cell.verdict));
  if (cell.verdict == Verdict::NotRun) return text;
  text += fmt::format("; {}, {}", counted(cell.cases, "case", "cases"),
                      counted(cell.failures, "unexpected failure", "unexpected failures"));
  for (const KnownFailureTally& known : cell.known)
    if (known.isShown()) text += fmt::format("; known: {} ({})", known.reason, metText(known));
  return text;
}

Markup cellMarkup(const Digest& digest, const VerdictRecord& cell) {
  const Face face = faceOf(cell);
  Markup content = element("span", {{"class", "symbol"}}, face.symbol) + Markup(" ") + Markup(face.text);
  if (cell.verdict == Verdict::Verified) content = element("span", {{"class", "unseen"}}, "verified ") + content;
  if (const std::string anchor = anchorOf(digest, cell); !anchor.empty())
    content = element("a", {{"href", "#" + anchor}}, content);
  return element("td", {{"class", std::string(verdictName(cell.verdict))}, {"title", tooltipOf(cell)}}, content);
}

Markup headRow(const Matrix& matrix) {
  Markup row = element("th", {{"scope", "col"}}, "strategy");
  for (const NamedSummary& property : matrix.properties)
    row += element("th", {{"scope", "col"}, {"title", property.summary}}, property.name);
  return block("thead", {}, block("tr", {}, row));
}

Markup strategyRow(const Digest& digest, size_t s) {
  const NamedSummary& strategy = digest.matrix.strategies[s];
  Markup row = element("th", {{"scope", "row"}},
                       element("code", {}, strategy.name) + element("span", {{"class", "summary"}}, strategy.summary));
  for (const VerdictRecord& cell : digest.matrix.cells[s]) row += cellMarkup(digest, cell);
  return block("tr", {}, row);
}

/// How the matrix shows `verdict`, and what it means.
Markup legendEntry(Verdict verdict, const char* meaning) {
  VerdictRecord cell;
  cell.verdict = verdict;
  return element("span", {},
                 element("b", {{"class", std::string(verdictName(verdict))}}, faceOf(cell).symbol) + Markup(" ") +
                     Markup(meaning));
}

Markup legend() {
  return block("p", {{"class", "legend"}},
               legendEntry(Verdict::Verified, "verified, on so many cases") +
                   legendEntry(Verdict::Falsified, "falsified") +
                   legendEntry(Verdict::KnownFailure, "fails as declared") +
                   legendEntry(Verdict::StaleKnownFailure, "declared to fail, but does not") +
                   legendEntry(Verdict::Unsupported, "refused clearly: not supported") +
                   legendEntry(Verdict::NotRun, "no case ran"));
}

}  // namespace

Markup matrixSection(const Digest& digest) {
  Markup content = block("h2", {}, "Verdicts");
  if (digest.matrix.strategies.empty() || digest.matrix.properties.empty())
    return block("section", {{"id", "verdicts"}}, content + block("p", {}, "The run has no strategy or no property."));
  Markup rows;
  for (size_t s = 0; s < digest.matrix.strategies.size(); ++s) rows += strategyRow(digest, s);
  const Markup table = block("table", {{"class", "matrix"}}, headRow(digest.matrix) + block("tbody", {}, rows));
  content += block("div", {{"class", "wide"}, {"tabindex", "0"}}, table) + legend();
  return block("section", {{"id", "verdicts"}}, content);
}

}  // namespace swapcheck
