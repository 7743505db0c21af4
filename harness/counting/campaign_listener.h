// Who hears of a campaign as it goes.
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

/// Hears of a campaign as it goes.
class CampaignListener {
 public:
  virtual ~CampaignListener() = default;

  /// Before the first case and after every one; must be quick.
  virtual void onProgress(const CampaignProgress& progress) = 0;

  /// Once for every distinct failure, shrunk, when it is first met. Its `count` still grows after this.
  virtual void onFailure(const FailureRecord& failure) = 0;
};

}  // namespace swapcheck
