// Opening a history.
#include "reports/history/history.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "reports/history/failure.h"
#include "reports/history/schema.h"
#include "strategies/error.h"

namespace swapcheck {
namespace {

namespace fs = std::filesystem;

using DatabasePtr = std::unique_ptr<SQLite::Database>;
using Patience = std::chrono::milliseconds;

/// Absolute, so that SQLite does not take the name for a special one (":memory:", "file:...").
std::string nameFor(const fs::path& file) { return fs::absolute(file).string(); }

/// The same file as a URI that tells SQLite that nobody changes it, so that it needs no locks and no files next to it.
std::string immutableUri(const fs::path& file) {
  std::string uri = "file:";
  for (const char c : nameFor(file))
    uri += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02x}", c) : std::string(1, c);
  return uri + "?mode=ro&immutable=1";
}

void requireRegularFile(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::none)
    throw InputError(fmt::format("cannot be opened: {}", error.message()), historyPlace(file));
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw InputError(
        fmt::format("expected a regular file, got {}", fs::is_directory(status) ? "a folder" : "something else"),
        historyPlace(file));
}

void makeFolderOf(const fs::path& file) {
  std::error_code error;
  const fs::path folder = fs::absolute(file).parent_path();
  fs::create_directories(folder, error);
  if (!error && !fs::is_directory(folder)) error = std::make_error_code(std::errc::not_a_directory);
  if (error) throw InputError(fmt::format("its folder cannot be made: {}", error.message()), historyPlace(file));
}

void requireWritable(const SQLite::Database& database, const fs::path& file) {
  if (sqlite3_db_readonly(database.getHandle(), "main") == 1)
    throw InputError("is read-only: expected a file that can be written", historyPlace(file));
}

void requireSound(SQLite::Database& database, const fs::path& file) {
  const std::string found = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (found != "ok")
    throw InputError(fmt::format("is damaged; move it away to begin anew ({})", found), historyPlace(file));
}

/// Checks and migrates, naming the file in every error.
void makeCurrent(SQLite::Database& database, const fs::path& file) {
  inFile(historyPlace(file).file, [&] {
    historyVersionOf(database);
    requireSound(database, file);
    migrateHistory(database);
  });
}

/// The content of a database in memory.
DatabasePtr snapshotOf(const std::string& name, int flags, Patience patience) {
  SQLite::Database source(name, flags, static_cast<int>(patience.count()));
  auto memory = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  source.exec("BEGIN");  // waits for a lock, as a backup does not
  source.execAndGet("SELECT count(*) FROM sqlite_master");
  SQLite::Backup backup(*memory, source);
  if (const int result = backup.executeStep(-1); result != SQLITE_DONE) throw SQLite::Exception("not copied", result);
  return memory;
}

/// SQLite cannot create the files that WAL mode needs next to a database in a read-only folder.
bool isOutOfReach(const SQLite::Exception& failure, const fs::path& file) {
  const int code = failure.getErrorCode() & 0xff;
  std::error_code ignored;
  return (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && !fs::exists(nameFor(file) + "-wal", ignored);
}

}  // namespace

History::History(fs::path file, DatabasePtr database) : file_(std::move(file)), database_(std::move(database)) {}
History::History(History&&) noexcept = default;
History::~History() = default;

History History::open(const fs::path& file, Patience patience) {
  requireRegularFile(file);
  makeFolderOf(file);
  return explained(file, [&] {
    auto database = std::make_unique<SQLite::Database>(nameFor(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE,
                                                       static_cast<int>(patience.count()));
    requireWritable(*database, file);
    makeCurrent(*database, file);
    database->exec("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");
    return History(file, std::move(database));
  });
}

History History::openToRead(const fs::path& file, Patience patience) {
  requireRegularFile(file);
  if (!fs::exists(file)) throw InputError("there is no such file; `swapcheck nightly` makes one", historyPlace(file));
  return explained(file, [&] {
    DatabasePtr memory;
    try {
      // Not read-only: only a connection that may write removes the files that WAL mode puts next to this one.
      memory = snapshotOf(nameFor(file), SQLite::OPEN_READWRITE, patience);
    } catch (const SQLite::Exception& failure) {
      if (!isOutOfReach(failure, file)) throw;
      memory = snapshotOf(immutableUri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI, patience);
    }
    makeCurrent(*memory, file);
    return History(file, std::move(memory));
  });
}

}  // namespace swapcheck
