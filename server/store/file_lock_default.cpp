// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_lock.h"

#include <QFile>
#include <QLockFile>
#include <utility>

namespace snug::store {

struct FileLock::Held {
    explicit Held(const QString& path)
        : file(path)
    {
        file.setStaleLockTime(0);  // a server runs for months: only a holder that is gone is none
    }

    QLockFile file;
};

Result<FileLock> FileLock::take(const QString& path)
{
    auto held = std::make_unique<Held>(path);
    if (held->file.tryLock(0)) {
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);  // as the database beside it
        return FileLock(std::move(held));
    }
    if (held->file.error() != QLockFile::LockFailedError) {
        return Error{ErrorCode::Unavailable, QStringLiteral("%1 cannot be written").arg(path)};
    }
    qint64 process = 0;
    QString host;
    QString program;
    held->file.getLockInfo(&process, &host, &program);
    return Error{ErrorCode::Unavailable,
                 QStringLiteral("%1 is held by another server (process %2)").arg(path).arg(process)};
}

FileLock::FileLock(std::unique_ptr<Held> held)
    : held_(std::move(held))
{
}

FileLock::FileLock(FileLock&& other) noexcept = default;
FileLock::~FileLock() = default;

}  // namespace snug::store
