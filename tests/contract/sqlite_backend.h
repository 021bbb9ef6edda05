// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "store/record_router.h"
#include "store/sqlite_store.h"

namespace snug::contract {

// The back-ends over SQLite, each in a file of the folder it is given.
inline store::StoreFactory sqliteIn(const QString& folder)
{
    return [folder](store::Store::Sink sink) -> store::Result<std::unique_ptr<store::Store>> {
        store::SqliteStore::Settings settings;
        settings.path = folder + QStringLiteral("/snug.db");
        settings.sessionLife = std::chrono::days(365 * 1'000);  // the suite turns its clock by hand
        auto opened = store::SqliteStore::open(settings, std::move(sink));
        if (!opened.ok()) {
            return opened.error();
        }
        return std::unique_ptr<store::Store>(std::move(opened).value());
    };
}

inline store::StoreFactory routerOver(const store::StoreFactory& kept)
{
    return [kept](store::Store::Sink sink) {
        const store::MemoryStore::Bounds bounds{20'000, {64 * 1024 * 1024}};
        return store::RecordRouter::make(kept, bounds, std::move(sink));
    };
}

}  // namespace snug::contract
