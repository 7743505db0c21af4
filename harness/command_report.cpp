// `swapcheck report`.
#include <nlohmann/json.hpp>
#include <ostream>

#include "harness/command.h"
#include "harness/errors.h"
#include "harness/options.h"
#include "harness/run_folder.h"

namespace swapcheck {

int runReportCommand(const Arguments& arguments, const CommandContext& context) {
  CommandLine line("report RUN [OPTION]...",
                   "Writes report.html, summary.md and junit.xml of the run in the folder RUN.");
  line.option("out", "DIR", "folder for the report (default: RUN)");
  line.positional("run");
  if (!line.parse(arguments, context.out)) return kAsDocumented;
  if (line.texts("run").size() != 1) throw UsageError("expected one run folder: swapcheck report RUN");

  const std::filesystem::path run = line.texts("run").front();
  const RunRecord record = readRun(run);
  const auto bench = readBench(run);
  const RunFolder folder = RunFolder::create(line.path("out").value_or(run), "report", {});
  writeReports(folder.path(), record, bench);
  for (const char* file : {"report.html", "summary.md", "junit.xml"})
    context.out << (folder.path() / file).string() << "\n";
  return kAsDocumented;
}

}  // namespace swapcheck
