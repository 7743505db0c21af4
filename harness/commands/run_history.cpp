#include "harness/commands/run_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "harness/workers/retest.h"
#include "reports/console/escape.h"
#include "reports/console/retest.h"
#include "reports/record/text.h"

namespace swapcheck {
namespace {

using Clock = std::chrono::steady_clock;

/// Whether this build has the finding's strategy and property, but the user chose others.
bool isLeftOut(const SavedFinding& finding, const CampaignOptions& chosen, const Catalogue& catalogue) {
  const Strategy* strategy = catalogue.find(finding.strategy);
  const Property* property = findProperty(finding.property);
  const auto has = [](const auto& all, const auto* one) { return !one || std::ranges::find(all, one) != all.end(); };
  return !has(chosen.strategies, strategy) || !has(chosen.properties, property);
}

/// Findings that were not re-tested, and why.
struct Untested {
  int64_t leftOut = 0;
  int64_t late = 0;

  void print(double budgetS, std::ostream& out) const {
    if (leftOut > 0)
      out << fmt::format("not re-tested: {} of strategies or properties that were not chosen\n",
                         counted(leftOut, "open finding", "open findings"));
    if (late > 0)
      out << fmt::format("not re-tested: {}, since the time for that, {}, was over\n",
                         counted(late, "open finding", "open findings"), durationText(budgetS));
  }
};

}  // namespace

void RunHistory::retest(const CampaignOptions& chosen, double budgetS, const ProcessLimits& limits) {
  try {
    if (!std::filesystem::exists(file_)) return;  // the first run: there is no history yet
    retestAll(chosen, budgetS, limits);
  } catch (const std::exception& error) {
    retestProblem_ = error.what();
  }
}

void RunHistory::retestAll(const CampaignOptions& chosen, double budgetS, const ProcessLimits& limits) {
  const Clock::time_point end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(budgetS));
  Untested untested;
  for (const SavedFinding& finding : History::openToRead(file_).corpus()) {
    if (context_.stopRequested()) return;
    const bool isOpen = finding.state != FindingState::Fixed;
    if (isLeftOut(finding, chosen, context_.catalogue)) {
      untested.leftOut += isOpen;
    } else if (Clock::now() >= end) {
      untested.late += isOpen;
    } else {
      retests_.push_back(swapcheck::retest(finding, context_.catalogue, limits));
      context_.out << retestText(finding, retests_.back()) << std::flush;
    }
  }
  untested.print(budgetS, context_.out);
}

void RunHistory::add(const RunRecord& run, const std::filesystem::path& folder,
                     const std::optional<BenchDocument>& bench) {
  try {
    History history = History::open(file_);
    const auto medians = bench ? benchMediansOf(*bench) : std::vector<BenchMedian>();
    const std::filesystem::path place = (std::filesystem::absolute(folder) / "").lexically_normal().parent_path();
    printChanges(history.addRun(run, place.string(), retests_, medians));
    context_.out << fmt::format("history: {}: {}\n", file_.string(), tallyText(history.findings()));
  } catch (const std::exception& error) {
    complain(fmt::format("{}; the run's results are in {} and complete", error.what(), folder.string()));
    return;
  }
  if (!retestProblem_.empty()) complain(retestProblem_ + "; so no finding was re-tested");
}

void RunHistory::printChanges(const HistoryUpdate& update) const {
  for (const FindingChange& change : update.changes) {
    const auto retest = std::ranges::find(retests_, change.id, &Retest::id);
    const bool passed = retest != retests_.end() && retest->result == Sighting::Passed;
    context_.out << changeText(change, passed);
  }
}

void RunHistory::complain(const std::string& sentence) const {
  context_.err << "swapcheck: " << printable(sentence) << std::endl;
}

std::vector<std::string> RunHistory::stillFailing() const {
  std::vector<std::string> ids;
  for (const Retest& retest : retests_)
    if (retest.result >= Sighting::Failed) ids.push_back(retest.id);
  return ids;
}

}  // namespace swapcheck
