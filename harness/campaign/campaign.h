// A fuzz campaign: judges a stream of cases and keeps what was found.
#pragma once

#include <functional>

#include "harness/counting/case_stream.h"
#include "harness/workers/isolation.h"
#include "harness/judging/shrink.h"
#include "properties/property.h"
#include "reports/record/run_record.h"

namespace swapcheck {

class CampaignJournal;

/// How `runIsolatedCampaign` uses processes.
struct IsolationOptions {
  /// Worker processes, at least 1.
  int64_t jobs = 1;
  ProcessLimits limits = {};
};

struct CampaignOptions {
  std::vector<const Strategy*> strategies;
  std::vector<const Property*> properties;
  uint64_t seed = 1;
  /// Case numbers to run, from 0; none: until the time is over.
  std::optional<int64_t> cases = std::nullopt;
  /// Seconds to run; none: until the cases are done.
  std::optional<double> timeS = std::nullopt;
  ShrinkLimits shrinkLimits = {};
  Shard shard = {};
};

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

/// Runs the campaign in this process, which must survive its strategies, or goes on with the one that the journal has
/// saved; keeps the journal. The record has seed, counts, verdicts, failures, coverage and LibTorch's version;
/// `startedAt` and `command` are the caller's to fill. `stopRequested` is asked before every case. Throws HarnessError
/// when the journal cannot be written, and JournalError when it is none of this campaign.
RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested, CampaignJournal& journal);

/// The same in worker processes: what crashes, hangs or eats memory is a finding, and costs no other case anything.
/// Gives the same record, whatever the number of processes.
RunRecord runIsolatedCampaign(const CampaignOptions& options, const IsolationOptions& isolation,
                              CampaignListener& listener, const std::function<bool()>& stopRequested,
                              CampaignJournal& journal);

}  // namespace swapcheck
