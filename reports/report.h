// The reports of a run: a page, a summary and a test result, made from the same record.
#pragma once

#include <optional>
#include <string>

#include "reports/bench/document.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// All that a report is made from.
struct ReportInput {
  /// Nothing when only throughput was measured and no cases were judged: the reports say so.
  std::optional<RunRecord> run;
  /// What Google Benchmark wrote; nothing if the run had no benchmarks. Runs are named `STRATEGY/PASS/elements:N` or
  /// `STRATEGY/PASS/density:D/elements:N` and count elements as items.
  std::optional<BenchDocument> bench;
};

/// report.html: one page that needs no other file and no network.
std::string renderHtml(const ReportInput& input);

/// summary.md: GitHub-flavoured Markdown for a pull request or a chat.
std::string renderMarkdown(const ReportInput& input);

/// junit.xml: a test case for every strategy and property, or a skipped one where no cases were judged; valid for
/// junit.xsd.
std::string renderJunit(const ReportInput& input);

}  // namespace swapcheck
