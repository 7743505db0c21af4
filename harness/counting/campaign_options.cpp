#include "harness/counting/campaign_options.h"

namespace swapcheck {

bool isRequired(const CampaignOptions& options, const Property& property) {
  return std::find(options.required.begin(), options.required.end(), &property) != options.required.end();
}

std::vector<JudgingSlot> judgingSlotsOf(const CampaignOptions& options) {
  std::vector<JudgingSlot> slots;
  for (Family family : kFamilies)
    for (size_t s = 0; s < options.strategies.size(); ++s)
      if (familyOf(options.strategies[s]->swap) == family) slots.push_back({s, family});
  return slots;
}

}  // namespace swapcheck
