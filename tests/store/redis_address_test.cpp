// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/redis_address.h"

#include <QTest>

using namespace snug;
using namespace Qt::StringLiterals;
using store::RedisAddress;

class RedisAddressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<RedisAddress>("address");
        const auto row = [](const QString& text, const RedisAddress& address) {
            QTest::newRow(qPrintable(text)) << text << address;
        };
        row(u"redis://box"_s, {{{u"box"_s, 6379}}, {}, {}, {}, {}, 0});
        row(u"redis://box:7000/3"_s, {{{u"box"_s, 7000}}, {}, {}, {}, {}, 3});
        row(u"redis://[::1]:7000/"_s, {{{u"::1"_s, 7000}}, {}, {}, {}, {}, 0});
        row(u"redis://:se%40cret@10.0.0.1"_s, {{{u"10.0.0.1"_s, 6379}}, {}, {}, {}, u"se@cret"_s, 0});
        row(u"redis://ada:pw@box/1"_s, {{{u"box"_s, 6379}}, {}, {}, u"ada"_s, u"pw"_s, 1});
        row(u"redis+unix:///run/redis.sock?db=2"_s, {{}, u"/run/redis.sock"_s, {}, {}, {}, 2});
        row(u"redis+unix://:pw@/run/r%20s"_s, {{}, u"/run/r s"_s, {}, {}, u"pw"_s, 0});
        row(u"redis+sentinel://a,b:1,[::2]/mymaster/4"_s,
            {{{u"a"_s, 26379}, {u"b"_s, 1}, {u"::2"_s, 26379}}, {}, u"mymaster"_s, {}, {}, 4});
    }
    void reads()
    {
        QFETCH(const QString, text);
        QFETCH(const RedisAddress, address);
        const auto read = store::parseRedisAddresses(text);
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error()));
        QCOMPARE(read->size(), 1);
        QVERIFY(read->first() == address);
        // What people see has no password, and is otherwise the same address.
        QVERIFY(!address.text().contains(u"pw") && !address.text().contains(u"cret"));
        RedisAddress withoutLogin = address;
        withoutLogin.user.clear();
        withoutLogin.password.clear();
        if (!address.socketPath.contains(u' ')) {
            QVERIFY(store::parseRedisAddresses(address.text())->first() == withoutLogin);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* const text :
             {"", "box", "http://box", "redis://", "redis://a b", "redis://box:0", "redis://box:70000",
              "redis://box/x", "redis://box/-1", "redis://a,b", "redis+unix://host/path", "redis+unix:///",
              "redis+sentinel://a", "redis+sentinel:///m", "redis://a,redis://", "redis+tls://a"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }
    void refuses()
    {
        QFETCH(const QString, text);
        const auto read = store::parseRedisAddresses(text);
        QVERIFY(!read.ok());
        QVERIFY(!read.error().isEmpty());
    }

    void listKeepsItsOrder()
    {
        const auto read =
            store::parseRedisAddresses(u"redis://a,redis+sentinel://s1,s2/m,redis+unix:///x,redis://b:1/2"_s);
        QVERIFY(read.ok());
        QStringList texts;
        for (const RedisAddress& address : *read) {
            texts += address.text();
        }
        QCOMPARE(texts, (QStringList{u"redis://a:6379"_s, u"redis+sentinel://s1:26379,s2:26379/m"_s,
                                     u"redis+unix:///x"_s, u"redis://b:1/2"_s}));
    }
};

QTEST_APPLESS_MAIN(RedisAddressTest)
#include "redis_address_test.moc"
