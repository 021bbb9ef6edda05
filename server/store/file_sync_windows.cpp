// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_sync.h"

#include <io.h>
#include <QFile>
#include <QFileInfo>

namespace snug::store {

bool syncToDisk(const QString& path)
{
    if (QFileInfo(path).isDir()) {
        return true;  // NTFS keeps its folders by a journal of its own, and takes no order
    }
    QFile file(path);
    return file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) && ::_commit(file.handle()) == 0;
}

}  // namespace snug::store
