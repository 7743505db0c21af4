// Distinct failures of a campaign, each shrunk when it is first met.
#pragma once

#include <map>

#include "harness/campaign.h"
#include "harness/verdicts.h"

namespace swapcheck {

class FailureLog {
 public:
  FailureLog(const CampaignOptions& options, CampaignListener& listener) : options_(options), listener_(listener) {}

  /// Counts a failure of case number `number`; shrinks, records and announces it when it is the first of its id.
  void add(const Cell& cell, const PreparedCase& prepared, const FeatureSet& features, const Falsified& failure,
           int64_t number, double secondsLeft);

  /// Distinct failures that no known failure covers.
  int64_t findings() const { return findings_; }

  std::vector<FailureRecord> take() { return std::move(failures_); }

 private:
  FailureRecord describe(const Cell& cell, const PreparedCase& prepared, const KnownFailure* known,
                         const Falsified& failure, double secondsLeft) const;

  const CampaignOptions& options_;
  CampaignListener& listener_;
  std::vector<FailureRecord> failures_;
  std::map<std::string, size_t> placeOf_;
  int64_t findings_ = 0;
};

}  // namespace swapcheck
