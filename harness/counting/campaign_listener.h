// Callbacks for a running campaign.
#pragma once

#include <cstdint>
#include <optional>

namespace swapcheck {

struct FailureRecord;

struct CampaignProgress {
  int64_t done = 0;
  std::optional<int64_t> total;
  double elapsedS = 0;
  std::optional<double> timeS;
  /// Distinct failures that no known failure covers.
  int64_t findings = 0;
};

/// Receives a campaign's progress and failures while it runs.
class CampaignListener {
 public:
  virtual ~CampaignListener() = default;

  /// Called before the first case and after every case; must be quick.
  virtual void onProgress(const CampaignProgress& progress) = 0;

  /// Called once for every distinct failure, when shrinking it has ended. Its `count` can still grow.
  virtual void onFailure(const FailureRecord& failure) = 0;
};

}  // namespace swapcheck
