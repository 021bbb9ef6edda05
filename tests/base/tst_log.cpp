// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "base/log_limiter.h"
#include "base/log_line.h"

using namespace snug::base;
using namespace Qt::StringLiterals;

class TestLog : public QObject {
    Q_OBJECT

    static LogRecord record(const QString& text, QtMsgType type = QtWarningMsg, int leftOut = 0)
    {
        return {WallTime{std::chrono::milliseconds(1'790'000'000'123)}, type, u"snug.net"_s, text, leftOut};
    }

private Q_SLOTS:
    void aTextLineHasItsParts()
    {
        const QByteArray line = logLine(record(u"it is größer"_s), LogFormat::Text);
        QVERIFY2(line.endsWith(" warning snug.net: it is größer\n"), line.constData());
        QCOMPARE(line.indexOf(' '), 23);  // 2026-09-21T14:13:20.123
        QVERIFY(logLine(record(u"x"_s, QtFatalMsg, 7), LogFormat::Text)
                    .endsWith(" fatal snug.net: x (7 more like it were left out)\n"));
    }

    // Nobody can write a line of the log, or colour the terminal, by the name they give themselves.
    void aLineIsOneLine()
    {
        const QByteArray line =
            logLine(record(u"nick \n2026-01-01 error\r\x1b[31m\u0085"_s), LogFormat::Text);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY2(line.contains("nick \\n2026-01-01 error\\x0d\\x1b[31m\\x85"), line.constData());
        QCOMPARE(logLine(record(u"a\nb"_s), LogFormat::Json).count('\n'), 1);
    }

    void aJsonLineIsAnObject()
    {
        const QByteArray line = logLine(record(u"say \"hi\"\n"_s, QtInfoMsg, 3), LogFormat::Json);
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object, (QJsonObject{{u"time"_s, u"2026-09-21T14:13:20.123Z"_s},
                                      {u"level"_s, u"info"_s},
                                      {u"category"_s, u"snug.net"_s},
                                      {u"message"_s, u"say \"hi\"\n"_s},
                                      {u"left_out"_s, 3}}));
        QVERIFY(!logLine(record(u"x"_s), LogFormat::Json).contains("left_out"));
    }

    void onePlaceCannotFillTheLog()
    {
        LogLimiter limiter;
        SteadyTime now{std::chrono::hours(1)};
        int written = 0;
        for (int line = 0; line < 1'000; ++line) {
            written += limiter.take("here:1", now).has_value() ? 1 : 0;
        }
        QCOMPARE(written, LogLimiter::kBurst);
        QCOMPARE(limiter.take("there:2", now), std::optional(0));  // others are not concerned
        now += std::chrono::seconds(1);
        QCOMPARE(limiter.take("here:1", now), std::optional(1'000 - LogLimiter::kBurst));
        QCOMPARE(limiter.take("here:1", now), std::optional(0));  // told once
    }

    void placesAreBounded()
    {
        LogLimiter limiter;
        const SteadyTime now{std::chrono::hours(1)};
        for (std::size_t place = 0; place < LogLimiter::kPlaces * 3; ++place) {
            QVERIFY(limiter.take("place:" + std::to_string(place), now));
        }
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
