#include "harness/embedding/verification.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "reports/console/escape.h"
#include "reports/console/failure.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

VerifiedFailure verifiedFailureOf(const FailureRecord& record) {
  VerifiedFailure failure;
  failure.property = record.property;
  failure.check = record.check;
  failure.outcome = failureOutcomeName(record.outcome);
  failure.message = record.message;
  failure.knownReason = record.knownReason;
  failure.firstCase = static_cast<uint64_t>(record.firstCase);
  failure.count = record.count;
  failure.caseJson = record.swapCase.dump();
  failure.file = record.file;
  failure.replay = record.replay;
  failure.text = failureText(record);
  return failure;
}

std::string staleText(const VerdictRecord& verdict) {
  std::string text;
  for (const KnownFailureTally& known : verdict.known)
    if (known.stale)
      text += fmt::format("STALE known failure of {}: {}: {} cases met its condition ({}) and none failed: {}\n",
                          verdict.strategy, verdict.property, thousands(known.met), known.when, known.reason);
  return text;
}

bool isUnjudged(const PropertyVerdict& verdict) { return verdict.cases == 0; }

bool isJudgedAsAsked(const std::vector<PropertyVerdict>& verdicts, bool named) {
  return named ? std::none_of(verdicts.begin(), verdicts.end(), isUnjudged)
               : !std::all_of(verdicts.begin(), verdicts.end(), isUnjudged);
}

/// Names the properties that judged no case.
std::string unjudgedText(const Verification& verification) {
  std::string names;
  for (const PropertyVerdict& verdict : verification.verdicts)
    if (isUnjudged(verdict)) names += (names.empty() ? "" : ", ") + verdict.property;
  return fmt::format("NOT JUDGED: no case was judged by {}\n", names);
}

/// Findings in full, known failures in one line each.
std::string foundText(const Verification& verification) {
  std::string text;
  for (const VerifiedFailure& failure : verification.failures)
    if (!failure.isKnown()) text += failure.text;
  for (const VerifiedFailure& failure : verification.failures)
    if (failure.isKnown()) text += fmt::format("known failure of {}: {}\n", failure.property, failure.knownReason);
  return text;
}

}  // namespace

Verification verificationOf(const RunRecord& run, bool named, const std::string& origin) {
  Verification verification;
  verification.strategy = run.strategies.front().name;
  verification.seed = run.seed;
  verification.cases = run.cases;
  for (const VerdictRecord& cell : run.verdicts)
    verification.verdicts.push_back({cell.property, cell.verdict, cell.cases, cell.failures});
  for (const FailureRecord& record : run.failures) verification.failures.push_back(verifiedFailureOf(record));
  const bool judged = isJudgedAsAsked(verification.verdicts, named);
  verification.passed = judged && !hasFinding(run);
  verification.text = fmt::format("{} {} on {}\n", verification.strategy,
                                  verification.passed ? "is as documented" : "is NOT as documented", origin);
  if (!judged) verification.text += unjudgedText(verification);
  for (const VerdictRecord& cell : run.verdicts) verification.text += staleText(cell);
  verification.text += foundText(verification);
  return verification;
}

std::ostream& operator<<(std::ostream& out, const Verification& verification) { return out << verification.text; }

std::string replayLine(uint64_t seed, uint64_t number, const std::string& property, std::optional<int64_t> kinds) {
  const auto literal = [](uint64_t value) { return fmt::format("{}{}", value, value > INT64_MAX ? "u" : ""); };
  return fmt::format("swapcheck::verify(strategy, {{.seed = {}, .onlyCase = {}, .properties = {{{}}}{}}})",
                     literal(seed), literal(number), cppLiteral(property),
                     kinds ? fmt::format(", .kinds = {}", *kinds) : "");
}

std::string replayLine(const std::filesystem::path& file) {
  return fmt::format("swapcheck::replay(strategy, {})", cppLiteral(file.string()));
}

}  // namespace swapcheck
