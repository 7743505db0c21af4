// Adding a run to a history.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>

#include "reports/history/failure.h"
#include "reports/history/history.h"

namespace swapcheck {
namespace {

std::string textOf(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Executes a statement that gives no rows.
template <typename... Values>
void execute(SQLite::Database& database, const char* sql, const Values&... values) {
  SQLite::Statement statement(database, sql);
  SQLite::bind(statement, values...);
  statement.exec();
}

/// What a run saw of one finding.
struct Seen {
  /// The run's own failure, with summed counts; nothing when only the re-test saw it.
  std::optional<FailureRecord> failure;
  Sighting retest = Sighting::None;

  Sighting sighting() const {
    const Sighting met = !failure                                    ? Sighting::None
                         : failure->outcome == FailureOutcome::Flaky ? Sighting::Unstable
                                                                     : Sighting::Failed;
    return std::max(met, retest);
  }
};

std::map<std::string, Seen> seenBy(const RunRecord& run, const std::vector<Retest>& retests) {
  std::map<std::string, Seen> seen;
  for (const FailureRecord& failure : run.failures) {
    if (!isFinding(failure)) continue;
    auto& known = seen[failure.id].failure;
    const int64_t before = known ? known->count : 0;
    known = failure;
    known->count += before;
  }
  for (const Retest& retest : retests)
    if (retest.result != Sighting::None) seen[retest.id].retest = std::max(seen[retest.id].retest, retest.result);
  return seen;
}

std::string endOf(const RunRecord& run) { return run.ended ? std::string(runEndName(*run.ended)) : ""; }

/// A run in the history with the same folder, start and seed.
struct HeldRun {
  int64_t row;
  /// It has not been resumed since.
  bool isSame;
};

std::optional<HeldRun> heldRun(SQLite::Database& database, const RunRecord& run, const std::string& folder) {
  SQLite::Statement query(
      database, "SELECT run, cases = ? AND ended = ? FROM runs WHERE folder = ? AND started_at = ? AND seed = ?");
  SQLite::bind(query, run.cases, endOf(run), folder, run.startedAt, std::to_string(run.seed));
  if (!query.executeStep()) return std::nullopt;
  return HeldRun{query.getColumn(0).getInt64(), query.getColumn(1).getInt() != 0};
}

/// Removes that run and its effects from the history.
void removeRun(SQLite::Database& database, int64_t row) {
  execute(database, "CREATE TEMP TABLE touched AS SELECT finding AS id FROM sightings WHERE run = ?", row);
  for (const char* table : {"sightings", "verdicts", "bench", "runs"})
    execute(database, (std::string("DELETE FROM ") + table + " WHERE run = ?").c_str(), row);
  execute(database, "DELETE FROM findings WHERE id NOT IN (SELECT finding FROM sightings)");
  execute(database,
          "UPDATE findings SET count = seen.cases, runs = seen.runs, last_seen = seen.last, state = seen.state "
          "FROM (SELECT finding, sum(s.cases) AS cases, sum(failed) AS runs, "
          "max(CASE WHEN failed THEN started_at END) AS last, "
          "(SELECT state FROM sightings AS t WHERE t.finding = s.finding ORDER BY run DESC LIMIT 1) AS state FROM "
          "(SELECT *, "
          "cases > 0 OR retest IN ('failed', 'unstable') AS failed FROM sightings) AS s JOIN runs USING (run) "
          "WHERE finding IN (SELECT id FROM touched) GROUP BY finding) AS seen WHERE id = seen.finding");
  execute(database, "DROP TABLE touched");
}

int64_t addRow(SQLite::Database& database, const RunRecord& run, const std::string& folder) {
  execute(database,
          "INSERT INTO runs (folder, started_at, seed, cases, duration_s, libtorch, device, command, ended, context) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          folder, run.startedAt, std::to_string(run.seed), run.cases, run.durationS, run.libtorch, run.device,
          run.command, endOf(run), textOf(run.context));
  return database.getLastInsertRowid();
}

void addVerdicts(SQLite::Database& database, int64_t row, const RunRecord& run) {
  for (const VerdictRecord& verdict : run.verdicts)
    execute(database, "INSERT INTO verdicts VALUES (?, ?, ?, ?, ?, ?)", row, verdict.strategy, verdict.property,
            std::string(verdictName(verdict.verdict)), verdict.cases, verdict.failures);
}

/// The finding's state and first sighting, if the history has it.
FindingChange changeOf(SQLite::Database& database, const std::string& id, const RunRecord& run) {
  SQLite::Statement query(database, "SELECT state, first_seen FROM findings WHERE id = ?");
  query.bind(1, id);
  if (!query.executeStep()) return {id, std::nullopt, FindingState::New, run.startedAt};
  return {id, findingStateNamed(query.getColumn(0).getString()).value_or(FindingState::Open), FindingState::New,
          query.getColumn(1).getString()};
}

void addFinding(SQLite::Database& database, const FailureRecord& failure, const RunRecord& run) {
  execute(database, "INSERT INTO findings VALUES (?, ?, ?, ?, ?, '', '', 'new', ?, ?, 0, 0)", failure.id,
          failure.strategy, failure.property, failure.check, std::string(failureOutcomeName(failure.outcome)),
          run.startedAt, run.startedAt);
}

/// Saves the run's own case, unless the re-test has just shown that the earlier one still fails.
void saveCase(SQLite::Database& database, const Seen& seen) {
  if (!seen.failure || seen.retest >= Sighting::Failed) return;
  execute(database, "UPDATE findings SET outcome = ?, message = ?, swap_case = ? WHERE id = ?",
          std::string(failureOutcomeName(seen.failure->outcome)), seen.failure->message, textOf(seen.failure->swapCase),
          seen.failure->id);
}

void saveSighting(SQLite::Database& database, int64_t row, const FindingChange& change, const Seen& seen,
                  const RunRecord& run) {
  const int64_t cases = seen.failure ? seen.failure->count : 0;
  execute(database, "INSERT INTO sightings VALUES (?, ?, ?, ?, ?)", change.id, row, cases,
          std::string(sightingName(seen.retest)), std::string(findingStateName(change.after)));
  execute(database, "UPDATE findings SET state = ?, count = count + ? WHERE id = ?",
          std::string(findingStateName(change.after)), cases, change.id);
  if (seen.sighting() >= Sighting::Failed)
    execute(database, "UPDATE findings SET runs = runs + 1, last_seen = max(last_seen, ?) WHERE id = ?", run.startedAt,
            change.id);
}

}  // namespace

HistoryUpdate History::addRun(const RunRecord& run, const std::string& folder, const std::vector<Retest>& retests,
                              const std::vector<BenchMedian>& medians) {
  return explained(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    if (const auto held = heldRun(*database_, run, folder)) {
      if (held->isSame) return HistoryUpdate{};
      removeRun(*database_, held->row);
    }
    HistoryUpdate update{true, {}};
    const int64_t row = addRow(*database_, run, folder);
    addVerdicts(*database_, row, run);
    for (const auto& [id, seen] : seenBy(run, retests)) {
      FindingChange change = changeOf(*database_, id, run);
      if (!change.before && !seen.failure) continue;  // re-tested from another history
      change.after = stateAfter(change.before, seen.sighting());
      if (!change.before) addFinding(*database_, *seen.failure, run);
      saveCase(*database_, seen);
      saveSighting(*database_, row, change, seen, run);
      update.changes.push_back(change);
    }
    for (const BenchMedian& median : medians)
      execute(*database_, "INSERT INTO bench VALUES (?, ?, ?, ?)", row, median.name, median.realTimeNs,
              median.itemsPerSecond);
    transaction.commit();
    return update;
  });
}

}  // namespace swapcheck
