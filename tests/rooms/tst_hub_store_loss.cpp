// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"

using namespace snug;
using namespace snug::protocol;
using namespace Qt::StringLiterals;
using test::HubRig;

namespace {

const QString kRoom = u"lobby"_s;

Send message(const QString& text)
{
    return {kRoom, text, text};
}

Joined join(HubRig& rig, base::ConnectionId who, std::optional<Position> since = std::nullopt)
{
    return rig.answer<Joined>(who, rig.say(who, Join{kRoom, std::move(since)}));
}

QStringList texts(HubRig& rig, base::ConnectionId who)
{
    QStringList out;
    for (const Logged& logged : rig.pushes<Logged>(who)) {
        out += u"%1 %2"_s.arg(logged.entry.seq).arg(logged.entry.text);
    }
    return out;
}

}  // namespace

// A store that others share can miss telling something, or come back empty.
class TestHubStoreLoss : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheFeedMissedIsReadAndTold()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        join(rig, ada);
        join(rig, bob);
        rig.loseFeed(true);
        rig.answer<Sent>(ada, rig.say(ada, message(u"one"_s)));
        rig.answer<Sent>(bob, rig.say(bob, message(u"two"_s)));
        QVERIFY(texts(rig, bob).isEmpty());
        rig.loseFeed(false);
        rig.give(rooms::Missed{});
        for (const auto who : {ada, bob}) {
            QCOMPARE(texts(rig, who), (QStringList{u"1 one"_s, u"2 two"_s}));
            QVERIFY(rig.pushes<LogReset>(who).empty());
        }
        // Nothing was missed: nothing happens.
        rig.give(rooms::Missed{});
        QCOMPARE(texts(rig, ada).size(), 2);
    }

    void aLostLogIsToldAndBegunAnew()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        const Position old = join(rig, ada).head;
        rig.say(ada, SetTopic{kRoom, u"tea"_s, u"t"_s});
        rig.say(ada, message(u"one"_s));
        rig.emptyStore();
        rig.give(rooms::Missed{});
        const auto resets = rig.pushes<LogReset>(ada);
        QCOMPARE(resets.size(), 1u);
        QCOMPARE(resets[0].room, kRoom);
        QVERIFY(resets[0].head.epoch != old.epoch);
        QCOMPARE(resets[0].head.seq, 0u);
        const auto joined = join(rig, ada, Position{old.epoch, 2});
        QVERIFY(joined.gap);
        QVERIFY(joined.head == resets[0].head);
        QCOMPARE(joined.topic, u"tea"_s);
        QCOMPARE(rig.answer<Sent>(ada, rig.say(ada, message(u"two"_s))).seq, 1u);
        QCOMPARE(texts(rig, ada).last(), u"1 two"_s);
    }

    // The first to notice may be somebody who writes.
    void aSendToALostRoomCanBeRepeated()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada);
        rig.say(ada, message(u"one"_s));
        rig.emptyStore();
        QCOMPARE(rig.errorOf(ada, rig.say(ada, message(u"two"_s))), ErrorCode::StoreUnavailable);
        QCOMPARE(rig.pushes<LogReset>(ada).size(), 1u);
        QCOMPARE(rig.answer<Sent>(ada, rig.say(ada, message(u"two"_s))).seq, 1u);
    }

    void aResumeAcrossALossIsAGap()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        const Position head = join(rig, ada).head;
        rig.say(ada, message(u"one"_s));
        rig.say(ada, message(u"two"_s));
        const auto bob = rig.enter(u"bob"_s);
        rig.answerAtOnce(false);
        rig.emptyStore();
        rig.give(rooms::Missed{});  // asks what there is…
        const qint64 id =
            rig.say(bob, Join{kRoom, Position{head.epoch, 1}});  // …when the resume is asked for
        rig.storeAnswers();
        const auto joined = rig.answer<Joined>(bob, id);
        QVERIFY(joined.gap);
        QVERIFY(joined.head.epoch != head.epoch);
        QVERIFY(texts(rig, bob).isEmpty());
    }

    void everybodyIsToldWhenNothingCanBeStored()
    {
        HubRig rig;
        const auto stranger = rig.open();
        const auto ada = rig.enter(u"ada"_s);
        const auto welcomeOf = [&rig](base::ConnectionId who) {
            return std::get<Welcome>(rig.inbox[who].replies.back().answer);
        };
        QVERIFY(welcomeOf(ada).storing);
        const auto before = rig.enter(u"bob"_s);
        rig.close(before, false);
        rig.breakStore(true);
        for (const bool storing : {false, false}) {
            rig.give(rooms::StoreAvailable{storing});
        }
        const auto bob =
            rig.enter(u"bob"_s, welcomeOf(before).session);  // known here: comes back all the same
        QVERIFY(!welcomeOf(bob).storing);
        const auto eve = rig.open();  // but whose name is it?
        QCOMPARE(rig.errorOf(eve, rig.say(eve, Hello{u"eve"_s, {}, {}})), ErrorCode::StoreUnavailable);
        rig.breakStore(false);
        for (const bool storing : {true, true}) {
            rig.give(rooms::StoreAvailable{storing});
        }
        QCOMPARE(rig.pushes<StoringChange>(ada), (std::vector<StoringChange>{{false}, {true}}));
        QCOMPARE(rig.pushes<StoringChange>(bob), (std::vector<StoringChange>{{true}}));
        QVERIFY(rig.inbox[stranger].all.empty());
        QVERIFY(welcomeOf(rig.enter(u"cem"_s)).storing);
    }

    void whoIsGreetedMeanwhileMissesNoChange()
    {
        HubRig rig;
        rig.answerAtOnce(false);
        const auto ada = rig.enter(u"ada"_s);  // not welcomed yet
        rig.give(rooms::StoreAvailable{false});
        rig.storeAnswers();
        QVERIFY(!std::get<Welcome>(rig.inbox[ada].replies.back().answer).storing);
        QVERIFY(rig.pushes<StoringChange>(ada).empty());
    }

    // A gap that cannot be filled any more: the log goes on behind it.
    void whatWasTrimmedIsPassedOver()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada);
        rig.loseFeed(true);
        for (const QString& text : {u"one"_s, u"two"_s, u"three"_s}) {
            rig.answer<Sent>(ada, rig.say(ada, message(text)));
        }
        rig.trimStore(1);
        rig.loseFeed(false);
        rig.answer<Sent>(ada, rig.say(ada, message(u"four"_s)));
        QCOMPARE(texts(rig, ada), (QStringList{u"3 three"_s, u"4 four"_s}));
        QCOMPARE(join(rig, ada).head.seq, 4u);
        // All of it is gone, and said so before anything else is written.
        rig.loseFeed(true);
        rig.answer<Sent>(ada, rig.say(ada, message(u"five"_s)));
        rig.loseFeed(false);
        rig.trimStore(0, rig.now.wall + std::chrono::hours(1));
        rig.give(rooms::Missed{});
        QCOMPARE(texts(rig, ada).size(), 2);
        rig.answer<Sent>(ada, rig.say(ada, message(u"six"_s)));
        QCOMPARE(texts(rig, ada).last(), u"6 six"_s);
    }

    void aResumeAcrossTrimmedEntriesIsAGap()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        const Position begin = join(rig, ada).head;
        for (const QString& text : {u"one"_s, u"two"_s, u"three"_s, u"four"_s}) {
            rig.say(ada, message(text));
        }
        rig.trimStore(2);
        auto joined = join(rig, bob, Position{begin.epoch, 1});
        QVERIFY(joined.gap);
        QCOMPARE(joined.head.seq, 4u);
        QVERIFY(texts(rig, bob).isEmpty());
        // Nothing that is missed is gone: no gap.
        joined = join(rig, bob, Position{begin.epoch, 2});
        QVERIFY(!joined.gap);
        QCOMPARE(texts(rig, bob), (QStringList{u"3 three"_s, u"4 four"_s}));
        // And history ends where the log begins now.
        const auto page = rig.answer<HistoryPage>(bob, rig.say(bob, History{kRoom, 4, 50}));
        QCOMPARE(page.entries.size(), 1);
        QVERIFY(!page.more);
        rig.trimStore(0, rig.now.wall + std::chrono::hours(1));
        joined = join(rig, bob, Position{begin.epoch, 3});
        QVERIFY(joined.gap);
        QVERIFY(!join(rig, bob, Position{begin.epoch, 4}).gap);
    }

    void aStoreThatIsAwayAgainChangesNothing()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada);
        rig.breakStore(true);
        rig.give(rooms::Missed{});
        QVERIFY(rig.pushes<LogReset>(ada).empty());
        rig.breakStore(false);
        QCOMPARE(rig.answer<Sent>(ada, rig.say(ada, message(u"one"_s))).seq, 1u);
    }
};

QTEST_APPLESS_MAIN(TestHubStoreLoss)
#include "tst_hub_store_loss.moc"
