#include "harness/commands/replay_line.h"

#include <fmt/format.h>

#include "harness/commands/hand_over.h"
#include "harness/commands/strategy_sources.h"
#include "reports/console/escape.h"

namespace swapcheck {

void placeFailure(FailureRecord& failure, const std::filesystem::path& folder) {
  failure.file = "failures/" + failure.id + ".json";
  const std::string options = optionsText(failure.sources);
  failure.replay = fmt::format("{} replay {}{}{}", programCall(), options, options.empty() ? "" : " ",
                               shellQuoted((folder / failure.file).string()));
}

}  // namespace swapcheck
