// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>
#include <vector>

#include "store/sqlite_connection.h"

namespace snug::store {

// One step from a version of the schema to the next: statements, run in order in one transaction.
using Migration = QStringList;

// Marks a file as Snug's (PRAGMA application_id): "Snug".
inline constexpr qint64 kSqliteApplication = 0x536e7567;

// How a new file comes to the schema of this program: step n leads to version n + 1. A step that was released
// is never changed; a change of the schema is a new step at the end, with a file of the older version in
// tests/store.
const std::vector<Migration>& sqliteMigrations();

// Whether this program may write the file: an empty one, or one of Snug's, no newer than `migrations` lead
// to. Writes nothing. Errors: Unavailable with a plain reason, otherwise what SQLite says.
std::optional<Error> checkSchema(SqliteConnection& connection, const std::vector<Migration>& migrations);

// Brings a checked file to version `migrations.size()`, one transaction a step, so that a crash in the middle
// leaves a whole version.
std::optional<Error> migrate(SqliteConnection& connection, const std::vector<Migration>& migrations);

}  // namespace snug::store
