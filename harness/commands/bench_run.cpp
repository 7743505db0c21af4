#include "harness/commands/bench_run.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "harness/commands/progress.h"
#include "harness/storage/host_context.h"
#include "harness/workers/sweep_isolated.h"

namespace swapcheck {

BenchDocument benchInto(const RunFolder& folder, const BenchOptions& options, const CommandContext& context) {
  ProgressLine line(context.err, context.terminal);
  SweepOptions sweep;
  sweep.strategies = options.strategies;
  sweep.effort = options.effort;
  sweep.budgetS = options.budgetS;
  sweep.context = hostContext();
  sweep.stopRequested = context.stopRequested;
  sweep.onProgress = [&line](const SweepProgress& progress) {
    line.show([&] { return fmt::format("bench {}/{}: {}", progress.done, progress.total, progress.name); });
  };
  const nlohmann::ordered_json bench = runSweepIsolated(sweep);
  folder.writeBench(bench);
  return benchDocumentOf(bench);
}

}  // namespace swapcheck
