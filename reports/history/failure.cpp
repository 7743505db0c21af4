#include "reports/history/failure.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "strategies/error.h"

namespace swapcheck {

ErrorPlace historyPlace(const std::filesystem::path& file) { return {.file = "history " + file.string()}; }

InputError historyError(const std::filesystem::path& file, const SQLite::Exception& failure) {
  const auto sentence = [&](const char* words) {
    return InputError(fmt::format("{} ({})", words, failure.what()), historyPlace(file));
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
