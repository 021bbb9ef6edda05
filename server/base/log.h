// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace snug::base {

// Every log category of the project, in one place. Names are `snug.<folder>`; `--log-level` and
// QT_LOGGING_RULES choose. What a stranger can trigger at will is logged at debug level only, so that nobody
// can fill the disk.
Q_DECLARE_LOGGING_CATEGORY(logRooms)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logHttp)
Q_DECLARE_LOGGING_CATEGORY(logHost)
Q_DECLARE_LOGGING_CATEGORY(logClient)
Q_DECLARE_LOGGING_CATEGORY(logShell)

enum class LogLevel { Debug, Info, Warning, Error };

// Sets the least level shown of all `snug.*` categories, and the line format: time, level, category, text,
// to standard error. Call once, early, on the main thread.
void installLogging(LogLevel least);

}  // namespace snug::base
