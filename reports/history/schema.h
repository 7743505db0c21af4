// The tables of a history, and the migration of older versions.
#pragma once

#include <SQLiteCpp/Database.h>

#include <stdexcept>

namespace swapcheck {

/// Version of the tables that this build writes ("user_version"); it reads this one and all earlier ones.
inline constexpr int kHistoryVersion = 2;

/// Marks a database as a history ("application_id"): "swap" in ASCII.
inline constexpr int kHistoryApplication = 0x73776170;

/// Version of a history; 0 for an empty database. Throws InputError and SQLite::Exception.
int historyVersionOf(SQLite::Database& database);

/// Brings an empty database or a history of an earlier version to `version`, all or nothing. Throws likewise.
void migrateHistory(SQLite::Database& database, int version = kHistoryVersion);

}  // namespace swapcheck
