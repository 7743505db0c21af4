// What is said of a strategy that takes long and ends.
#pragma once

#include "harness/counting/campaign_options.h"

namespace swapcheck {

/// The note "slow": the strategy took that many seconds on its case of that number, and the built-in strategies of its
/// family take so many; they are judged here by the same properties.
Note slowNote(const CampaignOptions& options, uint64_t number, Family family, double tookS);

}  // namespace swapcheck
