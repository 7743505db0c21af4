// The sections of the page, in their order.
#pragma once

#include "reports/bench/series.h"
#include "reports/digest.h"
#include "reports/markup.h"

namespace swapcheck {

/// The verdict on the run and the facts about it.
Markup headSection(const Digest& digest, const RunRecord& run);

/// The facts about a sweep without a run.
Markup headSection(const Digest& digest, const BenchDocument& bench);

/// The matrix of strategies and properties.
Markup matrixSection(const Digest& digest);

/// Failures that nothing covers and known failures that are stale.
Markup findingsSection(const Digest& digest);

/// Known failures that failed as declared, or that no case met.
Markup knownSection(const Digest& digest);

/// What is worth knowing of the strategies and no failure.
Markup notesSection(const RunRecord& run);

/// How often the cases had each feature.
Markup coverageSection(const RunRecord& run);

/// Charts and tables of throughput; `sweep` is null when nothing was measured.
Markup performanceSection(const BenchSweep* sweep);

/// Further facts about the run.
Markup contextSection(const RunRecord& run);

/// Further facts about a sweep without a run.
Markup contextSection(const BenchDocument& bench);

/// The grids of one failure: inputs in a row, then expected and actual side by side.
Markup gridsMarkup(const std::vector<Grid>& grids);

/// HTML id of the cell's first entry among the findings or known failures; empty if there is none.
std::string anchorOf(const Digest& digest, const VerdictRecord& cell);

/// The data of the charts, as report.js reads them.
Markup chartData(const BenchSweep& sweep);

}  // namespace swapcheck
