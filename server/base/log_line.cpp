// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_line.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace snug::base {

using namespace Qt::StringLiterals;

QString levelWord(QtMsgType type)
{
    switch (type) {
        case QtDebugMsg:
            return u"debug"_s;
        case QtInfoMsg:
            return u"info"_s;
        case QtWarningMsg:
            return u"warning"_s;
        case QtCriticalMsg:
            return u"error"_s;
        case QtFatalMsg:
            break;
    }
    return u"fatal"_s;
}

namespace {

// A line stays one line, whatever somebody has put into a name.
QString onOneLine(const QString& text)
{
    QString line;
    line.reserve(text.size());
    for (const QChar unit : text) {
        if (unit == u'\n') {
            line += u"\\n"_s;
        } else if (unit.category() == QChar::Other_Control) {
            line += u"\\x%1"_s.arg(unit.unicode(), 2, 16, QLatin1Char('0'));
        } else {
            line += unit;
        }
    }
    return line;
}

}  // namespace

QByteArray logLine(const LogRecord& record, LogFormat format)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(record.at.time_since_epoch().count(), Qt::UTC);
    if (format == LogFormat::Json) {
        QJsonObject line{{u"time"_s, at.toString(Qt::ISODateWithMs)},
                         {u"level"_s, levelWord(record.type)},
                         {u"category"_s, record.category},
                         {u"message"_s, record.text}};
        if (record.leftOut > 0) {
            line.insert(u"left_out"_s, record.leftOut);
        }
        return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    }
    QString line = at.toLocalTime().toString(u"yyyy-MM-ddThh:mm:ss.zzz"_s) + u' ' + levelWord(record.type) +
                   u' ' + record.category + u": "_s + onOneLine(record.text);
    if (record.leftOut > 0) {
        line += u" (%1 more like it were left out)"_s.arg(record.leftOut);
    }
    return line.toUtf8() + '\n';
}

}  // namespace snug::base
