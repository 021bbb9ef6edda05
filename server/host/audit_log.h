// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include "base/result.h"
#include "protocol/admin_values.h"

namespace snug::host {

// What was done by who administers, in lines of JSON: `audit.jsonl` in the data folder. A file that is full
// becomes `audit.jsonl.1`, that one `.2`, and so on; kFiles are kept, of kFileBytes each.
//
// Blocks for the disk, for which each entry is flushed.
class AuditLog {
public:
    static constexpr qint64 kFileBytes = 4 * 1024 * 1024;
    static constexpr int kFiles = 5;

    explicit AuditLog(const QString& dataFolder, qint64 fileBytes = kFileBytes);

    // Error: a sentence.
    base::Result<base::Done, QString> append(const protocol::admin::Audit& entry);
    // The newest of the file that is written to and the one before it, the newest first. Lines that are none
    // are passed over.
    QVector<protocol::admin::Audit> newest(int most) const;

private:
    void makeRoom();
    QString pathOf(int age) const;

    const QString path_;
    const qint64 fileBytes_;
};

}  // namespace snug::host
