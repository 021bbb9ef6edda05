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
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

}  // namespace snug::store
