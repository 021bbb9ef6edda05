// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/store_choice.h"

#include "store/record_router.h"
#include "store/redis_store.h"
#include "store/sqlite_reader.h"
#include "store/sqlite_store.h"

namespace snug::host {

using namespace Qt::StringLiterals;

namespace {

store::StoreFactory sqliteFactory(const QString& file)
{
    store::SqliteStore::Settings settings;
    settings.path = file;
    const auto kept = [settings](store::Store::Sink sink) -> store::Result<std::unique_ptr<store::Store>> {
        auto opened = store::SqliteStore::open(settings, std::move(sink));
        if (!opened) {
            return opened.error();
        }
        return std::unique_ptr<store::Store>(std::move(opened).value());
    };
    return [kept](store::Store::Sink sink) { return store::RecordRouter::make(kept, {}, std::move(sink)); };
}

}  // namespace

base::Result<StoreChoice, QString> parseStoreChoice(const QString& text)
{
    const QString file = text.section(u':', 1);
    if (text == u"sqlite" || (text.startsWith(u"sqlite:") && !file.isEmpty())) {
        return StoreChoice{text, file, {}};
    }
    if (!text.startsWith(u"redis")) {
        return u"\"%1\" is no store: sqlite, sqlite:FILE or redis://HOST"_s.arg(text);
    }
    auto servers = store::parseRedisAddresses(text);
    if (!servers) {
        return servers.error();
    }
    return StoreChoice{text, QString(), *servers};
}

QString kindName(const StoreChoice& choice)
{
    const qsizetype servers = choice.servers.size();
    return servers == 0   ? QStringLiteral("SQLite")
           : servers == 1 ? QStringLiteral("Redis")
                          : QStringLiteral("Redis, %1 servers").arg(servers);
}

QString databaseFile(const StoreChoice& choice, const QString& dataFolder)
{
    if (!choice.servers.isEmpty()) {
        return {};
    }
    return choice.sqliteFile.isEmpty() ? dataFolder + u"/snug.db"_s : choice.sqliteFile;
}

store::StoreFactory storeFactory(const StoreChoice& choice, const QString& dataFolder,
                                 std::function<void(std::chrono::nanoseconds)> redisTook)
{
    if (choice.servers.isEmpty()) {
        return sqliteFactory(databaseFile(choice, dataFolder));
    }
    store::RedisStore::Settings settings;
    settings.servers = choice.servers;
    settings.took = std::move(redisTook);
    return [settings](store::Store::Sink sink) { return store::RedisStore::open(settings, std::move(sink)); };
}

store::StoreFactory readingFactory(const StoreChoice& choice, const QString& dataFolder)
{
    const QString file = databaseFile(choice, dataFolder);
    if (file.isEmpty()) {
        return storeFactory(choice, dataFolder);
    }
    return [file](store::Store::Sink sink) { return store::SqliteReader::open(file, std::move(sink)); };
}

}  // namespace snug::host
