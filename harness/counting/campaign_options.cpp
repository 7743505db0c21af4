#include "harness/counting/campaign_options.h"

namespace swapcheck {

std::vector<JudgingSlot> judgingSlotsOf(const CampaignOptions& options) {
  std::vector<JudgingSlot> slots;
  for (Family family : kFamilies)
    for (size_t s = 0; s < options.strategies.size(); ++s)
      if (familyOf(options.strategies[s]->swap) == family) slots.push_back({s, family});
  return slots;
}

}  // namespace swapcheck
