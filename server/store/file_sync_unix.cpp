// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_sync.h"

#include <fcntl.h>
#include <unistd.h>
#include <QFile>

namespace snug::store {

bool syncToDisk(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
#ifdef F_FULLFSYNC
    // macOS: fsync() goes no farther than the disk's own memory. Some file systems there have nothing better.
    const bool synced = ::fcntl(descriptor, F_FULLFSYNC) != -1 || ::fsync(descriptor) == 0;
#else
    const bool synced = ::fsync(descriptor) == 0;
#endif
    ::close(descriptor);
    return synced;
}

}  // namespace snug::store
