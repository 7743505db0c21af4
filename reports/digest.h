// The run sorted for reading: what is a finding and what is known.
#pragma once

#include <string>
#include <vector>

#include "reports/matrix.h"
#include "reports/record/run_record.h"

namespace swapcheck {

/// One declared fault with the failures that it covers.
struct KnownEntry {
  std::string strategy;
  std::string property;
  KnownFailureTally tally;
  std::vector<FailureRecord> examples;
};

enum class Standing { AsDocumented, Findings, NothingRan };

struct Digest {
  Standing standing = Standing::NothingRan;
  /// "2 findings", "Everything is as documented", "Nothing was run" or "No cases were judged".
  std::string headline;
  /// A sentence with the number of cells of each verdict.
  std::string detail;
  Matrix matrix;
  /// Failures that nothing covers. A cell that is a finding without a recorded failure gets an entry of its own.
  std::vector<FailureRecord> findings;
  /// Known failures that no longer fail, which are findings too.
  std::vector<KnownEntry> stale;
  /// Known failures that failed as declared or that no case met.
  std::vector<KnownEntry> known;
};

Digest digestOf(const RunRecord& run);

/// The digest of benchmarks without a run: the headline says that no cases were judged.
Digest digestWithoutRun();

}  // namespace swapcheck
