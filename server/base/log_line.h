// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QtGlobal>

#include "base/time.h"

namespace snug::base {

enum class LogFormat { Text, Json };

// What is told in one line of the log.
struct LogRecord {
    WallTime at{};
    QtMsgType type = QtInfoMsg;
    QString category;
    QString text;
    int leftOut = 0;  // like it, since the last that was written
};

// "debug", "info", "warning", "error" or "fatal".
QString levelWord(QtMsgType type);

// One line, with its end. Text: time, level, category, text; what would break the line is escaped. JSON: an
// object with "time" (ISO 8601, UTC), "level", "category", "message", and "left_out" where some were. Pure.
QByteArray logLine(const LogRecord& record, LogFormat format);

}  // namespace snug::base
