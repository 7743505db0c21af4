// Resuming interrupted campaigns from the journals in their run folders.
#pragma once

#include <filesystem>

#include "harness/campaign/saved_campaign.h"
#include "strategies/catalogue.h"

namespace swapcheck {

/// A campaign that has just begun: the options, the build, when and how it was started (from `run`), and the files that
/// its strategies come from.
SavedCampaign newCampaign(const CampaignOptions& options, const RunRecord& run,
                          const std::vector<StrategySource>& sources = {});

/// Replaces the campaign's number of cases and time by those of the options.
void setLimits(SavedCampaign& saved, const CampaignOptions& options);

/// The saved campaign in a run folder's journal, up to anything torn or damaged.
struct FoundCampaign {
  SavedCampaign saved;
  std::filesystem::path file = {};
  /// One sentence when a torn or damaged part follows, else empty.
  std::string damage = {};
};

/// Nothing when there is no journal, or an empty one. Throws InputError when it cannot be read.
std::optional<FoundCampaign> savedCampaignIn(const std::filesystem::path& folder);

/// The options that it was started with. Throws InputError when another build started it, or the saved state is
/// impossible.
CampaignOptions optionsOf(const FoundCampaign& found, const Catalogue& catalogue);

/// The record of a campaign so far, with failures unshrunk where they have not been shrunk. Loads the files that the
/// strategies come from when the catalogue lacks one of these. Throws InputError.
RunRecord recordOf(const FoundCampaign& found, const Catalogue& catalogue);

/// The record in a run folder: run.json, or the journal's when the run has not ended or the journal goes further.
/// Reports a damaged end of the journal in `damage`, if given. Throws InputError.
RunRecord readRunOrJournal(const std::filesystem::path& folder, const Catalogue& catalogue,
                           std::string* damage = nullptr);

}  // namespace swapcheck
