// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/prepared_frame.h"

using namespace snug;
using namespace snug::net;

// The frames the server sends, and that a copy costs nothing.
class TestPreparedFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds();
    void copiesShareTheirBytes();
    void tellsWhatItIs();
};

void TestPreparedFrame::kinds()
{
    QCOMPARE(PreparedFrame::text("hi").bytes(), QByteArray("\x81\x02hi"));
    QCOMPARE(PreparedFrame::ping({}).bytes(), QByteArray("\x89\x00", 2));
    QCOMPARE(PreparedFrame::pong("p").bytes(), QByteArray("\x8a\x01p"));
    QCOMPARE(PreparedFrame::close(protocol::CloseCode::SlowReader).bytes(), QByteArray("\x88\x02\x0f\xa0"));
    QCOMPARE(PreparedFrame::close(protocol::CloseCode::SlowReader, QStringLiteral("so \u00e4")).bytes(),
             QByteArray("\x88\x07\x0f\xa0so \xc3\xa4"));
    QCOMPARE(PreparedFrame::close(std::nullopt).bytes(), QByteArray("\x88\x00", 2));
}

void TestPreparedFrame::copiesShareTheirBytes()
{
    const PreparedFrame frame = PreparedFrame::text("shared");
    const PreparedFrame copy = frame;  // NOLINT(performance-unnecessary-copy-initialization)
    QCOMPARE(static_cast<const void*>(copy.bytes().constData()),
             static_cast<const void*>(frame.bytes().constData()));
}

void TestPreparedFrame::tellsWhatItIs()
{
    QCOMPARE(PreparedFrame::text("hi").word(), "frame");
    QCOMPARE(PreparedFrame::text("hi", "message").word(), "message");
    QCOMPARE(PreparedFrame::ping({}).word(), "ping");
    QCOMPARE(PreparedFrame::pong({}).word(), "pong");
    QCOMPARE(PreparedFrame::close(std::nullopt).word(), "close");
    for (const int size : {0, 1, 125, 126, 127, 65'535, 65'536}) {
        QCOMPARE(PreparedFrame::text(QByteArray(size, 'x')).payload(), base::Bytes{size});
    }
    QCOMPARE(PreparedFrame().payload(), base::Bytes{0});
}

QTEST_GUILESS_MAIN(TestPreparedFrame)
#include "tst_prepared_frame.moc"
