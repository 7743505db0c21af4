// Campaigns that were interrupted, by the journals in their run folders.
#pragma once

#include <filesystem>

#include "harness/campaign/saved_campaign.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// A campaign of which only the first entry is in its journal: the options, the build, of `run` when and how it was
/// begun, and the files that its strategies come from.
SavedCampaign newCampaign(const CampaignOptions& options, const RunRecord& run,
                          const std::vector<StrategySource>& sources = {});

/// From now on the campaign is to judge as many cases, and as long, as the options say.
void setLimits(SavedCampaign& saved, const CampaignOptions& options);

/// What a run folder's journal has saved, up to anything torn or damaged.
struct FoundCampaign {
  SavedCampaign saved;
  std::filesystem::path file = {};
  /// One sentence when something follows that is torn or damaged, else empty.
  std::string damage = {};
};

/// Nothing when there is no journal, or an empty one. Throws InputError when it cannot be read.
std::optional<FoundCampaign> savedCampaignIn(const std::filesystem::path& folder);

/// The options that it was begun with. Throws InputError when another build began it, or what was saved is impossible.
CampaignOptions optionsOf(const FoundCampaign& found, const Catalogue& catalogue);

/// The record of a campaign so far; failures that were not shrunk are as they were met. Loads the files that the
/// strategies come from when the catalogue lacks one of these. Throws InputError.
RunRecord recordOf(const FoundCampaign& found, const Catalogue& catalogue);

/// The record in a run folder: run.json, or what the journal says where the run has not come to its end, or further
/// than run.json. Says in `damage`, if asked, when the journal's end is damaged. Throws InputError.
RunRecord readRunOrJournal(const std::filesystem::path& folder, const Catalogue& catalogue,
                           std::string* damage = nullptr);

}  // namespace swapcheck
