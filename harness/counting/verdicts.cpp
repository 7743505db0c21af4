#include "harness/counting/verdicts.h"

#include <fmt/format.h>

#include <algorithm>

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

}  // namespace

Cell::Cell(const Strategy& strategy, const Property& property, std::string_view libtorchVersion)
    : strategy_(&strategy), property_(&property) {
  const auto add = [&](const KnownFailure& known) {
    if (known.property == property.id && holdsFor(known, libtorchVersion))
      known_.push_back({&known, Condition(known.when)});
  };
  for (const KnownFailure& known : strategy.knownFailures) add(known);
  for (const KnownFailure& known : libtorchFaults()) add(known);
}

bool Cell::Known::covers(const FeatureSet& features, std::string_view check) const {
  const auto& checks = declared->checks;
  return condition.holds(features) &&
         (checks.empty() || std::find(checks.begin(), checks.end(), check) != checks.end());
}

const KnownFailure* Cell::covering(const FeatureSet& features, std::string_view check) const {
  for (const Known& known : known_)
    if (known.covers(features, check)) return known.declared;
  return nullptr;
}

void Cell::count(const FeatureSet& features, const std::string* failedCheck) {
  ++cases_;
  for (Known& known : known_) {
    if (known.condition.holds(features)) ++known.met;
    if (failedCheck && known.covers(features, *failedCheck)) ++known.failed;
  }
  if (failedCheck && !covering(features, *failedCheck)) ++failures_;
}

void Cell::countLate(const FeatureSet& features, const std::string& failedCheck) {
  for (Known& known : known_)
    if (known.covers(features, failedCheck)) ++known.failed;
  if (!covering(features, failedCheck)) ++failures_;
}

void Cell::count(const FeatureSet& features, const Outcome& outcome) {
  if (std::holds_alternative<NotApplicable>(outcome)) return;
  const auto* failure = std::get_if<Falsified>(&outcome);
  count(features, failure ? &failure->check : nullptr);
}

VerdictRecord Cell::record() const {
  VerdictRecord record{strategy_->name, std::string(property_->id), Verdict::NotRun, cases_, failures_, {}};
  for (const Known& known : known_)
    record.known.push_back({known.declared->reason, conditionText(known.declared->when), known.declared->upstream,
                            known.met, known.failed, known.isStale(), known.declared->ofLibtorch});
  record.verdict = verdictOf(record);
  return record;
}

}  // namespace swapcheck
