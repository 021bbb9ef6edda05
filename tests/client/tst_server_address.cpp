// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "client/server_address.h"

using namespace snug::client;
using Code = AddressError::Code;

class ServerAddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        const auto row = [](const char* typed, const char* text, const char* url) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(text)
                                 << QString::fromUtf8(url);
        };
        row("lan", "lan", "ws://lan:4777/");
        row("  Lan.Local ", "lan.local", "ws://lan.local:4777/");
        row("10.0.0.7:80", "10.0.0.7:80", "ws://10.0.0.7:80/");
        row("host:4777", "host", "ws://host:4777/");
        row("ws://host:1/", "host:1", "ws://host:1/");
        row("SNUG://host", "host", "ws://host:4777/");
        row("snug://[::1]:9", "[::1]:9", "ws://[::1]:9/");
        row("[0:0::1]", "[::1]", "ws://[::1]:4777/");
        row("fe80::2", "[fe80::2]", "ws://[fe80::2]:4777/");
        row("bücher.example", "xn--bcher-kva.example", "ws://bücher.example:4777/");
        row("wss://host", "wss://host", "wss://host:4777/");
        row("WSS://Host:443/", "wss://host:443", "wss://host:443/");
        row("wss://[::1]", "wss://[::1]", "wss://[::1]:4777/");
        row("my_pc:65535", "my_pc:65535", "ws://my_pc:65535/");
    }
    void parses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, text);
        QFETCH(QString, url);
        const auto address = ServerAddress::parse(typed);
        QVERIFY2(address.ok(), qPrintable(typed));
        QCOMPARE(address->text(), text);
        QCOMPARE(address->url(), QUrl(url));
        const auto again = ServerAddress::parse(text);
        QVERIFY(again.ok());
        QVERIFY(*again == *address);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("code");
        const auto row = [](const QString& typed, Code code) {
            QTest::newRow(qPrintable(QStringLiteral("'%1'").arg(typed.left(40))))
                << typed << static_cast<int>(code);
        };
        row(QStringLiteral(""), Code::Empty);
        row(QStringLiteral("   "), Code::Empty);
        row(QStringLiteral("http://host"), Code::UnknownScheme);
        row(QStringLiteral("https://host"), Code::UnknownScheme);
        row(QStringLiteral("host:"), Code::BadPort);
        row(QStringLiteral("host:0"), Code::BadPort);
        row(QStringLiteral("host:65536"), Code::BadPort);
        row(QStringLiteral("host:+1x"), Code::BadPort);
        row(QStringLiteral(":80"), Code::BadHost);
        row(QStringLiteral("[::1"), Code::BadHost);
        row(QStringLiteral("[host]:1"), Code::BadHost);
        row(QStringLiteral("::1:x:y"), Code::BadHost);
        row(QStringLiteral("two words"), Code::BadHost);
        row(QStringLiteral("a").repeated(300), Code::BadHost);
        row(QStringLiteral("[::1]80"), Code::Unexpected);
        row(QStringLiteral("ada@host"), Code::Unexpected);
        row(QStringLiteral("host/room"), Code::Unexpected);
        row(QStringLiteral("host?x"), Code::Unexpected);
    }
    void refuses()
    {
        QFETCH(QString, typed);
        QFETCH(int, code);
        const auto address = ServerAddress::parse(typed);
        QVERIFY(!address.ok());
        QCOMPARE(static_cast<int>(address.error().code), code);
        QVERIFY(!address.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ServerAddressTest)
#include "tst_server_address.moc"
