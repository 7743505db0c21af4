// A run with everything in it that a report can show, for tests.
#pragma once

#include "reports/report.h"

namespace swapcheck {

/// Findings, known and stale failures, cells that did not run, special values, every rank of grid, and text that is
/// hostile to HTML, XML and Markdown.
RunRecord sampleRun();

/// Three repetitions of every benchmark, some aggregates and an error.
nlohmann::ordered_json sampleBench();

/// The sample run with the sample benchmarks.
ReportInput sampleInput();

/// A run in which every cell is verified.
RunRecord cleanRun();

}  // namespace swapcheck
