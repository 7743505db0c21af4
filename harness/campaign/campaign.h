// A fuzz campaign in this process: judges a stream of cases and records what it finds.
#pragma once

#include <functional>

#include "harness/campaign/journal.h"
#include "harness/counting/campaign_listener.h"
#include "harness/counting/campaign_options.h"

namespace swapcheck {

/// Runs the campaign, or resumes the one saved in the journal, in this process, which must survive its strategies;
/// saves to the journal as it goes. The record has seed, counts, verdicts, failures, coverage and LibTorch's version;
/// the caller fills in `startedAt` and `command`. `stopRequested` is called before every case. Throws HarnessError when
/// the journal cannot be written, and InputError when it belongs to another campaign.
RunRecord runCampaign(const CampaignOptions& options, CampaignListener& listener,
                      const std::function<bool()>& stopRequested, CampaignJournal& journal);

/// Judges that case number alone, in this process, which must survive its strategies; ignores the options' `cases`,
/// `timeS` and `shard`. Throws InputError.
RunRecord runOneCase(const CampaignOptions& options, uint64_t number);

}  // namespace swapcheck
