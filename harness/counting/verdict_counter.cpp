#include "harness/counting/verdict_counter.h"

#include <fmt/format.h>

#include <algorithm>

#include "strategies/error.h"
#include "strategies/known_failure.h"
#include "strategies/libtorch_faults.h"

namespace swapcheck {
namespace {

std::string conditionText(const std::vector<std::string>& terms) {
  if (terms.empty()) return "every case";
  std::string text;
  for (const std::string& term : terms)
    text += (text.empty() ? "" : " and ") + (term.starts_with('!') ? "not " + term.substr(1) : term);
  return text;
}

Condition conditionOf(const KnownFailure& known) {
  return about("the condition of a known failure", [&] { return Condition(known.when); });
}

}  // namespace

VerdictCounter::VerdictCounter(const Strategy& strategy, const Property& property, std::string_view libtorch,
                               Refusals refusals)
    : strategy_(&strategy), property_(&property) {
  const auto add = [&](const KnownFailure& known) {
    if (known.property == property.id && holdsFor(known, libtorch)) declared_.push_back({&known, conditionOf(known)});
  };
  for (const KnownFailure& known : strategy.knownFailures) add(known);
  for (const KnownFailure& known : libtorchFaults())
    if (refusals == Refusals::Unsupported || !isRefusal(known)) add(known);
  counts_.known.resize(declared_.size());
}

bool VerdictCounter::Declared::covers(const FeatureSet& features, std::string_view check) const {
  const auto& checks = known->checks;
  return condition.holds(features) &&
         (checks.empty() || std::find(checks.begin(), checks.end(), check) != checks.end());
}

const KnownFailure* VerdictCounter::covering(const FeatureSet& features, std::string_view check) const {
  for (const Declared& declared : declared_)
    if (declared.covers(features, check)) return declared.known;
  return nullptr;
}

void VerdictCounter::count(const FeatureSet& features, const std::string* failedCheck) {
  ++counts_.cases;
  for (size_t k = 0; k < declared_.size(); ++k)
    if (declared_[k].condition.holds(features)) ++counts_.known[k].met;
  if (failedCheck) countDelayed(features, *failedCheck);
}

void VerdictCounter::countDelayed(const FeatureSet& features, const std::string& failedCheck) {
  bool isKnown = false;
  for (size_t k = 0; k < declared_.size(); ++k)
    if (declared_[k].covers(features, failedCheck)) {
      ++counts_.known[k].failed;
      isKnown = true;
    }
  if (!isKnown) ++counts_.failures;
}

void VerdictCounter::restore(VerdictCounts counts) {
  if (counts.known.size() != declared_.size()) throw InputError("counts of other known failures");
  counts_ = std::move(counts);
}

VerdictRecord VerdictCounter::record() const {
  VerdictRecord record{strategy_->name, std::string(property_->id), Verdict::NotRun,
                       counts_.cases,   counts_.failures,           {}};
  for (size_t k = 0; k < declared_.size(); ++k) {
    const KnownFailure& known = *declared_[k].known;
    const auto [met, failed] = counts_.known[k];
    const bool isStale = !known.ofLibtorch && met >= kStaleAfter && failed == 0;
    record.known.push_back({known.reason, conditionText(known.when), known.upstream, met, failed, isStale,
                            known.ofLibtorch, isRefusal(known)});
  }
  record.verdict = verdictOf(record);
  return record;
}

}  // namespace swapcheck
