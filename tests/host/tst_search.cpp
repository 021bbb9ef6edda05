// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "support/redis_process.h"
#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using namespace Qt::StringLiterals;
using protocol::Found;
using protocol::Search;
using test::TestClient;
using test::TestServer;

namespace {

const QString kRoom = u"den"_s;
constexpr int kSaid = 120;

bool enter(TestClient& client, quint16 port, const QString& nick)
{
    return client.connectTo(port) && client.hello(nick).ok() &&
           client.ask<protocol::Joined>(protocol::Join{kRoom, {}}).ok();
}

// Every seq that is found, newest first, page by page.
QVector<quint64> search(TestClient& client, const QString& text, int limit)
{
    QVector<quint64> seqs;
    std::optional<quint64> before;
    do {
        const auto found = client.ask<Found>(Search{kRoom, text, before, limit});
        if (!found || found->entries.size() > limit) {
            return {};
        }
        for (const protocol::LogEntry& entry : found->entries) {
            seqs.append(entry.seq);
        }
        before = found->next;
    } while (before);
    return seqs;
}

}  // namespace

// A search through the whole server, on every kind of store.
class TestSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSaidIsFound_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::addColumn<bool>("redis");
        QTest::newRow("kept") << true << false;
        QTest::newRow("off the record") << false << false;
        QTest::newRow("kept in Redis") << true << true;
        QTest::newRow("off the record in Redis") << false << true;
    }

    void whatWasSaidIsFound()
    {
        QFETCH(bool, keep);
        QFETCH(bool, redis);
        test::RedisProcess process;
        QVERIFY(!redis || process.start());
        TestServer server;
        if (redis) {
            server.config.store = *host::parseStoreChoice(process.address());
        }
        QVERIFY2(server.start(), qPrintable(server.error()));
        TestClient maker;
        QVERIFY(maker.connectTo(server.port()) && maker.hello(u"maker"_s).ok());
        QVERIFY(maker.ask<protocol::Created>(protocol::CreateRoom{kRoom, {}, keep}).ok());
        TestClient ada;
        QVERIFY(enter(ada, server.port(), u"ada"_s));
        QVector<quint64> all;
        QVector<quint64> tens;
        for (int count = 1; count <= kSaid; ++count) {
            const QString text = u"Grüße, %1 %2"_s.arg(count).arg(count % 10 == 0 ? u"tea"_s : u"milk"_s);
            QVERIFY(ada.ask<protocol::Sent>(protocol::Send{kRoom, text, QString::number(count)}).ok());
            all.prepend(static_cast<quint64>(count));
            if (count % 10 == 0) {
                tens.prepend(static_cast<quint64>(count));
            }
        }
        QCOMPARE(search(ada, u"GRUSSE"_s, 7), all);
        QCOMPARE(search(ada, u"tea grüsse"_s, 5), tens);
        QCOMPARE(search(ada, u"40 tea"_s, 5), (QVector<quint64>{40}));
        QCOMPARE(search(ada, u"coffee"_s, 5), QVector<quint64>());
        if (!keep) {
            return;
        }
        // After a restart too, whose store indexes what it finds.
        QVERIFY(server.restart());
        TestClient bob;
        QVERIFY(enter(bob, server.port(), u"bob"_s));
        QCOMPARE(search(bob, u"tea"_s, 5), tens);
        QTest::qWait(300);
        QCOMPARE(search(bob, u"tea"_s, 5), tens);
        QVERIFY(bob.ask<protocol::Sent>(protocol::Send{kRoom, u"more tea"_s, u"more"_s}).ok());
        tens.prepend(kSaid + 1);
        QCOMPARE(search(bob, u"tea"_s, 5), tens);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
