// The run as a summary in Markdown.
#include <fmt/format.h>

#include "reports/bench/series.h"
#include "reports/digest.h"
#include "reports/grid_layout.h"
#include "reports/markdown_text.h"
#include "reports/record/text.h"
#include "reports/report.h"

namespace swapcheck {
namespace {

std::string symbolOf(const VerdictRecord& cell) {
  switch (cell.verdict) {
    case Verdict::Verified: return "✓";
    case Verdict::Falsified: return "**✗ " + thousands(cell.failures) + "**";
    case Verdict::KnownFailure: return "known";
    case Verdict::StaleKnownFailure: return "**! stale**";
    case Verdict::NotRun: return "–";
    case Verdict::Unsupported: return "unsupported";
  }
  return "";
}

std::string titleOf(const Digest& digest) {
  const char* symbol = digest.standing == Standing::AsDocumented ? "✓"
                       : digest.standing == Standing::Findings   ? "✗"
                                                                 : "–";
  return fmt::format("# swapcheck: {} {}\n\n{}\n", symbol, digest.headline, digest.detail);
}

std::string factsOf(const RunRecord& run) {
  return fmt::format("Seed {}, {} in {} ({} cases/s), LibTorch {} on {}, {}.\n", markdownCode(std::to_string(run.seed)),
                     counted(run.cases, "case", "cases"), durationText(run.durationS), siNumber(run.casesPerS),
                     markdownText(run.libtorch), markdownText(run.device), markdownText(run.startedAt));
}

std::string factsOf(const BenchDocument& bench) {
  std::string text;
  for (const auto& [name, before] :
       {std::pair("libtorch", "LibTorch "), std::pair("processor", ""), std::pair("date", "")})
    if (const std::string fact = factOf(bench, name); !fact.empty())
      text += (text.empty() ? "" : ", ") + (before + markdownText(fact));
  return text.empty() ? "" : text + ".\n";
}

std::string findingOf(const FailureRecord& failure) {
  std::string text =
      fmt::format("\n### {} · {} {}\n\n{}\n\n", markdownCode(failure.strategy), markdownText(failure.property),
                  outcomeText(failure.outcome), markdownText(failure.message));
  text += fmt::format("{}; {}.\n", counted(failure.count, "case", "cases"), shrinkText(failure.shrink));
  if (const std::string matters = mattersText(failure); !matters.empty())
    text += "W" + markdownText(matters.substr(1)) + ".\n";
  std::string grids;
  for (const Grid& grid : failure.grids) grids += textOf(grid);
  if (!grids.empty()) text += "\n" + markdownBlock(grids, "");
  if (!failure.replay.empty()) text += "\n" + markdownBlock(failure.replay, "sh");
  return text;
}

std::string staleOf(const KnownEntry& entry) {
  return fmt::format("\n### {} · {} no longer fails\n\n{} met the condition {} and none failed. Declared reason: {}\n",
                     markdownCode(entry.strategy), markdownText(entry.property),
                     counted(entry.tally.met, "case", "cases"), markdownCode(entry.tally.when),
                     markdownText(entry.tally.reason));
}

std::string findingsOf(const Digest& digest) {
  if (digest.standing != Standing::Findings) return "";
  std::string text = "\n## Findings\n";
  for (const FailureRecord& failure : digest.findings) text += findingOf(failure);
  for (const KnownEntry& entry : digest.stale) text += staleOf(entry);
  return text;
}

std::string matrixOf(const Matrix& matrix) {
  if (matrix.strategies.empty() || matrix.properties.empty()) return "";
  std::string text = "\n## Verdicts\n\n| strategy |";
  for (const NamedSummary& property : matrix.properties) text += fmt::format(" {} |", markdownText(property.name));
  text += "\n|---|";
  for (size_t k = 0; k < matrix.properties.size(); ++k) text += ":-:|";
  for (size_t s = 0; s < matrix.strategies.size(); ++s) {
    text += fmt::format("\n| {} |", markdownCode(matrix.strategies[s].name));
    for (const VerdictRecord& cell : matrix.cells[s]) text += fmt::format(" {} |", symbolOf(cell));
  }
  return text + "\n";
}

std::string knownOf(const Digest& digest) {
  if (digest.known.empty()) return "";
  std::string text = "\n## Known failures\n\n| strategy | property | when | cases | reason |\n|---|---|---|---|---|\n";
  for (const KnownEntry& entry : digest.known) {
    const std::string upstream = entry.tally.upstream.empty() ? "" : " (" + markdownText(entry.tally.upstream) + ")";
    text +=
        fmt::format("| {} | {} | {} | {} | {}{} |\n", markdownCode(entry.strategy), markdownText(entry.property),
                    markdownCode(entry.tally.when), metText(entry.tally), markdownText(entry.tally.reason), upstream);
  }
  return text;
}

std::string notesOf(const RunRecord& run) {
  if (run.notes.empty()) return "";
  std::string text = "\n## Notes\n\n| strategy | note | cases | first seen |\n|---|---|--:|---|\n";
  for (const StrategyNote& note : run.notes)
    text += fmt::format("| {} | {} | {} | case {}: {} |\n", markdownCode(note.strategy), markdownText(note.kind),
                        thousands(note.cases), note.number, markdownText(note.message));
  return text;
}

std::string fastestOf(const BenchChart& chart, double aaNoise) {
  const BenchRanking ranking = rankingOf(chart, aaNoise);
  const auto& first = ranking.places.front();
  std::string tied;
  for (const auto& place : ranking.places)
    if (place.tied) tied += (tied.empty() ? "" : ", ") + markdownCode(place.strategy);
  const auto& last = ranking.places.back();
  const std::string slowest =
      ranking.places.size() < 2 || last.tied
          ? "–"
          : fmt::format("{} (takes {:.1f}×)", markdownCode(last.strategy), first.point.median / last.point.median);
  return fmt::format("| {} | {} | {} | {} | {} | {}/s | {} | {} |\n", markdownText(chart.family),
                     markdownText(chart.pass), chart.density.empty() ? "–" : markdownText(chart.density),
                     thousands(ranking.elements), markdownCode(first.strategy), siNumber(first.point.median),
                     tied.empty() ? "–" : tied, slowest);
}

std::string throughputOf(const BenchSweep& sweep) {
  std::string text = "\n## Throughput at the largest size\n\n";
  if (sweep.charts.empty()) return text + "The benchmarks gave nothing to show.\n";
  text += "| family | pass | density | elements | fastest | median | as fast within the noise | slowest |\n";
  text += "|---|---|--:|--:|---|--:|---|---|\n";
  for (const BenchChart& chart : sweep.charts) text += fastestOf(chart, sweep.aaNoise.value_or(0));
  if (sweep.aaNoise) text += "\n" + noiseText(*sweep.aaNoise) + "\n";
  return text;
}

std::string coverageOf(const RunRecord& run) {
  std::string text;
  for (const std::string& name : missedFeatures(run)) text += (text.empty() ? "" : ", ") + markdownCode(name);
  if (!text.empty()) text = "No case had " + text + ".\n";
  if (run.pairs)
    text += fmt::format("Pairs of features seen: {} of {} feasible ones.\n", thousands(run.pairs->seen),
                        thousands(run.pairs->feasible));
  return text.empty() ? "" : "\n## Coverage\n\n" + text;
}

std::string runText(const RunRecord& run, const std::optional<BenchDocument>& bench) {
  const Digest digest = digestOf(run);
  return titleOf(digest) + factsOf(run) + findingsOf(digest) + matrixOf(digest.matrix) + notesOf(run) +
         knownOf(digest) + coverageOf(run) +
         (bench ? throughputOf(benchSweepOf(*bench, familiesOf(run)))
                : "\n## Throughput\n\nThis run measured no throughput.\n");
}

}  // namespace

std::string renderMarkdown(const ReportInput& input) {
  if (!input.run && input.bench)
    return titleOf(digestWithoutRun()) + factsOf(*input.bench) + throughputOf(benchSweepOf(*input.bench, {}));
  return runText(input.run ? *input.run : RunRecord(), input.bench);
}

}  // namespace swapcheck
