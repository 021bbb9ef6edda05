// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"
#include "rooms/sample_history.h"

using namespace snug;
using namespace snug::protocol;
using test::HubRig;

namespace {

using namespace Qt::StringLiterals;

template <class T>
std::vector<T> told(HubRig& rig, base::ConnectionId to)
{
    std::vector<T> out;
    for (const AdminPush& push : rig.pushes<AdminPush>(to)) {
        if (const T* const wanted = std::get_if<T>(&push)) {
            out.push_back(*wanted);
        }
    }
    return out;
}

admin::Watch everything()
{
    return {true, true, true, true, true, 0};
}

rooms::Observed observed(base::WallTime at, int connections)
{
    rooms::Observed observed;
    observed.overview.now.at = at;
    observed.overview.now.connections = connections;
    return observed;
}

admin::Connection measuredOf(base::ConnectionId id, quint64 framesIn, double idle = 0)
{
    admin::Connection row;
    row.id = static_cast<quint64>(id);
    row.framesIn = framesIn;
    row.idleSeconds = idle;
    return row;
}

const admin::Room* find(const std::vector<admin::Rooms>& pushes, const QString& name)
{
    const admin::Room* found = nullptr;
    for (const admin::Rooms& push : pushes) {
        for (const admin::Room& row : push.rows) {
            if (row.name == name) {
                found = &row;
            }
        }
    }
    return found;
}

}  // namespace

// What who watches the server is told, and that nobody is told anything who does not.
class TestHubWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsToldAnythingWhoDoesNotWatch()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.give(observed(rig.now.wall, 1));
        rig.give(rooms::LogWritten{{{rig.now.wall, u"info"_s, u"snug.host"_s, u"hello"_s}}});
        rig.pass(std::chrono::seconds{3});
        QVERIFY(rig.pushes<AdminPush>(ada).empty());
        QCOMPARE(rig.measures, 0);
    }

    void theOverviewComesWithItsPast()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        for (int second = 0; second < 100; ++second) {
            rig.now.wall += std::chrono::seconds{1};
            rig.give(observed(rig.now.wall, second));
        }
        const qint64 watch = rig.say(ada, AdminCommand{everything()});
        const auto past = std::get<admin::Watching>(rig.answer<AdminAnswer>(ada, watch));
        QCOMPARE(past.minute.size(), 60);
        QCOMPARE(past.minute.constLast().connections, 99);
        QCOMPARE(past.hour.size(), 9);
        QCOMPARE(past.hour.constFirst().connections, 5);  // the mean of 0…10
        QVERIFY(past.day.isEmpty());
        rig.give(observed(rig.now.wall, 7));
        QCOMPARE(told<admin::Overview>(rig, ada).back().now.connections, 7);
        QCOMPARE(told<admin::Overview>(rig, ada).back().now.people, 1);
    }

    void whoStopsWatchingIsToldNoMore()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, AdminCommand{everything()});
        rig.say(ada, AdminCommand{admin::Watch{}});
        rig.inbox[ada].pushes.clear();
        rig.give(observed(rig.now.wall, 1));
        rig.pass(std::chrono::seconds{2});
        QVERIFY(rig.pushes<AdminPush>(ada).empty());
    }

    void connectionsComeWholeAndThenAsTheyChange()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        rig.openInner();
        rig.say(ada, AdminCommand{everything()});
        auto pushes = told<admin::Connections>(rig, ada);
        QCOMPARE(pushes.size(), std::size_t{1});
        QVERIFY(pushes.front().whole);
        QCOMPARE(pushes.front().rows.size(), 2);

        rig.pass(std::chrono::seconds{1});
        QCOMPARE(rig.measures, 1);
        rig.inbox[ada].pushes.clear();
        rig.give(rooms::Measured{{measuredOf(ada, 3), measuredOf(bob, 5)}});
        pushes = told<admin::Connections>(rig, ada);
        QCOMPARE(pushes.front().rows.size(), 2);
        rig.give(rooms::Measured{{measuredOf(ada, 4), measuredOf(bob, 5, 0.4)}});
        pushes = told<admin::Connections>(rig, ada);
        QCOMPARE(pushes.back().rows.size(), 1);  // half a second of silence is no news
        QCOMPARE(pushes.back().rows.constFirst().nick, u"ada"_s);

        rig.close(bob, true);
        rig.pass(std::chrono::seconds{1});
        QCOMPARE(told<admin::Connections>(rig, ada).back().gone, QVector<quint64>{static_cast<quint64>(bob)});
    }

    void manyConnectionsComeInParts()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        for (int each = 0; each < admin::kRows; ++each) {
            rig.open();
        }
        rig.say(ada, AdminCommand{everything()});
        const auto pushes = told<admin::Connections>(rig, ada);
        QCOMPARE(pushes.size(), std::size_t{2});
        QVERIFY(pushes.front().whole && !pushes.back().whole);
        QCOMPARE(pushes.front().rows.size() + pushes.back().rows.size(), admin::kRows + 1);
    }

    void roomsAreToldWithWhatTheyTakeAlsoThoseWithNobodyIn()
    {
        rooms::HubConfig config;
        config.retainDays = 30;
        config.retainMessages = 2'000;
        HubRig rig(config);
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, CreateRoom{u"den"_s, u"quiet"_s, true});
        rig.say(ada, CreateRoom{u"attic"_s, {}, false});
        rig.say(ada, Join{u"lobby"_s, {}});
        rig.say(ada, Send{u"lobby"_s, u"hi"_s, u"n1"_s});
        rig.say(ada, AdminCommand{everything()});
        auto pushes = told<admin::Rooms>(rig, ada);
        QVERIFY(pushes.front().whole);
        QVERIFY(find(pushes, u"den"_s) != nullptr);
        QCOMPARE(find(pushes, u"den"_s)->topic, u"quiet"_s);
        QCOMPARE(find(pushes, u"lobby"_s)->entries, quint64{1});
        QVERIFY(find(pushes, u"lobby"_s)->storedBytes > 0);
        QCOMPARE(find(pushes, u"lobby"_s)->members, 1);
        QCOMPARE(find(pushes, u"den"_s)->retainDays, 30);
        QCOMPARE(find(pushes, u"den"_s)->retainMessages, 2'000);
        QCOMPARE(find(pushes, u"attic"_s)->retainDays, 0);
        QCOMPARE(find(pushes, u"attic"_s)->retainMessages, 0);

        rig.pass(std::chrono::seconds{1});
        for (int n = 0; n < 5; ++n) {
            rig.say(ada, Send{u"lobby"_s, u"hi"_s, u"m%1"_s.arg(n)});
        }
        rig.pass(std::chrono::seconds{1});
        pushes = told<admin::Rooms>(rig, ada);
        QCOMPARE(find(pushes, u"lobby"_s)->messagesPerSecond, 5.0);

        rig.say(ada, AdminCommand{admin::LockRoom{u"den"_s, true}});
        rig.say(ada, AdminCommand{admin::DeleteRoom{u"lobby"_s}});
        rig.pass(std::chrono::seconds{1});
        pushes = told<admin::Rooms>(rig, ada);
        QVERIFY(find(pushes, u"den"_s)->locked);
        bool gone = false;
        for (const admin::Rooms& push : pushes) {
            gone = gone || push.gone.contains(u"lobby"_s);
        }
        QVERIFY(gone);
    }

    void theFramesOfOneConnectionGoToWhoAskedForThem()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        admin::Watch watch;
        watch.recorded = static_cast<quint64>(bob);
        rig.say(ada, AdminCommand{watch});
        rig.pass(std::chrono::seconds{1});
        QCOMPARE(rig.recalls, std::vector<base::ConnectionId>{bob});
        rig.give(rooms::FramesRecalled{{static_cast<quint64>(bob), {{rig.now.wall, false, u"send"_s, 90}}}});
        QCOMPARE(told<admin::Record>(rig, ada).front().frames.constFirst().word, u"send"_s);
        QVERIFY(told<admin::Record>(rig, bob).empty());
    }

    void theLogComesWithItsNewestLines()
    {
        HubRig rig;
        for (int n = 0; n < 600; ++n) {
            rig.give(rooms::LogWritten{{{rig.now.wall, u"info"_s, u"snug.host"_s, QString::number(n)}}});
        }
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, AdminCommand{everything()});
        QCOMPARE(told<admin::LogLines>(rig, ada).front().lines.size(), 500);
        rig.give(rooms::LogWritten{{{rig.now.wall, u"info"_s, u"snug.host"_s, u"more"_s}}});
        QCOMPARE(told<admin::LogLines>(rig, ada).back().lines.constFirst().text, u"more"_s);
    }

    void whoWatchesHearsThatSanctionsAndAuditChanged()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, AdminCommand{everything()});
        rig.say(ada, AdminCommand{admin::Impose{
                         admin::Sanction::Kind::Ban, admin::Sanction::Subject::Name, u"eve"_s, {}, 0}});
        QVERIFY(told<admin::Changed>(rig, ada).back().sanctions);
        rig.pass(std::chrono::seconds{1});
        QVERIFY(told<admin::Changed>(rig, ada).back().audit);
    }

    void aHistoryKeepsTheMeansAndTheWorst()
    {
        rooms::SampleHistory history(std::chrono::seconds{2}, 2);
        base::WallTime at{std::chrono::seconds{1000}};
        const auto add = [&](int connections, double p99) {
            admin::Sample sample;
            sample.at = at;
            sample.connections = connections;
            sample.deliverySecondsP99 = p99;
            at += std::chrono::seconds{1};
            return history.add(sample);
        };
        QVERIFY(!add(1, 0.5));
        QVERIFY(!add(2, 0.1));
        const auto first = add(3, 0.2);
        QVERIFY(first);
        QCOMPARE(first->connections, 2);
        QCOMPARE(first->deliverySecondsP99, 0.5);
        for (int n = 0; n < 6; ++n) {
            add(n, 0);
        }
        QCOMPARE(history.samples().size(), 2);
        QVERIFY(!add(8, 0));
        at -= std::chrono::hours{1};  // the clock was set back
        QVERIFY(add(9, 0));
    }
};

QTEST_GUILESS_MAIN(TestHubWatch)
#include "tst_hub_watch.moc"
