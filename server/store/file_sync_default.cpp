// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_sync.h"

#include <QFileInfo>

namespace snug::store {

bool syncToDisk(const QString& path)
{
    return QFileInfo(path).isReadable();
}

}  // namespace snug::store
