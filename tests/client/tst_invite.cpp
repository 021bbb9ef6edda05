// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "client/invite.h"

using namespace snug::client;
using namespace Qt::StringLiterals;
using Code = AddressError::Code;

class InviteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("room");
        QTest::addColumn<QString>("link");
        const auto row = [](const char* text, const char* server, const char* room, const char* link) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(server)
                                << QString::fromUtf8(room) << QString::fromUtf8(link);
        };
        row("snug://host", "host", "", "snug://host");
        row(" snug://host/ ", "host", "", "snug://host");
        row("SNUG://Host:4777/Lobby", "host", "lobby", "snug://host/lobby");
        row("snug://10.0.0.7:80/lobby", "10.0.0.7:80", "lobby", "snug://10.0.0.7:80/lobby");
        row("snug://[::1]:9/den", "[::1]:9", "den", "snug://[::1]:9/den");
        row("snug://[0:0::1]", "[::1]", "", "snug://[::1]");
        row("snug://host?tls", "wss://host", "", "snug://host?tls");
        row("snug://host:443/caf%C3%A9?tls", "wss://host:443", "café", "snug://host:443/caf%C3%A9?tls");
        row("snug://host/Café%20Lobby", "host", "café-lobby", "snug://host/caf%C3%A9-lobby");
        row("snug://bücher.example", "xn--bcher-kva.example", "", "snug://xn--bcher-kva.example");
        // What people type is an invitation as well.
        row("host:1", "host:1", "", "snug://host:1");
        row("wss://host", "wss://host", "", "snug://host?tls");
    }
    void reads()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, server);
        QFETCH(const QString, room);
        QFETCH(const QString, link);
        const auto invite = Invite::parse(text);
        QVERIFY(invite.ok());
        QCOMPARE(invite->server.text(), server);
        QCOMPARE(invite->room, room);
        QCOMPARE(invite->link(), link);
        const auto again = Invite::parse(link);
        QVERIFY(again.ok());
        QVERIFY(*again == *invite);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        const auto row = [](const QString& text, Code code) {
            QTest::newRow(qPrintable(text.left(40))) << text << static_cast<int>(code);
        };
        row(u""_s, Code::Empty);
        row(u"snug:"_s, Code::BadPort);  // as a host and a port
        row(u"snug://"_s, Code::BadHost);
        row(u"snug:///lobby"_s, Code::BadHost);
        row(u"snug://host:0/lobby"_s, Code::BadPort);
        row(u"snug://ws://host"_s, Code::BadPort);
        row(u"snug://ada@host/lobby"_s, Code::Unexpected);
        row(u"snug://ada:secret@host"_s, Code::Unexpected);
        row(u"snug://host#lobby"_s, Code::Unexpected);
        row(u"snug://ho%73t"_s, Code::BadHost);
        row(u"snug://[::1"_s, Code::BadHost);
        row(u"snug://[::1%25eth0]/lobby"_s, Code::BadHost);
        row(u"snug://host/a/b"_s, Code::BadRoom);
        row(u"snug://host/a%2Fb"_s, Code::BadRoom);
        row(u"snug://host/a%"_s, Code::BadRoom);
        row(u"snug://host/a%4"_s, Code::BadRoom);
        row(u"snug://host/a%+1b"_s, Code::BadRoom);
        row(u"snug://host/%FF%FE"_s, Code::BadRoom);
        row(u"snug://host/a%00b"_s, Code::BadRoom);
        row(u"snug://host/%E2%80%AEx"_s, Code::BadRoom);  // turns the direction of writing
        row(u"snug://host/lobby?tls&more"_s, Code::Unexpected);
        row(u"snug://host/lobby?pin=1"_s, Code::Unexpected);
        row(u"snug://host?"_s, Code::Unexpected);
        row(u"http://host/lobby"_s, Code::UnknownScheme);
        row(u"javascript://host"_s, Code::UnknownScheme);
        row(u"snug://host/"_s + QString(300, u'a'), Code::BadRoom);
        row(u"snug://host/"_s + QString(5'000, u'a'), Code::TooLong);
    }
    void refuses()
    {
        QFETCH(const QString, text);
        QFETCH(const int, code);
        const auto invite = Invite::parse(text);
        QVERIFY(!invite.ok());
        QCOMPARE(static_cast<int>(invite.error().code), code);
        QVERIFY(!invite.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(InviteTest)
#include "tst_invite.moc"
