// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/autostart.h"

namespace snug::platform {

QString Autostart::fileFor(const QString& /*id*/)
{
    return {};
}

}  // namespace snug::platform
