// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

#include "base/log_line.h"

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

// Sets the least level shown of all `snug.*` categories and how lines are written, to standard error; one
// place in the code writes no more than LogLimiter lets it. What ends the program is always written. Call
// it early, on the main thread; again to change that.
void installLogging(LogLevel least, LogFormat format = LogFormat::Text);

}  // namespace snug::base
