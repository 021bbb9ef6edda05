// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "base/result.h"
#include "base/time.h"
#include "host/server_config.h"
#include "store/sqlite_backup.h"

namespace snug::host {

struct Backup {
    QString file;
    store::BackupFigures figures;
    QStringList removed;  // older copies
};

// Makes a verified copy of the data of a server with this configuration, snug-YYYYMMDDThhmmssZ.db in
// `folder`, and then lets all but the newest `keep` copies there go (0: none; other files are left alone).
// The server may run. Blocks; see store::backUpSqlite. Error: a sentence; what was there before stays.
base::Result<Backup, QString> backUp(const ServerConfig& config, const QString& folder, int keep,
                                     base::WallTime now);

}  // namespace snug::host
