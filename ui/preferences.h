// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::ui {

enum class ThemeMode { System, Light, Dark };

// What a person can set. Plain values; the shell keeps them.
struct Preferences {
    QString nick;
    ThemeMode theme = ThemeMode::System;
    double fontScale = 1.0;  // of the system's font, 0.8 … 2.0
    bool enterSends = true;  // false: Ctrl+Enter sends, Enter breaks the line
    bool showInTray = true;
    bool keepInTray = false;  // closing the window leaves the program in the tray
    bool autostart = false;   // start with the session
    bool tellNewer = false;   // say so when a server runs a newer version

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

}  // namespace snug::ui
