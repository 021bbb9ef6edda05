// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/backup.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include "host/server_runtime.h"

namespace snug::host {

namespace {

using namespace Qt::StringLiterals;

QString nameAt(base::WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(u"'snug-'yyyyMMdd'T'hhmmss'Z.db'"_s);
}

// Whether it is one of ours: its name is a time.
bool isCopy(const QString& name)
{
    const QDateTime time = QDateTime::fromString(name, u"'snug-'yyyyMMdd'T'hhmmss'Z.db'"_s);
    return time.isValid();
}

QStringList removeOld(const QDir& folder, int keep)
{
    QStringList copies = folder.entryList({u"snug-*.db"_s}, QDir::Files, QDir::Name);
    copies.removeIf([](const QString& name) { return !isCopy(name); });
    QStringList removed;
    for (qsizetype index = 0; keep > 0 && index < copies.size() - keep; ++index) {
        if (QFile::remove(folder.filePath(copies[index]))) {
            removed.append(folder.filePath(copies[index]));
        }
    }
    return removed;
}

}  // namespace

base::Result<Backup, QString> backUp(const ServerConfig& config, const QString& folder, int keep,
                                     base::WallTime now, const BackupTold& told)
{
    const QString source =
        databaseFile(config.store, config.dataFolder.isEmpty() ? defaultDataFolder() : config.dataFolder);
    if (source.isEmpty()) {
        return u"Redis makes its copies itself: see \"save\" and \"appendonly\" in its redis.conf."_s;
    }
    if (!QDir().mkpath(folder)) {
        return u"The folder %1 cannot be made."_s.arg(folder);
    }
    const QDir target(folder);
    const QString file = target.filePath(nameAt(now));
    const auto figures = store::backUpSqlite(source, file, told);
    if (!figures.ok()) {
        return figures.error().reason;
    }
    return Backup{file, *figures, removeOld(target, keep)};
}

base::Result<BackupFigures, QString> rehearse(const QString& copy, const BackupTold& told)
{
    if (!QFileInfo(copy).isFile()) {
        return u"There is no file %1."_s.arg(copy);
    }
    const auto figures = store::rehearseSqlite(copy, told);
    if (!figures.ok()) {
        return figures.error().reason;
    }
    return *figures;
}

}  // namespace snug::host
