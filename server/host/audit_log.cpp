// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/audit_log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "protocol/codec.h"

namespace snug::host {

AuditLog::AuditLog(const QString& dataFolder, qint64 fileBytes)
    : path_(dataFolder + QStringLiteral("/audit.jsonl"))
    , fileBytes_(fileBytes)
{
}

QString AuditLog::pathOf(int age) const
{
    return age == 0 ? path_ : path_ + u'.' + QString::number(age);
}

void AuditLog::makeRoom()
{
    if (QFileInfo(path_).size() < fileBytes_) {
        return;
    }
    QFile::remove(pathOf(kFiles - 1));
    for (int age = kFiles - 2; age >= 0; --age) {
        QFile::rename(pathOf(age), pathOf(age + 1));
    }
}

base::Result<base::Done, QString> AuditLog::append(const protocol::admin::Audit& entry)
{
    QDir().mkpath(QFileInfo(path_).path());
    makeRoom();
    QFile file(path_);
    const QByteArray line = protocol::encodeAudit(entry) + '\n';
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(line) != line.size() ||
        !file.flush()) {
        return QStringLiteral("%1: %2").arg(path_, file.errorString());
    }
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return base::Done{};
}

QVector<protocol::admin::Audit> AuditLog::newest(int most) const
{
    QVector<protocol::admin::Audit> entries;
    for (int age = 0; age < 2; ++age) {
        QFile file(pathOf(age));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QByteArrayList lines = file.read(2 * fileBytes_).split('\n');
        for (auto line = lines.rbegin(); line != lines.rend() && entries.size() < most; ++line) {
            if (auto entry = protocol::decodeAudit(*line)) {
                entries.append(std::move(*entry));
            }
        }
    }
    return entries;
}

}  // namespace snug::host
