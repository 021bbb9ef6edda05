// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include "support/exposition_checker.h"
#include "support/http_get.h"
#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using test::TestClient;
using test::TestServer;
using test::waitUntil;

// Many at once: everybody in a room sees the same, in the same order, without a gap.
class TestCrowd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoHundredInTwentyRooms();
    void largeRoomSummarisesPresence();
};

void TestCrowd::twoHundredInTwentyRooms()
{
    constexpr int kClients = 200;
    constexpr int kRooms = 20;
    constexpr int kEach = 20;  // messages of each client
    constexpr int kPerRoom = kClients / kRooms * kEach;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);

    TestServer server;
    QVERIFY2(server.start(), qPrintable(server.error()));
    const auto roomOf = [](int client) { return QStringLiteral("room-%1").arg(client % kRooms); };
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.push_back(std::make_unique<TestClient>());
        clients.back()->beginConnecting(server.port());
    }
    for (int i = 0; i < kClients; ++i) {
        TestClient& client = *clients[static_cast<std::size_t>(i)];
        QVERIFY(waitUntil([&] { return client.isOpen(); }));
        QVERIFY(client.hello(QStringLiteral("c%1").arg(i)));
        QVERIFY(client.ask<protocol::Joined>(protocol::Join{roomOf(i), {}}));
    }
    // Everybody talks at once, in a random order.
    std::vector<int> turns;
    for (int i = 0; i < kClients * kEach; ++i) {
        turns.push_back(i % kClients);
    }
    std::shuffle(turns.begin(), turns.end(), random);
    std::vector<int> said(kClients, 0);
    for (std::size_t turn = 0; turn < turns.size(); ++turn) {
        const auto i = static_cast<std::size_t>(turns[turn]);
        const QString text = QStringLiteral("%1/%2").arg(i).arg(++said[i]);
        clients[i]->tell(protocol::Send{roomOf(turns[turn]), text, text});
        if (turn % 50 == 0) {
            QTest::qWait(0);
        }
    }
    for (int i = 0; i < kClients; ++i) {
        TestClient& client = *clients[static_cast<std::size_t>(i)];
        QVERIFY(waitUntil([&] { return client.entries(roomOf(i)).size() >= kPerRoom; }));
    }
    for (int i = 0; i < kClients; ++i) {
        const auto entries = clients[static_cast<std::size_t>(i)]->entries(roomOf(i));
        QCOMPARE(entries.size(), qsizetype{kPerRoom});
        QCOMPARE(entries, clients[static_cast<std::size_t>(i % kRooms)]->entries(roomOf(i)));
        QSet<QString> nonces;
        for (qsizetype at = 0; at < entries.size(); ++at) {
            QCOMPARE(entries[at].seq, static_cast<quint64>(at) + 1);
            nonces.insert(entries[at].nonce);
        }
        QCOMPARE(nonces.size(), qsizetype{kPerRoom});
        QCOMPARE(clients[static_cast<std::size_t>(i)]->unreadable(), 0);
    }
    // The server counted the same.
    QVERIFY(waitUntil([&] {
        const test::ExpositionChecker metrics(
            test::httpGet(server.httpPort(), QStringLiteral("/metrics")).body);
        return metrics.complaints().isEmpty() &&
               metrics.value(QStringLiteral("snug_connections")) == kClients &&
               metrics.value(QStringLiteral("snug_rooms")) == kRooms &&
               metrics.value(QStringLiteral("snug_delivery_seconds_count")) >= kClients * kEach &&
               metrics.value(QStringLiteral("snug_delivery_seconds_sum")) > 0 &&
               metrics.value(QStringLiteral("snug_disk_free_bytes")) > 0 &&
               metrics.value(QStringLiteral("snug_capacity_used_ratio")) > 0 &&
               metrics.value(QStringLiteral("snug_store_operations_total")) >= kClients * kEach;
    }));
}

void TestCrowd::largeRoomSummarisesPresence()
{
    constexpr int kClients = 150;
    TestServer server;
    QVERIFY2(server.start(), qPrintable(server.error()));
    const QString hall = QStringLiteral("hall");
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < kClients; ++i) {
        clients.push_back(std::make_unique<TestClient>());
        clients.back()->beginConnecting(server.port());
    }
    for (int i = 0; i < kClients; ++i) {
        TestClient& client = *clients[static_cast<std::size_t>(i)];
        QVERIFY(waitUntil([&] { return client.isOpen(); }));
        QVERIFY(client.hello(QStringLiteral("c%1").arg(i, 3, 10, QLatin1Char('0'))));
        const auto joined = client.ask<protocol::Joined>(protocol::Join{hall, {}});
        QVERIFY(joined);
        QCOMPARE(joined->memberCount, i + 1);
        QVERIFY(joined->members.size() <= 100);
        QCOMPARE(joined->summarised, i + 1 > 100);
    }
    // The count is exact for everybody; the whole list comes by page.
    QVERIFY(clients.front()->sees<protocol::PresenceChange>([](const protocol::PresenceChange& change) {
        return change.summarised && change.memberCount == kClients;
    }));
    QStringList nicks;
    QString after;
    do {
        const auto page =
            clients.front()->ask<protocol::PresencePage>(protocol::ListPresence{hall, after, 40});
        QVERIFY(page);
        QCOMPARE(page->memberCount, kClients);
        for (const protocol::Member& member : page->members) {
            nicks.append(member.person.nick);
        }
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(nicks.size(), qsizetype{kClients});
    QVERIFY(std::is_sorted(nicks.begin(), nicks.end()));
}

QTEST_GUILESS_MAIN(TestCrowd)
#include "tst_crowd.moc"
