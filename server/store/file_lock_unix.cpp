// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <QFile>
#include <cerrno>
#include <utility>

namespace snug::store {

struct FileLock::Held {
    explicit Held(int held)
        : descriptor(held)
    {
    }
    Q_DISABLE_COPY_MOVE(Held)
    ~Held() { ::close(descriptor); }

    int descriptor;
};

Result<FileLock> FileLock::take(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return Error{ErrorCode::Unavailable,
                     QStringLiteral("%1 cannot be written: %2").arg(path, qt_error_string(errno))};
    }
    FileLock lock(std::make_unique<Held>(descriptor));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        char holder[24] = {};
        [[maybe_unused]] const auto size = ::read(descriptor, holder, sizeof holder - 1);
        return Error{ErrorCode::Unavailable, QStringLiteral("%1 is held by another server (process %2)")
                                                 .arg(path, QString::fromLatin1(holder).trimmed())};
    }
    // For whoever finds it held; that it could not be written takes nothing from the lock.
    const QByteArray self = QByteArray::number(qint64{::getpid()}) + '\n';
    [[maybe_unused]] const bool told =
        ::ftruncate(descriptor, 0) == 0 &&
        ::write(descriptor, self.constData(), static_cast<std::size_t>(self.size())) > 0;
    return lock;
}

FileLock::FileLock(std::unique_ptr<Held> held)
    : held_(std::move(held))
{
}

FileLock::FileLock(FileLock&& other) noexcept = default;
FileLock::~FileLock() = default;

}  // namespace snug::store
