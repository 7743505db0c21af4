// A fuzz campaign in this process: judges a stream of cases and keeps what was found.
#pragma once

#include <functional>

#include "harness/campaign/journal.h"
#include "harness/counting/campaign_listener.h"
#include "harness/counting/campaign_options.h"

namespace swapcheck {

/// Runs the campaign in this process, which must survive its strategies, or goes on with the one that the journal has
/// saved; keeps the journal. The record has seed, counts, verdicts, failures, coverage and LibTorch's version;
/// `startedAt` and `command` are the caller's to fill. `stopRequested` is asked before every case. Throws HarnessError
/// when the journal cannot be written, and InputError when it is none of this campaign.
RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested, CampaignJournal& journal);

/// The record that a campaign with those options gives for that case number alone; their `cases`, `timeS` and `shard`
/// have no say. In this process, which must survive its strategies. Throws InputError.
RunRecord runOneCase(const CampaignOptions& options, uint64_t number);

}  // namespace swapcheck
