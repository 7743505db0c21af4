#include "reports/digest.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/record/text.h"

namespace swapcheck {
namespace {

FailureRecord withoutExample(const VerdictRecord& cell) {
  FailureRecord failure;
  failure.id = cell.strategy + "-" + cell.property;
  failure.strategy = cell.strategy;
  failure.property = cell.property;
  failure.message = fmt::format("the verdict is {}; the run holds no counterexample", verdictName(cell.verdict));
  failure.count = cell.failures;
  return failure;
}

std::vector<FailureRecord> examplesOf(const RunRecord& run, const VerdictRecord& cell, const std::string& reason) {
  std::vector<FailureRecord> examples;
  std::copy_if(run.failures.begin(), run.failures.end(), std::back_inserter(examples),
               [&](const FailureRecord& failure) { return isOf(failure, cell) && failure.knownReason == reason; });
  return examples;
}

void sortKnown(Digest& digest, const RunRecord& run) {
  for (const auto& row : digest.matrix.cells)
    for (const VerdictRecord& cell : row)
      for (const KnownFailureTally& tally : cell.known)
        if (tally.isShown())
          (tally.stale ? digest.stale : digest.known)
              .push_back({cell.strategy, cell.property, tally, examplesOf(run, cell, tally.reason)});
}

void sortFindings(Digest& digest, const RunRecord& run) {
  std::copy_if(run.failures.begin(), run.failures.end(), std::back_inserter(digest.findings),
               [](const FailureRecord& failure) { return isFinding(failure); });
  for (const auto& row : digest.matrix.cells)
    for (const VerdictRecord& cell : row)
      if (isFinding(cell) && !hasStale(cell) && !hasFailureOnRecord(run, cell))
        digest.findings.push_back(withoutExample(cell));
}

std::string detailOf(const Matrix& matrix) {
  std::string detail = fmt::format("{}, {}", counted(std::ssize(matrix.strategies), "strategy", "strategies"),
                                   counted(std::ssize(matrix.properties), "property", "properties"));
  const char* separator = ": ";
  for (const Verdict verdict : {Verdict::Verified, Verdict::Falsified, Verdict::KnownFailure,
                                Verdict::StaleKnownFailure, Verdict::Unsupported, Verdict::NotRun})
    if (const int64_t count = countOf(matrix, verdict)) {
      detail += fmt::format("{}{} {}", separator, thousands(count), wordsFor(verdict));
      separator = ", ";
    }
  return detail + ".";
}

void conclude(Digest& digest) {
  const int64_t findings = std::ssize(digest.findings) + std::ssize(digest.stale);
  const int64_t cells = std::ssize(digest.matrix.strategies) * std::ssize(digest.matrix.properties);
  if (findings > 0) {
    digest.standing = Standing::Findings;
    digest.headline = counted(findings, "finding", "findings");
  } else if (countOf(digest.matrix, Verdict::NotRun) == cells) {
    digest.standing = Standing::NothingRan;
    digest.headline = "Nothing was run";
  } else {
    digest.standing = Standing::AsDocumented;
    digest.headline = "Everything is as documented";
  }
  digest.detail = detailOf(digest.matrix);
}

}  // namespace

Digest digestOf(const RunRecord& run) {
  Digest digest;
  digest.matrix = matrixOf(run);
  sortFindings(digest, run);
  sortKnown(digest, run);
  conclude(digest);
  return digest;
}

Digest digestWithoutRun() {
  Digest digest;
  digest.headline = "No cases were judged";
  digest.detail = "These are benchmarks alone: they say how fast the strategies are, not whether they are right.";
  return digest;
}

}  // namespace swapcheck
