// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <QString>

namespace snug::base {

Q_LOGGING_CATEGORY(logRooms, "snug.rooms", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "snug.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logNet, "snug.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logHttp, "snug.http", QtInfoMsg)
Q_LOGGING_CATEGORY(logHost, "snug.host", QtInfoMsg)
Q_LOGGING_CATEGORY(logClient, "snug.client", QtInfoMsg)
Q_LOGGING_CATEGORY(logShell, "snug.shell", QtInfoMsg)

void installLogging(LogLevel least)
{
    const auto shown = [least](LogLevel level) { return level >= least ? u"true" : u"false"; };
    // Qt's HTTP server warns at whatever a stranger sends that it does not like.
    QLoggingCategory::setFilterRules(QStringLiteral("snug.*.debug=%1\nsnug.*.info=%2\nsnug.*.warning=%3\n"
                                                    "qt.httpserver.warning=false")
                                         .arg(QStringView(shown(LogLevel::Debug)),
                                              QStringView(shown(LogLevel::Info)),
                                              QStringView(shown(LogLevel::Warning))));
    qSetMessagePattern(
        QStringLiteral("%{time yyyy-MM-ddThh:mm:ss.zzz} "
                       "%{if-debug}debug%{endif}%{if-info}info%{endif}%{if-warning}warning%{endif}"
                       "%{if-critical}error%{endif}%{if-fatal}fatal%{endif} %{category}: %{message}"));
}

}  // namespace snug::base
