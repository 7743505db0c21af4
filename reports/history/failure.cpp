#include "reports/history/failure.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace swapcheck {

HistoryError historyError(const std::filesystem::path& file, const SQLite::Exception& failure) {
  const auto sentence = [&](const char* words) {
    return HistoryError(fmt::format("{}: {} ({})", file.string(), words, failure.what()));
  };
  switch (failure.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return sentence("another program keeps it locked");
    case SQLITE_READONLY:
    case SQLITE_PERM: return sentence("is read-only: expected a file and a folder that can be written");
    case SQLITE_NOTADB: return sentence("expected an SQLite database, got something else; move it away to begin anew");
    case SQLITE_CORRUPT: return sentence("is damaged; move it away to begin anew");
    case SQLITE_CANTOPEN: return sentence("cannot be opened");
    case SQLITE_FULL:
    case SQLITE_IOERR: return sentence("cannot be read or written");
    default: return sentence("cannot be used");
  }
}

}  // namespace swapcheck
