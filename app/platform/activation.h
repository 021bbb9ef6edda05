// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGuiApplication>
#include <QString>

namespace snug::platform {

// What lets a window come to the front when the person started the program or followed a link: desktops keep
// windows back that come by themselves. GUI thread.

// The token that this process was started with, for handing it over; empty: none.
inline QString activationToken()
{
    return qEnvironmentVariable("XDG_ACTIVATION_TOKEN", qEnvironmentVariable("DESKTOP_STARTUP_ID"));
}

// The next window that asks to be active does so with this token. Qt's Wayland platform takes it from the
// environment and removes it there; elsewhere it would stay, for whatever the program starts.
inline void useActivationToken(const QString& token)
{
    if (!token.isEmpty() && QGuiApplication::platformName().startsWith(QLatin1StringView("wayland"))) {
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
    }
}

}  // namespace snug::platform
