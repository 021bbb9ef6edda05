// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <QString>
#include <cstdio>
#include <mutex>

#include "base/log_limiter.h"
#include "base/log_tap.h"
#include "base/time.h"

namespace snug::base {

Q_LOGGING_CATEGORY(logRooms, "snug.rooms", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "snug.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logNet, "snug.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logHttp, "snug.http", QtInfoMsg)
Q_LOGGING_CATEGORY(logHost, "snug.host", QtInfoMsg)
Q_LOGGING_CATEGORY(logClient, "snug.client", QtInfoMsg)
Q_LOGGING_CATEGORY(logShell, "snug.shell", QtInfoMsg)

namespace {

// What the message handler needs, which is a plain function: there is one log of a program.
struct Log {
    std::mutex mutex;
    LogFormat format = LogFormat::Text;
    LogLimiter limiter;
};

Log& log()
{
    static Log only;
    return only;
}

void write(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const Now now = Now::read();
    LogRecord record{now.wall, type, QString::fromLatin1(context.category), text, 0};
    const std::lock_guard lock(log().mutex);
    if (type != QtFatalMsg) {
        // Without a place in the code, as in a library's release build, the category stands for it.
        const std::string place = context.file != nullptr
                                      ? std::string(context.file) + ':' + std::to_string(context.line)
                                      : std::string(context.category != nullptr ? context.category : "");
        const auto leftOut = log().limiter.take(place, now.steady);
        if (!leftOut) {
            return;
        }
        record.leftOut = *leftOut;
    }
    LogTap::tell(record);
    const QByteArray line = logLine(record, log().format);
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

}  // namespace

void installLogging(LogLevel least, LogFormat format)
{
    const auto shown = [least](LogLevel level) { return level >= least ? u"true" : u"false"; };
    // Qt's HTTP server warns at whatever a stranger sends that it does not like.
    QLoggingCategory::setFilterRules(QStringLiteral("snug.*.debug=%1\nsnug.*.info=%2\nsnug.*.warning=%3\n"
                                                    "qt.httpserver.warning=false")
                                         .arg(QStringView(shown(LogLevel::Debug)),
                                              QStringView(shown(LogLevel::Info)),
                                              QStringView(shown(LogLevel::Warning))));
    {
        const std::lock_guard lock(log().mutex);
        log().format = format;
    }
    qInstallMessageHandler(write);
}

}  // namespace snug::base
