// Runs a campaign in worker processes.
#pragma once

#include <functional>

#include "harness/campaign/journal.h"
#include "harness/counting/campaign_listener.h"
#include "harness/processes/isolation.h"

namespace swapcheck {

/// `runCampaign` in worker processes: a crash, a hang or running out of memory is a finding and affects no other case.
/// Gives the same record for any number of processes. Throws InputError for more strategies than `kMostStrategies`, and
/// whatever `runCampaign` throws.
RunRecord runIsolatedCampaign(const CampaignOptions& options, const IsolationOptions& isolation,
                              CampaignListener& listener, const std::function<bool()>& stopRequested,
                              CampaignJournal& journal);

}  // namespace swapcheck
