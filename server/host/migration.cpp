// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/migration.h"

#include <QFileInfo>
#include <algorithm>

#include "host/server_runtime.h"
#include "host/store_comparison.h"
#include "host/store_copy.h"

namespace snug::host {

using namespace Qt::StringLiterals;

namespace {

QString fileOf(const StoreChoice& choice)
{
    return databaseFile(choice, defaultDataFolder());
}

// One store to be copied to itself, or Redis servers that would belong to both.
bool overlap(const StoreChoice& a, const StoreChoice& b)
{
    if (a.servers.isEmpty() || b.servers.isEmpty()) {
        const QFileInfo file(fileOf(a));
        return a.servers.isEmpty() && b.servers.isEmpty() && file == QFileInfo(fileOf(b));
    }
    return std::any_of(a.servers.begin(), a.servers.end(), [&b](const store::RedisAddress& server) {
        return std::any_of(b.servers.begin(), b.servers.end(), [&server](const store::RedisAddress& other) {
            return other.text() == server.text();
        });
    });
}

}  // namespace

QString nameOf(const StoreChoice& choice)
{
    if (choice.servers.isEmpty()) {
        return u"sqlite:"_s + fileOf(choice);
    }
    QStringList servers;
    for (const store::RedisAddress& server : choice.servers) {
        servers.append(server.text());
    }
    return servers.join(u',');
}

base::Result<MigrationFigures, MigrationError> migrate(const StoreChoice& from, const StoreChoice& to,
                                                       const MigrationTold& told)
{
    if (overlap(from, to)) {
        return MigrationError{
            MigrationError::Kind::SameStore,
            u"%1 and %2 are the same store, or share a Redis server."_s.arg(nameOf(from), nameOf(to))};
    }
    const auto source = StoreCaller::open(readingFactory(from, defaultDataFolder()));
    if (!source) {
        return toMigrationError(source.error());
    }
    const auto target = StoreCaller::open(storeFactory(to, defaultDataFolder()));
    if (!target) {
        return toMigrationError(target.error());
    }
    MigrationFigures figures;
    StoreCopy copy(**source, **target, told, figures);
    if (const auto failed = copy.run()) {
        return *failed;
    }
    StoreComparison comparison(**source, **target, told, figures);
    if (const auto failed = comparison.run(copy.rooms(), copy.facts(), copy.sessions())) {
        return *failed;
    }
    return figures;
}

}  // namespace snug::host
