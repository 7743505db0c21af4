// One cell of the matrix of strategies and properties.
#pragma once

#include <swapcheck/verdict.h>

#include <cstdint>
#include <string>
#include <vector>

namespace swapcheck {

/// The counts of a known failure in this run.
struct KnownFailureTally {
  std::string reason = {};
  /// Its condition as text: "fill.special and not dtype.bool", or "every case".
  std::string when = {};
  std::string upstream = {};
  /// Cases within the condition, and how many of them failed.
  int64_t met = 0;
  int64_t failed = 0;
  /// `kStaleAfter` cases met it and none failed.
  bool stale = false;
  /// A fault of LibTorch, which is declared for all strategies, never stale, and shown only where cases failed.
  bool ofLibtorch = false;
  /// A clear refusal of what an operator does not support.
  bool refusal = false;

  bool isShown() const { return !ofLibtorch || failed > 0; }
};

/// One cell of the matrix.
struct VerdictRecord {
  std::string strategy = {};
  std::string property = {};
  Verdict verdict = Verdict::NotRun;
  /// Cases on which the property was judged.
  int64_t cases = 0;
  /// Failures that no known failure covers.
  int64_t failures = 0;
  std::vector<KnownFailureTally> known = {};
};

/// The verdict that the counts of a cell add up to.
Verdict verdictOf(const VerdictRecord& cell);

/// Whether the cell is not as documented: a failure outside every known one, or a stale known one.
bool isFinding(const VerdictRecord& verdict);

}  // namespace swapcheck
