// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/redis_address.h"
#include "store/store.h"

namespace snug::host {

// Which store a server uses, as written after --store:
//
//   sqlite                     snug.db in the data folder
//   sqlite:/path/to/file       this file
//   redis://…[,redis://…]…     Redis, shared with other servers (see redis_address.h)
struct StoreChoice {
    QString text = QStringLiteral("sqlite");  // as it was written, with passwords
    QString sqliteFile{};                     // empty: in the data folder
    QVector<store::RedisAddress> servers{};   // none: SQLite
};

// Error: a sentence.
base::Result<StoreChoice, QString> parseStoreChoice(const QString& text);

// What people call it.
QString kindName(const StoreChoice& choice);

// The file that the store writes to; empty: it writes to none here.
QString databaseFile(const StoreChoice& choice, const QString& dataFolder);

// Opens it on the store thread, with all rooms that the contract knows, those off the record too. `redisTook`
// is told there how long each command to Redis took.
store::StoreFactory storeFactory(const StoreChoice& choice, const QString& dataFolder,
                                 std::function<void(std::chrono::nanoseconds)> redisTook = {});

// Opens it only to be read, beside the servers that use it: SQLite without a lock and without its rooms off
// the record, which are in the memory of its server.
store::StoreFactory readingFactory(const StoreChoice& choice, const QString& dataFolder);

}  // namespace snug::host
