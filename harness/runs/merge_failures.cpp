#include "harness/runs/merge_failures.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "generators/case/json.h"
#include "harness/counting/failure_id.h"
#include "harness/judging/explanation.h"

namespace swapcheck {
namespace {

/// Removes "--2", or with another prefix "--error-2", from the end.
bool removeNumber(std::string& id, std::string_view prefix) {
  const size_t begin = id.rfind(prefix);
  if (begin == std::string::npos || begin + prefix.size() == id.size()) return false;
  const auto number = std::string_view(id).substr(begin + prefix.size());
  if (!std::all_of(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c); })) return false;
  id.resize(begin);
  return true;
}

/// One failure of the merged campaign.
struct Merged {
  FailureRecord record;
  std::optional<Explanation> explanation;
  FeatureSet features;
  int64_t count = 0;

  bool isSameAs(const Merged& other) const {
    if (!explanation || !other.explanation) return true;
    return explanation->explains(other.features) || other.explanation->explains(features);
  }
};

/// All failures of one kind of error under one check.
struct OfOneError {
  std::string error;
  std::vector<Merged> mistakes = {};
  /// Failing cases of all mistakes.
  int64_t count = 0;
};

/// All failures under one check: with one id, but for its numbers.
struct OfOneCheck {
  std::string id;
  std::vector<OfOneError> errors = {};
};

template <typename Element, typename Is>
Element& findOrAdd(std::vector<Element>& all, const Is& is, Element otherwise) {
  const auto found = std::find_if(all.begin(), all.end(), is);
  return found != all.end() ? *found : all.emplace_back(std::move(otherwise));
}

void add(std::vector<OfOneCheck>& checks, const FailureRecord& failure) {
  std::string id = failure.id;
  const bool isOther = removeNumber(id, "--");
  removeNumber(id, "--error-");
  OfOneCheck& check = findOrAdd(checks, [&](const OfOneCheck& one) { return one.id == id; }, {id});
  OfOneError& error =
      findOrAdd(check.errors, [&](const OfOneError& one) { return one.error == failure.error; }, {failure.error});
  if (!isOther) error.count += failure.count;
  const Merged merged{failure, isFinding(failure) ? Explanation::of(failure) : std::nullopt,
                      featuresOf(caseFromJson(failure.swapCase))};
  Merged& mistake = findOrAdd(error.mistakes, [&](const Merged& one) { return one.isSameAs(merged); }, merged);
  if (isOther) mistake.count += failure.count;
}

}  // namespace

std::vector<FailureRecord> mergedFailures(const std::vector<FailureRecord>& all) {
  std::vector<OfOneCheck> checks;
  for (const FailureRecord& failure : all) add(checks, failure);
  std::vector<FailureRecord> failures;
  for (OfOneCheck& check : checks)
    for (size_t e = 0; e < check.errors.size(); ++e) {
      OfOneError& error = check.errors[e];
      const std::string id = idOfError(check.id, e + 1);
      for (size_t k = 0; k < error.mistakes.size(); ++k) {
        FailureRecord& record = failures.emplace_back(std::move(error.mistakes[k].record));
        record.id = k == 0 ? id : idOfOther(id, k);
        record.count = k == 0 ? error.count : std::max<int64_t>(error.mistakes[k].count, 1);
      }
    }
  return failures;
}

}  // namespace swapcheck
