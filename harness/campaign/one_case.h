// A campaign of a single case number.
#pragma once

#include "harness/campaign/campaign.h"

namespace swapcheck {

/// The record that a campaign with those options gives for that number alone; their `cases`, `timeS` and `shard` have
/// no say. In this process, which must survive its strategies. Throws UnknownFeature.
RunRecord runOneCase(const CampaignOptions& options, uint64_t number);

}  // namespace swapcheck
