#include "reports/console/verdicts.h"

#include <fmt/format.h>

#include "reports/console/table.h"
#include "reports/record/text.h"
#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kCellWords({
    NamedValue{Verdict::Verified, "ok"},
    {Verdict::Falsified, "FAILS"},
    {Verdict::KnownFailure, "known"},
    {Verdict::StaleKnownFailure, "STALE"},
    {Verdict::NotRun, "-"},
    {Verdict::Unsupported, "unsup"},
});

}  // namespace

/// Verdicts are ordered by strategy, then property.
std::string matrixText(const RunRecord& run) {
  constexpr size_t kStrategyColumns = 24, kPropertyColumns = 5;
  TextTable table;
  table.column("", kStrategyColumns);
  for (const NamedSummary& property : run.properties) table.column(property.name, kPropertyColumns);
  for (size_t s = 0; s < run.strategies.size(); ++s) {
    std::vector<std::string> row = {run.strategies[s].name};
    for (size_t p = 0; p < run.properties.size(); ++p)
      row.emplace_back(kCellWords.of(run.verdicts[s * run.properties.size() + p].verdict));
    table.row(std::move(row));
  }
  return table.text();
}

std::string verdictsText(const RunRecord& run) {
  std::string text = fmt::format("seed {}, {} cases in {} ({:.0f} cases/s), LibTorch {}\n\n", run.seed, run.cases,
                                 durationText(run.durationS), run.casesPerS, run.libtorch) +
                     matrixText(run) + "\n" + coverageText(run);
  for (const RetiredStrategy& retired : run.retired)
    text += fmt::format("STOPPED {}: it ended its process on {} of {} cases; left out after case {}\n", retired.name,
                        retired.deaths, retired.cases, retired.number);
  for (const StrategyNote& note : run.notes)
    text += fmt::format("NOTE {}: {} ({}, first in case {}): {}\n", note.strategy, note.kind,
                        counted(note.cases, "case", "cases"), note.number, note.message);
  for (const VerdictRecord& verdict : run.verdicts)
    for (const KnownFailureTally& known : verdict.known)
      if (known.stale)
        text += fmt::format("STALE {}: {}: {} cases met its condition ({}) and none failed: {}\n", verdict.strategy,
                            verdict.property, known.met, known.when, known.reason);
  return text;
}

}  // namespace swapcheck
