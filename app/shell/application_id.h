// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::shell {

// What the desktop knows the program by: its .desktop file, icon, D-Bus name and autostart file all have this
// name (packaging/desktop).
inline QString applicationId()
{
    return QStringLiteral("chat.snug.Snug");
}

}  // namespace snug::shell
