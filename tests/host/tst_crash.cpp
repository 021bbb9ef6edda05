// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "support/http_get.h"
#include "support/snugd_process.h"
#include "support/test_client.h"

using namespace snug;
using protocol::Joined;
using protocol::LogEntry;
using protocol::Position;
using test::httpGet;
using test::SnugdProcess;
using test::TestClient;
using test::waitUntil;

namespace {

constexpr int kClients = 12;
constexpr int kRooms = 3;
constexpr int kInFlight = 20;

// Someone who talks without a pause, remembers what was acknowledged, and knows how to come back.
class Talker {
public:
    Talker(int number)
        : nick_(QStringLiteral("talker-%1").arg(number))
        , room_(QStringLiteral("room-%1").arg(number % kRooms))
    {
    }

    // Connects, says hello, joins after what it has seen, and says again what was not acknowledged.
    QString comeBack(quint16 port)
    {
        if (!client_.connectTo(port)) {
            return QStringLiteral("cannot connect");
        }
        const bool wasHere = !client_.session().isEmpty();
        const auto before = client_.person();
        const auto welcome = client_.hello(nick_);
        if (!welcome) {
            return welcome.error().message;
        }
        if (wasHere && (!welcome->resumed || welcome->you != before)) {
            return QStringLiteral("came back as somebody else");
        }
        std::optional<Position> since;
        if (!epoch_.isEmpty()) {
            since = Position{epoch_, static_cast<quint64>(client_.entries(room_).size())};
        }
        const auto joined = client_.ask<Joined>(protocol::Join{room_, since});
        if (!joined) {
            return joined.error().message;
        }
        if (since && (joined->gap || joined->head.epoch != epoch_)) {
            return QStringLiteral("a gap, or another log");
        }
        if (!since && joined->head.seq != 0) {
            return QStringLiteral("the room is not new");
        }
        epoch_ = joined->head.epoch;
        const QStringList again = underWay_.values();
        underWay_.clear();
        for (const QString& nonce : again) {
            post(nonce);
        }
        return {};
    }

    // Takes acknowledgements and keeps kInFlight messages under way.
    void talk()
    {
        for (auto each = underWay_.begin(); each != underWay_.end();) {
            const auto answer = client_.answerTo(each.key());
            const auto* sent = answer ? std::get_if<protocol::Sent>(&*answer) : nullptr;
            if (sent != nullptr) {
                acknowledged_.insert(*each, sent->seq);
            }
            each = sent != nullptr ? underWay_.erase(each) : std::next(each);
        }
        while (underWay_.size() < kInFlight && client_.isOpen()) {
            post(QStringLiteral("%1#%2").arg(nick_).arg(++said_));
        }
    }

    TestClient& client() { return client_; }
    QString room() const { return room_; }
    QString epoch() const { return epoch_; }
    const QMap<QString, quint64>& acknowledged() const { return acknowledged_; }

private:
    void post(const QString& nonce)
    {
        underWay_.insert(client_.post(protocol::Send{room_, QStringLiteral("text of ") + nonce, nonce}),
                         nonce);
    }

    const QString nick_;
    const QString room_;
    QString epoch_;
    int said_ = 0;
    QMap<qint64, QString> underWay_;
    QMap<QString, quint64> acknowledged_;  // nonce → seq
    TestClient client_;
};

qsizetype acknowledgedBy(const std::vector<std::unique_ptr<Talker>>& talkers)
{
    qsizetype all = 0;
    for (const auto& talker : talkers) {
        all += talker->acknowledged().size();
    }
    return all;
}

// The whole log of a room.
QVector<LogEntry> logOf(TestClient& client, const QString& room)
{
    QVector<LogEntry> all;
    std::optional<quint64> before;
    for (bool more = true; more;) {
        const auto page = client.ask<protocol::HistoryPage>(protocol::History{room, before, 100});
        if (!page || page->entries.isEmpty()) {
            break;
        }
        all = page->entries + all;
        before = all.constFirst().seq;
        more = page->more;
    }
    return all;
}

QString storeCheck(const SnugdProcess& snugd)
{
    const auto body = httpGet(snugd.httpPort(), QStringLiteral("/health")).body;
    const QJsonObject checks = QJsonDocument::fromJson(body).object()[u"checks"].toObject();
    return checks[u"store:write"].toArray().at(0).toObject()[u"status"].toString();
}

}  // namespace

// The server is ended by force, or its disk takes nothing more: what was acknowledged is there, once.
class TestCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedUnderLoad();
    void diskThatTakesNothingMore();
};

void TestCrash::killedUnderLoad()
{
    constexpr int kRounds = 3;
    constexpr int kBeforeTheKill = 600;
    SnugdProcess snugd;
    std::vector<std::unique_ptr<Talker>> talkers;
    for (int i = 0; i < kClients; ++i) {
        talkers.push_back(std::make_unique<Talker>(i));
    }
    for (int round = 0; round <= kRounds; ++round) {
        QVERIFY2(snugd.start({QStringLiteral("--resume-events"), QStringLiteral("10000")}),
                 qPrintable(snugd.err()));
        for (const auto& talker : talkers) {
            const QString trouble = talker->comeBack(snugd.port());
            QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
        }
        const qsizetype goal = acknowledgedBy(talkers) + kBeforeTheKill;
        QVERIFY(waitUntil([&] {
            for (const auto& talker : talkers) {
                talker->talk();
            }
            return acknowledgedBy(talkers) >= goal;
        }));
        if (round < kRounds) {
            snugd.killHard();
            for (const auto& talker : talkers) {
                QVERIFY(talker->client().closed() != 0);
                talker->talk();  // what had arrived before the end counts as acknowledged
            }
        }
    }
    qInfo("%lld messages acknowledged", static_cast<long long>(acknowledgedBy(talkers)));

    for (const auto& talker : talkers) {
        // Nothing is under way any more once the log is as long as what one has seen, twice in a row.
        TestClient& client = talker->client();
        QVERIFY(waitUntil([&] {
            const auto log = logOf(client, talker->room());
            return client.entries(talker->room()).size() >= log.size();
        }));
        const auto log = logOf(client, talker->room());
        QMap<QString, quint64> found;
        for (qsizetype at = 0; at < log.size(); ++at) {
            QCOMPARE(log[at].seq, static_cast<quint64>(at) + 1);  // no gap
            QVERIFY(!found.contains(log[at].nonce));              // nothing twice
            QCOMPARE(log[at].text, QStringLiteral("text of ") + log[at].nonce);
            found.insert(log[at].nonce, log[at].seq);
        }
        for (auto each = talker->acknowledged().cbegin(); each != talker->acknowledged().cend(); ++each) {
            QVERIFY2(found.contains(each.key()), qPrintable(each.key()));
            QCOMPARE(found[each.key()], *each);
        }
        // And every client has seen all of it, over all its connections, once and in order.
        QCOMPARE(client.entries(talker->room()).mid(0, log.size()), log);
    }
}

void TestCrash::diskThatTakesNothingMore()
{
    const QString lobby = QStringLiteral("lobby");
    SnugdProcess snugd;
    QVERIFY2(snugd.start(), qPrintable(snugd.err()));
    TestClient ada;
    QVERIFY(ada.connectTo(snugd.port()) && ada.hello(QStringLiteral("ada")));
    QVERIFY(ada.ask<Joined>(protocol::Join{lobby, {}}));
    QVERIFY(ada.ask<protocol::Sent>(protocol::Send{lobby, QStringLiteral("before"), QStringLiteral("1")}));
    QVERIFY(waitUntil([&] { return storeCheck(snugd) == QStringLiteral("pass"); }));

    snugd.refuseWrites(true);
    const protocol::Send during{lobby, QStringLiteral("during"), QStringLiteral("2")};
    const auto refused = ada.ask<protocol::Sent>(during);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, protocol::ErrorCode::StoreUnavailable);
    QVERIFY(waitUntil([&] { return storeCheck(snugd) == QStringLiteral("fail"); }));
    QCOMPARE(httpGet(snugd.httpPort(), QStringLiteral("/health")).status, 503);
    QCOMPARE(httpGet(snugd.httpPort(), QStringLiteral("/readyz")).status, 503);
    QCOMPARE(httpGet(snugd.httpPort(), QStringLiteral("/livez")).status, 200);
    QVERIFY(httpGet(snugd.httpPort(), QStringLiteral("/metrics")).body.contains("\nsnug_store_up 0\n"));
    // Who is here stays, and what needs no disk works.
    QVERIFY(ada.ask<protocol::Pong>(protocol::Ping{}));
    const auto history = ada.ask<protocol::HistoryPage>(protocol::History{lobby, {}, 10});
    QVERIFY(history);
    QCOMPARE(history->entries.size(), 1);

    snugd.refuseWrites(false);
    QVERIFY(waitUntil([&] { return httpGet(snugd.httpPort(), QStringLiteral("/readyz")).status == 200; }));
    QCOMPARE(storeCheck(snugd), QStringLiteral("pass"));
    // The same nonce again, as a client would.
    const auto sent = ada.ask<protocol::Sent>(during);
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message));
    QCOMPARE(sent->seq, quint64{2});
    snugd.killHard();
    QVERIFY2(snugd.start(), qPrintable(snugd.err()));
    QVERIFY(ada.connectTo(snugd.port()) && ada.hello(QStringLiteral("ada")));
    QVERIFY(ada.ask<Joined>(protocol::Join{lobby, {}}));
    const auto log = logOf(ada, lobby);
    QCOMPARE(log.size(), 2);
    QCOMPARE(log[1].text, during.text);
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
