// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "base/result.h"
#include "base/time.h"
#include "host/server_config.h"
#include "store/sqlite_backup.h"

namespace snug::host {

using store::BackupFigures;
using store::BackupProgress;
using store::BackupTold;

struct Backup {
    QString file;
    BackupFigures figures;
    QStringList removed;  // older copies
};

// Makes a verified copy of the data of a server with this configuration, snug-YYYYMMDDThhmmssZ.db in
// `folder`, and then lets all but the newest `keep` copies there go (0: none; other files are left alone).
// The server may run. Blocks; see store::backUpSqlite, of `told` too. Error: a sentence; what was there
// before stays.
base::Result<Backup, QString> backUp(const ServerConfig& config, const QString& folder, int keep,
                                     base::WallTime now, const BackupTold& told);

// Starts a store on a copy of the copy, as a server would, and reads it; `copy` stays as it is. Blocks; see
// store::rehearseSqlite. Error: a sentence.
base::Result<BackupFigures, QString> rehearse(const QString& copy, const BackupTold& told);

}  // namespace snug::host
