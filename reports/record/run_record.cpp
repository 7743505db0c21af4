#include "reports/record/run_record.h"

#include <algorithm>

#include "strategies/enum_names.h"

namespace swapcheck {
namespace {

constexpr EnumNames kVerdictNames({
    NamedValue{Verdict::Verified, "verified"},
    {Verdict::Falsified, "falsified"},
    {Verdict::KnownFailure, "known-failure"},
    {Verdict::StaleKnownFailure, "stale-known-failure"},
    {Verdict::NotRun, "not-run"},
    {Verdict::Unsupported, "unsupported"},
});
static_assert(decltype(kVerdictNames)::size() == kVerdictCount);

}  // namespace

std::string_view verdictName(Verdict verdict) { return kVerdictNames.of(verdict); }

std::optional<Verdict> verdictNamed(std::string_view name) { return kVerdictNames.named(name); }

Verdict verdictOf(const VerdictRecord& cell) {
  const auto any = [&](auto predicate) { return std::any_of(cell.known.begin(), cell.known.end(), predicate); };
  if (cell.failures > 0) return Verdict::Falsified;
  if (any([](const KnownFailureTally& known) { return known.stale; })) return Verdict::StaleKnownFailure;
  if (any([](const KnownFailureTally& known) { return known.failed > 0 && !known.refusal; }))
    return Verdict::KnownFailure;
  if (any([](const KnownFailureTally& known) { return known.failed > 0; })) return Verdict::Unsupported;
  return cell.cases > 0 ? Verdict::Verified : Verdict::NotRun;
}

bool isFinding(const VerdictRecord& verdict) {
  const bool stale = std::any_of(verdict.known.begin(), verdict.known.end(), [](const auto& k) { return k.stale; });
  return stale || verdict.verdict == Verdict::Falsified || verdict.verdict == Verdict::StaleKnownFailure;
}

bool isFinding(const FailureRecord& failure) { return failure.knownReason.empty(); }

std::vector<std::string> missedFeatures(const RunRecord& record) {
  std::vector<std::string> missed;
  for (const FeatureCount& feature : record.coverage)
    if (feature.required && feature.cases == 0) missed.push_back(feature.name);
  return missed;
}

bool hasFinding(const RunRecord& record) {
  return std::any_of(record.verdicts.begin(), record.verdicts.end(), [](const auto& v) { return isFinding(v); }) ||
         std::any_of(record.failures.begin(), record.failures.end(), [](const auto& f) { return isFinding(f); });
}

}  // namespace swapcheck
