// SPDX-License-Identifier: GPL-3.0-or-later
#include <QStandardPaths>

#include "platform/autostart.h"

namespace snug::platform {

QString Autostart::fileFor(const QString& id)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return QStringLiteral("%1/autostart/%2.desktop").arg(folder, id);
}

}  // namespace snug::platform
