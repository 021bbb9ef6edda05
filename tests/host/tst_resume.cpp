// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include "support/test_client.h"
#include "support/test_server.h"

using namespace snug;
using protocol::Joined;
using protocol::LogEntry;
using protocol::Position;
using test::TestClient;
using test::TestServer;
using test::waitUntil;

namespace {

const QString kLobby = QStringLiteral("lobby");

bool isGapFree(const QVector<LogEntry>& entries, quint64 upTo)
{
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (entries[i].seq != static_cast<quint64>(i) + 1) {
            return false;
        }
    }
    return static_cast<quint64>(entries.size()) == upTo;
}

}  // namespace

// Coming back: exactly what was missed, in order, or a gap told plainly.
class TestResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void exactlyWhatWasMissedFollowsTheReply();
    void dropsInTheMiddleOfTraffic();
    void anOtherEpochIsAGap();
    void tooMuchMissedIsAGap();
    void olderConnectionOfTheSessionGivesWay();

private:
    bool speak(TestClient& client, int from, int to);

    std::unique_ptr<TestServer> server_;
};

void TestResume::init()
{
    server_ = std::make_unique<TestServer>();
    server_->config.hub.limits.resumeEvents = 200;
    QVERIFY2(server_->start(), qPrintable(server_->error()));
}

// Sends messages number from … to and waits until they are stored.
bool TestResume::speak(TestClient& client, int from, int to)
{
    qint64 last = 0;
    for (int i = from; i <= to; ++i) {
        last = client.post(protocol::Send{kLobby, QString::number(i), QStringLiteral("n%1").arg(i)});
    }
    return waitUntil([&] { return client.answerTo(last).has_value(); });
}

void TestResume::exactlyWhatWasMissedFollowsTheReply()
{
    TestClient ada;
    TestClient bob;
    QVERIFY(ada.connectTo(server_->port()) && ada.hello(QStringLiteral("ada")));
    QVERIFY(bob.connectTo(server_->port()) && bob.hello(QStringLiteral("bob")));
    QVERIFY(ada.ask<Joined>(protocol::Join{kLobby, {}}));
    const auto first = bob.ask<Joined>(protocol::Join{kLobby, {}});
    QVERIFY(first);
    QVERIFY(speak(ada, 1, 38));
    QVERIFY(waitUntil([&] { return bob.entries(kLobby).size() == 38; }));
    bob.drop();
    QVERIFY(speak(ada, 39, 41));

    QVERIFY(bob.connectTo(server_->port()));
    const auto welcome = bob.hello(QStringLiteral("bob"));
    QVERIFY(welcome && welcome->resumed);
    const auto joined = bob.ask<Joined>(protocol::Join{kLobby, Position{first->head.epoch, 38}});
    QVERIFY(joined);
    QVERIFY(!joined->gap);
    QCOMPARE(joined->head, (Position{first->head.epoch, 41}));
    QVERIFY(speak(ada, 42, 43));
    QVERIFY(waitUntil([&] { return bob.entries(kLobby).size() == 43; }));
    QVERIFY(isGapFree(bob.entries(kLobby), 43));

    // The reply comes before what it announces.
    bool replied = false;
    for (const protocol::ServerFrame& frame : bob.frames()) {
        if (const auto* reply = std::get_if<protocol::Reply>(&frame)) {
            replied = replied || std::holds_alternative<Joined>(reply->answer);
        } else if (std::holds_alternative<protocol::Logged>(std::get<protocol::Push>(frame))) {
            QVERIFY(replied);
        }
    }
}

void TestResume::dropsInTheMiddleOfTraffic()
{
    constexpr int kMessages = 1500;
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    TestClient ada;
    QVERIFY(ada.connectTo(server_->port()) && ada.hello(QStringLiteral("ada")));
    QVERIFY(ada.ask<Joined>(protocol::Join{kLobby, {}}));
    TestClient bob;
    QVERIFY(bob.connectTo(server_->port()) && bob.hello(QStringLiteral("bob")));
    const auto first = bob.ask<Joined>(protocol::Join{kLobby, {}});
    QVERIFY(first);

    // Ada talks on a timer, so that drops and resumes fall anywhere between her messages; never so far ahead
    // of Bob that a slow machine makes it a gap.
    int said = 0;
    QTimer talking;
    QObject::connect(&talking, &QTimer::timeout, &talking, [&] {
        for (int i = 0; i < 3 && said < kMessages && said < bob.entries(kLobby).size() + 150; ++i) {
            ++said;
            ada.tell(protocol::Send{kLobby, QString::number(said), QStringLiteral("n%1").arg(said)});
        }
    });
    talking.start(1);
    int drops = 0;
    while (said < kMessages) {
        QTest::qWait(static_cast<int>(random.bounded(30)));
        bob.drop();
        ++drops;
        QTest::qWait(static_cast<int>(random.bounded(10)));
        QVERIFY(bob.connectTo(server_->port()));
        const auto welcome = bob.hello(QStringLiteral("bob"));
        QVERIFY(welcome && welcome->resumed);
        const auto known = static_cast<quint64>(bob.entries(kLobby).size());
        const auto joined = bob.ask<Joined>(protocol::Join{kLobby, Position{first->head.epoch, known}});
        QVERIFY(joined);
        QVERIFY2(!joined->gap, qPrintable(QStringLiteral("since %1, head %2, epoch %3 %4")
                                              .arg(known)
                                              .arg(joined->head.seq)
                                              .arg(first->head.epoch, joined->head.epoch)));
    }
    QVERIFY(waitUntil(
        [&] { return bob.entries(kLobby).size() >= kMessages && ada.entries(kLobby).size() >= kMessages; }));
    QVERIFY(isGapFree(bob.entries(kLobby), kMessages));
    QCOMPARE(bob.entries(kLobby), ada.entries(kLobby));
    qInfo("%d drops in %d messages", drops, kMessages);
    QVERIFY(drops >= 5);
}

void TestResume::anOtherEpochIsAGap()
{
    TestClient ada;
    QVERIFY(ada.connectTo(server_->port()) && ada.hello(QStringLiteral("ada")));
    QVERIFY(ada.ask<Joined>(protocol::Join{kLobby, {}}));
    QVERIFY(speak(ada, 1, 5));
    const auto joined = ada.ask<Joined>(protocol::Join{kLobby, Position{QStringLiteral("elsewhere"), 2}});
    QVERIFY(joined);
    QVERIFY(joined->gap);
    QCOMPARE(joined->head.seq, quint64{5});
    // From the future of this very log: nothing there can be told either.
    const auto future = ada.ask<Joined>(protocol::Join{kLobby, Position{joined->head.epoch, 99}});
    QVERIFY(future);
    QVERIFY(future->gap);
}

void TestResume::tooMuchMissedIsAGap()
{
    TestClient ada;
    QVERIFY(ada.connectTo(server_->port()) && ada.hello(QStringLiteral("ada")));
    const auto first = ada.ask<Joined>(protocol::Join{kLobby, {}});
    QVERIFY(first);
    QVERIFY(speak(ada, 1, 201));
    TestClient bob;
    QVERIFY(bob.connectTo(server_->port()) && bob.hello(QStringLiteral("bob")));
    const auto gap = bob.ask<Joined>(protocol::Join{kLobby, Position{first->head.epoch, 0}});
    QVERIFY(gap);
    QVERIFY(gap->gap);
    TestClient eve;
    QVERIFY(eve.connectTo(server_->port()) && eve.hello(QStringLiteral("eve")));
    const auto exact = eve.ask<Joined>(protocol::Join{kLobby, Position{first->head.epoch, 1}});
    QVERIFY(exact);
    QVERIFY(!exact->gap);
    QVERIFY(waitUntil([&] { return eve.entries(kLobby).size() == 200; }));
    QVERIFY(bob.ask<protocol::Pong>(protocol::Ping{}));
    QVERIFY(bob.entries(kLobby).isEmpty());  // nothing is replayed over a gap
}

void TestResume::olderConnectionOfTheSessionGivesWay()
{
    TestClient before;
    QVERIFY(before.connectTo(server_->port()) && before.hello(QStringLiteral("ada")));
    QVERIFY(before.ask<Joined>(protocol::Join{kLobby, {}}));
    TestClient after;
    QVERIFY(after.connectTo(server_->port()));
    const auto welcome = after.helloAs(QStringLiteral("ada"), before.session());
    QVERIFY(welcome && welcome->resumed);
    QCOMPARE(welcome->you, before.person());
    QCOMPARE(before.closed(), 4100);
    // A session that nobody knows is a new person.
    TestClient other;
    QVERIFY(other.connectTo(server_->port()));
    const auto unknown = other.helloAs(QStringLiteral("bob"), QStringLiteral("no-such-session"));
    QVERIFY(unknown && !unknown->resumed);
    QVERIFY(unknown->you.user != after.person().user);
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
