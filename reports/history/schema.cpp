#include "reports/history/schema.h"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <iterator>

#include "strategies/error.h"

namespace swapcheck {
namespace {

/// Seeds are text, since SQLite's integers have a sign; contexts and cases are JSON; times are UTC, ISO 8601.
constexpr const char* kRunsAndFindings = R"(
  CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,
    started_at TEXT NOT NULL,
    seed TEXT NOT NULL,
    cases INTEGER NOT NULL,
    duration_s REAL,
    libtorch TEXT NOT NULL,
    device TEXT NOT NULL,
    command TEXT NOT NULL,
    ended TEXT NOT NULL,
    context TEXT NOT NULL,
    UNIQUE (folder, started_at, seed));
  CREATE TABLE verdicts (
    run INTEGER NOT NULL REFERENCES runs,
    strategy TEXT NOT NULL,
    property TEXT NOT NULL,
    verdict TEXT NOT NULL,
    cases INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    PRIMARY KEY (run, strategy, property)) WITHOUT ROWID;
  CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    strategy TEXT NOT NULL,
    property TEXT NOT NULL,
    "check" TEXT NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT NOT NULL,
    swap_case TEXT NOT NULL,
    state TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    count INTEGER NOT NULL,
    runs INTEGER NOT NULL) WITHOUT ROWID;
  -- What each run saw of a finding: how many of its cases failed, how the re-test went, and the state after it.
  CREATE TABLE sightings (
    finding TEXT NOT NULL REFERENCES findings,
    run INTEGER NOT NULL REFERENCES runs,
    cases INTEGER NOT NULL,
    retest TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (finding, run)) WITHOUT ROWID;
)";

constexpr const char* kBenchMedians = R"(
  CREATE TABLE bench (
    run INTEGER NOT NULL REFERENCES runs,
    name TEXT NOT NULL,
    real_time_ns REAL NOT NULL,
    items_per_second REAL NOT NULL,
    PRIMARY KEY (run, name)) WITHOUT ROWID;
)";

/// Entry k turns version k into version k + 1. Released entries never change; new ones are appended.
constexpr const char* kMigrations[] = {kRunsAndFindings, kBenchMedians};
static_assert(std::size(kMigrations) == kHistoryVersion);

}  // namespace

int historyVersionOf(SQLite::Database& database) {
  const int application = database.execAndGet("PRAGMA application_id").getInt();
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  const int tables = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
  if (application == 0 && version == 0 && tables == 0) return 0;
  if (application != kHistoryApplication || version < 1)
    throw InputError("expected a history of swapcheck, got a database of another program");
  if (version > kHistoryVersion)
    throw InputError(
        fmt::format("a later version of swapcheck wrote it: expected a history of version 1 to {}, got version {}",
                    kHistoryVersion, version));
  return version;
}

void migrateHistory(SQLite::Database& database, int version) {
  if (historyVersionOf(database) >= version) return;
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  for (int next = historyVersionOf(database); next < version; ++next) database.exec(kMigrations[next]);
  database.exec(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kHistoryApplication, version));
  transaction.commit();
}

}  // namespace swapcheck
