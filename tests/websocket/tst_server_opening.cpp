// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "websocket/server_opening.h"

using namespace snug::websocket;

// What is read of a client's request; how strictly, the case list shows.
class TestServerOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheTarget_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("usual") << QByteArray("GET /a/b?c HTTP/1.1\r\nHost: x y z") << QByteArray("/a/b?c");
        QTest::newRow("alone") << QByteArray("GET / HTTP/1.1") << QByteArray("/");
        QTest::newRow("none") << QByteArray("GET\r\nHost: x y z") << QByteArray();
        QTest::newRow("no version") << QByteArray("GET /a\r\nHost: x y z") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("two spaces") << QByteArray("GET  /a HTTP/1.1") << QByteArray();
    }

    void readsTheTarget()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, target);
        QCOMPARE(requestTarget(head).toByteArray(), target);
    }
};

QTEST_GUILESS_MAIN(TestServerOpening)
#include "tst_server_opening.moc"
