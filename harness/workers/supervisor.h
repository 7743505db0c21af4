// Runs a campaign in worker processes.
#pragma once

#include <functional>

#include "harness/campaign/journal.h"
#include "harness/counting/campaign_listener.h"
#include "harness/workers/isolation.h"

namespace swapcheck {

/// As `runCampaign`, in worker processes: what crashes, hangs or eats memory is a finding, and costs no other case
/// anything. Gives the same record, whatever the number of processes. Throws InputError for more strategies than
/// `kMostStrategies`, and otherwise as `runCampaign`.
RunRecord runIsolatedCampaign(const CampaignOptions& options, const IsolationOptions& isolation,
                              CampaignListener& listener, const std::function<bool()>& stopRequested,
                              CampaignJournal& journal);

}  // namespace swapcheck
