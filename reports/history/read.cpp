// Reading runs and findings from a history.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <charconv>

#include "reports/history/failure.h"
#include "reports/history/history.h"

namespace swapcheck {
namespace {

using Json = nlohmann::ordered_json;

/// The value, or null for text that is not JSON, so that one bad row does not spoil the others.
Json jsonOf(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json() : json;
}

std::map<std::string, std::string> factsOf(const std::string& text) {
  std::map<std::string, std::string> facts;
  const Json json = jsonOf(text);
  for (const auto& [name, value] : json.items())
    if (value.is_string()) facts[name] = value.get<std::string>();
  return facts;
}

uint64_t seedOf(const std::string& text) {
  uint64_t seed = 0;
  std::from_chars(text.data(), text.data() + text.size(), seed);
  return seed;
}

constexpr const char* kRuns =
    "SELECT run, folder, started_at, seed, cases, duration_s, libtorch, device, command, ended, context FROM runs";

/// Without its verdicts and medians.
SavedRun runOf(SQLite::Statement& row) {
  const auto text = [&row](int column) { return row.getColumn(column).getString(); };
  return {.folder = text(1),
          .startedAt = text(2),
          .seed = seedOf(text(3)),
          .cases = row.getColumn(4).getInt64(),
          .durationS = row.getColumn(5).getDouble(),
          .libtorch = text(6),
          .device = text(7),
          .command = text(8),
          .ended = text(9),
          .context = factsOf(text(10))};
}

std::map<Verdict, int64_t> verdictsOf(const SQLite::Database& database, int64_t row) {
  std::map<Verdict, int64_t> counts;
  SQLite::Statement query(database, "SELECT verdict, count(*) FROM verdicts WHERE run = ? GROUP BY verdict");
  query.bind(1, row);
  while (query.executeStep())
    if (const auto verdict = verdictNamed(query.getColumn(0).getString()))
      counts[*verdict] = query.getColumn(1).getInt64();
  return counts;
}

std::vector<BenchMedian> mediansOf(const SQLite::Database& database, int64_t row) {
  std::vector<BenchMedian> medians;
  SQLite::Statement query(database,
                          "SELECT name, real_time_ns, items_per_second FROM bench WHERE run = ? ORDER BY name");
  query.bind(1, row);
  while (query.executeStep())
    medians.push_back({query.getColumn(0).getString(), query.getColumn(1).getDouble(), query.getColumn(2).getDouble()});
  return medians;
}

constexpr const char* kFindings =
    "SELECT id, strategy, property, \"check\", outcome, message, swap_case, state, first_seen, last_seen, count, runs "
    "FROM findings ORDER BY ";

constexpr const char* kLoudestFirst =
    "CASE state WHEN 'returned' THEN 0 WHEN 'new' THEN 1 WHEN 'open' THEN 2 WHEN 'flaky' THEN 3 ELSE 4 END, "
    "last_seen DESC, id";

/// NULL, for no re-test yet, sorts before all numbers.
constexpr const char* kToRetestFirst =
    "state = 'fixed', (SELECT max(run) FROM sightings WHERE finding = id AND retest <> 'not-seen'), id";

SavedFinding findingOf(SQLite::Statement& row) {
  const auto text = [&row](int column) { return row.getColumn(column).getString(); };
  return {.id = text(0),
          .strategy = text(1),
          .property = text(2),
          .check = text(3),
          .outcome = text(4),
          .message = text(5),
          .swapCase = jsonOf(text(6)),
          .state = findingStateNamed(text(7)).value_or(FindingState::Open),
          .firstSeen = text(8),
          .lastSeen = text(9),
          .count = row.getColumn(10).getInt64(),
          .runs = row.getColumn(11).getInt64()};
}

std::vector<SavedFinding> findingsBy(const SQLite::Database& database, const char* order) {
  std::vector<SavedFinding> findings;
  SQLite::Statement query(database, std::string(kFindings) + order);
  while (query.executeStep()) findings.push_back(findingOf(query));
  return findings;
}

}  // namespace

std::vector<SavedRun> History::runs(int64_t most) const {
  return explained(file_, [&] {
    std::vector<SavedRun> runs;
    SQLite::Statement query(*database_, std::string(kRuns) + " ORDER BY started_at DESC, run DESC LIMIT ?");
    query.bind(1, most);
    while (query.executeStep()) {
      const int64_t row = query.getColumn(0).getInt64();
      runs.push_back(runOf(query));
      runs.back().verdicts = verdictsOf(*database_, row);
      runs.back().medians = mediansOf(*database_, row);
    }
    return runs;
  });
}

std::vector<SavedFinding> History::findings() const {
  return explained(file_, [&] { return findingsBy(*database_, kLoudestFirst); });
}

std::vector<SavedFinding> History::corpus() const {
  return explained(file_, [&] { return findingsBy(*database_, kToRetestFirst); });
}

}  // namespace swapcheck
