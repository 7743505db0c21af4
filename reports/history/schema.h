// The tables of a history, and how older ones become today's.
#pragma once

#include <SQLiteCpp/Database.h>

#include <stdexcept>

namespace swapcheck {

/// Version of the tables that this build writes ("user_version"); it takes this one and all before it.
inline constexpr int kHistoryVersion = 2;

/// Marks a database as a history ("application_id"): "swap" in ASCII.
inline constexpr int kHistoryApplication = 0x73776170;

/// Version of a history; 0 for an empty database. Throws InputError and SQLite::Exception.
int historyVersionOf(SQLite::Database& database);

/// Brings an empty database or a history of an earlier version to `version`, all or nothing. Throws likewise.
void migrateHistory(SQLite::Database& database, int version = kHistoryVersion);

}  // namespace swapcheck
