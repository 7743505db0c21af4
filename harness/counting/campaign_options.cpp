#include "harness/counting/campaign_options.h"

#include "generators/stream/generate.h"

namespace swapcheck {

SwapCase caseOf(const CampaignOptions& options, uint64_t number, Family family) {
  return options.kinds ? caseOfKind(options.seed, number, family, static_cast<uint64_t>(*options.kinds))
                       : caseAt(options.seed, number, family);
}

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
