#include "harness/workers/slow_note.h"

#include <fmt/format.h>

#include <algorithm>

#include "generators/stream/generate.h"
#include "harness/processes/channel.h"
#include "reports/record/text.h"
#include "strategies/catalogue.h"

namespace swapcheck {
namespace {

/// Seconds that each built-in strategy of the family takes on the case.
std::vector<double> secondsOfBuiltin(const PreparedCase& prepared, const std::vector<const Property*>& properties) {
  const Catalogue catalogue = builtinCatalogue();
  std::vector<double> seconds;
  for (const Strategy& strategy : catalogue.strategies()) {
    if (familyOf(strategy.swap) != prepared.swapCase.family()) continue;
    const int64_t begunNs = steadyNs();
    judge(strategy, prepared, properties);
    seconds.push_back(static_cast<double>(steadyNs() - begunNs) / 1e9);
  }
  return seconds;
}

}  // namespace

Note slowNote(const CampaignOptions& options, uint64_t number, Family family, double tookS) {
  const PreparedCase prepared(caseOf(options, number, family));
  const auto seconds = secondsOfBuiltin(prepared, options.properties);
  const auto [fastest, slowest] = std::minmax_element(seconds.begin(), seconds.end());
  return {"slow", fmt::format("it took {} on a case of {} elements, where the built-in strategies take {} to {}; "
                              "--max-numel leaves out larger cases",
                              durationText(tookS), numelOf(prepared.swapCase.shape), durationText(*fastest),
                              durationText(*slowest))};
}

}  // namespace swapcheck
