// `swapcheck history`.
#include <nlohmann/json.hpp>
#include <ostream>

#include "harness/commands/command.h"
#include "harness/commands/options.h"
#include "harness/commands/run_history.h"
#include "reports/console/history.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

constexpr uint64_t kDefaultRuns = 10;

}  // namespace

CommandLine historyLine() {
  CommandLine line("history [OPTION]...", "Shows the latest runs, and every finding from its first sighting on.");
  line.option("db", "FILE", "the history (default: runs/history.db)");
  line.option("runs", "N", "how many runs to show (default: 10)");
  line.flag("json", "as JSON");
  return line;
}

CommandEnd runHistoryCommand(const CommandLine& line, const CommandContext& context) {
  const auto most = static_cast<int64_t>(line.number("runs", 1, INT64_MAX).value_or(kDefaultRuns));
  const History history = History::openToRead(line.path("db").value_or(kDefaultHistory));
  const auto runs = history.runs(most);
  const auto findings = history.findings();
  if (line.has("json"))
    context.out << historyJson(runs, findings).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
                << "\n";
  else
    context.out << historyText(runs, findings);
  return CommandEnd::AsDocumented;
}

}  // namespace swapcheck
