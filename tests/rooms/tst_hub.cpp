// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"

using namespace snug;
using namespace snug::protocol;
using namespace Qt::StringLiterals;
using test::HubRig;

namespace {

Send message(const QString& room, const QString& text, const QString& nonce)
{
    return {room, text, nonce};
}

Joined join(HubRig& rig, base::ConnectionId who, const QString& room,
            std::optional<Position> since = std::nullopt)
{
    return rig.answer<Joined>(who, rig.say(who, Join{room, std::move(since)}));
}

QVector<quint64> seqs(HubRig& rig, base::ConnectionId who)
{
    QVector<quint64> out;
    for (const Logged& logged : rig.pushes<Logged>(who)) {
        out.append(logged.entry.seq);
    }
    return out;
}

rooms::HubConfig noLimits()
{
    rooms::HubConfig config;
    config.limits.messages = {};
    config.limits.commands = {};
    return config;
}

}  // namespace

class TestHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helloMakesAPerson()
    {
        HubRig rig;
        const auto ada = rig.open();
        const auto welcome = rig.answer<Welcome>(ada, rig.say(ada, Hello{u" Ada "_s, {}, {}}));
        QCOMPARE(welcome.you.nick, u"Ada"_s);
        QVERIFY(!welcome.you.user.isEmpty() && !welcome.session.isEmpty() && !welcome.resumed);
        QVERIFY(welcome.limits == Limits{});
        QCOMPARE(rig.errorOf(ada, rig.say(ada, Hello{u"eve"_s, {}, {}})), ErrorCode::HelloTwice);
        const auto mute = rig.open();
        rig.give(rooms::Received{mute, Request{std::nullopt, Hello{u"eve"_s, {}, {}}}});
        const auto& refused = std::get<Error>(rig.inbox[mute].replies.at(0).answer);
        QCOMPARE(refused.code, ErrorCode::BadField);
    }

    void namesAreTakenOnceAndHeldThroughADrop()
    {
        HubRig rig;
        const auto ada = rig.enter(u"Ada"_s);
        const auto other = rig.open();
        QCOMPARE(rig.errorOf(other, rig.say(other, Hello{u"ADA"_s, {}, {}})), ErrorCode::NickTaken);
        rig.close(ada, false);
        QCOMPARE(rig.errorOf(other, rig.say(other, Hello{u"ada"_s, {}, {}})), ErrorCode::NickTaken);
        rig.pass(rooms::HubConfig{}.nameHold);
        rig.answer<Welcome>(other, rig.say(other, Hello{u"ada"_s, {}, {}}));
    }

    void aCleanGoodbyeFreesTheName()
    {
        HubRig rig;
        rig.close(rig.enter(u"Ada"_s), true);
        const auto other = rig.open();
        rig.answer<Welcome>(other, rig.say(other, Hello{u"ada"_s, {}, {}}));
    }

    void aSessionIsTheSamePersonAndTheOldConnectionGivesWay()
    {
        HubRig rig;
        const auto old = rig.open();
        const auto first = rig.answer<Welcome>(old, rig.say(old, Hello{u"ada"_s, {}, {}}));
        const auto anew = rig.open();
        const auto second = rig.answer<Welcome>(anew, rig.say(anew, Hello{u"ada 2"_s, first.session, {}}));
        QCOMPARE(second.you.user, first.you.user);
        QCOMPARE(second.you.nick, u"ada 2"_s);
        QVERIFY(second.resumed);
        QCOMPARE(rig.inbox[old].closed, CloseCode::Replaced);
        rig.close(old, false);
        QCOMPARE(join(rig, anew, u"lobby"_s).members.size(), 1);
    }

    void aSessionOutlivesTheHub()
    {
        HubRig rig;
        const auto ada = rig.open();
        const auto first = rig.answer<Welcome>(ada, rig.say(ada, Hello{u"ada"_s, {}, {}}));
        rig.close(ada, true);  // forgotten by the hub, kept by the store
        const auto again = rig.open();
        const auto second = rig.answer<Welcome>(again, rig.say(again, Hello{u"ada"_s, first.session, {}}));
        QCOMPARE(second.you, first.you);
        QVERIFY(second.resumed);
        const auto stranger = rig.open();
        const auto third = rig.answer<Welcome>(stranger, rig.say(stranger, Hello{u"eve"_s, u"guess"_s, {}}));
        QVERIFY(!third.resumed && third.session != u"guess"_s);
    }

    void commandsBeforeHelloCloseTheConnection()
    {
        HubRig rig;
        const auto who = rig.open();
        QCOMPARE(rig.errorOf(who, rig.say(who, Ping{})), ErrorCode::HelloFirst);
        QCOMPARE(rig.inbox[who].closed, CloseCode::HelloFirst);
    }

    void everyMemberGetsMessagesInOrderTheSenderToo()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        join(rig, ada, u"Lobby"_s);
        QCOMPARE(join(rig, bob, u"lobby"_s).memberCount, 2);
        const auto first = rig.answer<Sent>(ada, rig.say(ada, message(u"LOBBY"_s, u"one"_s, u"a"_s)));
        const auto second = rig.answer<Sent>(bob, rig.say(bob, message(u"lobby"_s, u"two"_s, u"a"_s)));
        QCOMPARE(first.seq, 1u);
        QCOMPARE(second.seq, 2u);
        for (const auto who : {ada, bob}) {
            QCOMPARE(seqs(rig, who), (QVector<quint64>{1, 2}));
            QCOMPARE(rig.pushes<Logged>(who).at(0).entry.from.nick, u"ada"_s);
            QCOMPARE(rig.pushes<Logged>(who).at(0).entry.room, u"lobby"_s);
        }
    }

    void theSameNonceIsOneMessage()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada, u"lobby"_s);
        const auto first = rig.answer<Sent>(ada, rig.say(ada, message(u"lobby"_s, u"hi"_s, u"n"_s)));
        const auto again = rig.answer<Sent>(ada, rig.say(ada, message(u"lobby"_s, u"hi"_s, u"n"_s)));
        QVERIFY(first == again);
        QCOMPARE(seqs(rig, ada), (QVector<quint64>{1}));
    }

    void nothingIsToldBeforeItIsStored()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada, u"lobby"_s);
        rig.answerAtOnce(false);
        const qint64 id = rig.say(ada, message(u"lobby"_s, u"hi"_s, u"n"_s));
        QVERIFY(!rig.anyAnswer(ada, id) && seqs(rig, ada).isEmpty());
        rig.breakStore(true);
        rig.storeAnswers();
        QCOMPARE(rig.errorOf(ada, id), ErrorCode::StoreUnavailable);
        QVERIFY(seqs(rig, ada).isEmpty());
    }

    void resumeReplaysExactlyWhatWasMissed()
    {
        HubRig rig(noLimits());
        const auto ada = rig.enter(u"ada"_s);
        const Position head = join(rig, ada, u"lobby"_s).head;
        for (int at = 1; at <= 5; ++at) {
            rig.say(ada, message(u"lobby"_s, QString::number(at), QString::number(at)));
        }
        const auto bob = rig.enter(u"bob"_s);
        rig.answerAtOnce(false);
        const qint64 id = rig.say(bob, Join{u"lobby"_s, Position{head.epoch, 2}});
        rig.say(ada, message(u"lobby"_s, u"6"_s, u"6"_s));  // while the resume is read
        rig.storeAnswers();
        const auto joined = rig.answer<Joined>(bob, id);
        QVERIFY(!joined.gap);
        QCOMPARE(joined.head.seq, 6u);  // the feed was ahead of the read
        QCOMPARE(seqs(rig, bob), (QVector<quint64>{3, 4, 5, 6}));
        QVERIFY(
            std::holds_alternative<Reply>(rig.inbox[bob].all.at(1)));  // joined comes before what follows it
    }

    void aResumeThatCannotBeExactSaysSo()
    {
        auto config = noLimits();
        config.limits.resumeEvents = 3;
        HubRig rig(config);
        const auto ada = rig.enter(u"ada"_s);
        const Position head = join(rig, ada, u"lobby"_s).head;
        for (int at = 1; at <= 5; ++at) {
            rig.say(ada, message(u"lobby"_s, u"x"_s, QString::number(at)));
        }
        const auto bob = rig.enter(u"bob"_s);
        QVERIFY(join(rig, bob, u"lobby"_s, Position{u"other"_s, 4}).gap);
        QVERIFY(join(rig, bob, u"lobby"_s, Position{head.epoch, 99}).gap);
        QVERIFY(join(rig, bob, u"lobby"_s, Position{head.epoch, 1}).gap);
        QVERIFY(!join(rig, bob, u"lobby"_s, Position{head.epoch, 5}).gap);
        QVERIFY(seqs(rig, bob).isEmpty());
        QVERIFY(!join(rig, bob, u"lobby"_s, Position{head.epoch, 2}).gap);
        QCOMPARE(seqs(rig, bob), (QVector<quint64>{3, 4, 5}));
    }

    void aResumeOfTooMuchTextSaysSo()
    {
        HubRig rig(noLimits());
        const auto ada = rig.enter(u"ada"_s);
        const Position head = join(rig, ada, u"lobby"_s).head;
        for (int at = 1; at <= 40; ++at) {
            rig.say(ada, message(u"lobby"_s, QString(4000, u'x'), QString::number(at)));
        }
        const auto bob = rig.enter(u"bob"_s);
        QVERIFY(join(rig, bob, u"lobby"_s, Position{head.epoch, 1}).gap);
        QVERIFY(!join(rig, bob, u"lobby"_s, Position{head.epoch, 20}).gap);
        QCOMPARE(seqs(rig, bob).size(), 20);
    }

    void aFeedWithAGapIsFilledFromTheStore()
    {
        HubRig rig(noLimits());
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada, u"lobby"_s);
        rig.answerAtOnce(false);
        for (int at = 1; at <= 3; ++at) {
            rig.say(ada, message(u"lobby"_s, u"x"_s, QString::number(at)));
        }
        LogEntry early;
        early.room = u"lobby"_s;
        early.seq = 3;
        rig.give(rooms::Fed{early});
        QVERIFY(seqs(rig, ada).isEmpty());
        rig.storeAnswers();
        QCOMPARE(seqs(rig, ada), (QVector<quint64>{1, 2, 3}));
    }

    void entriesTellWhenTheirMessagesCame()
    {
        HubRig rig(noLimits());
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada, u"lobby"_s);
        const auto at = [](int second) { return base::SteadyTime{std::chrono::seconds{second}}; };
        const auto say = [&](const QString& nonce, int second) {
            rig.give(rooms::Received{ada, Request{1, message(u"lobby"_s, u"x"_s, nonce)}, at(second)});
        };
        rig.answerAtOnce(false);
        say(u"1"_s, 11);
        say(u"1"_s, 12);  // repeated: adds no entry
        say(u"2"_s, 13);
        rig.storeAnswers();
        QCOMPARE(rig.cameAt, (std::vector<base::SteadyTime>{at(11), at(13)}));
        rig.breakStore(true);
        say(u"3"_s, 14);  // refused: tells none
        rig.storeAnswers();
        rig.breakStore(false);
        say(u"4"_s, 15);
        rig.storeAnswers();
        QCOMPARE(rig.cameAt.size(), 3u);
        QCOMPARE(rig.cameAt.back(), at(15));
        LogEntry elsewhere;  // of another server
        elsewhere.room = u"lobby"_s;
        elsewhere.seq = 4;
        elsewhere.from = {u"u_other"_s, u"other"_s};
        say(u"5"_s, 16);
        rig.give(rooms::Fed{elsewhere});
        QCOMPARE(rig.cameAt.back(), base::SteadyTime{});
    }

    void historyPagesBack()
    {
        HubRig rig(noLimits());
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada, u"lobby"_s);
        for (int at = 1; at <= 7; ++at) {
            rig.say(ada, message(u"lobby"_s, u"x"_s, QString::number(at)));
        }
        const auto newest = rig.answer<HistoryPage>(ada, rig.say(ada, History{u"lobby"_s, std::nullopt, 3}));
        QCOMPARE(newest.entries.first().seq, 5u);
        QVERIFY(newest.more);
        const auto oldest = rig.answer<HistoryPage>(ada, rig.say(ada, History{u"lobby"_s, 5, 100}));
        QCOMPARE(oldest.entries.size(), 4);
        QVERIFY(!oldest.more);
    }

    void topicsAreEntriesOfTheLog()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        join(rig, ada, u"lobby"_s);
        QCOMPARE(rig.answer<Sent>(ada, rig.say(ada, SetTopic{u"lobby"_s, u"tea"_s, u"t"_s})).seq, 1u);
        QCOMPARE(join(rig, bob, u"lobby"_s).topic, u"tea"_s);
        rig.pass(std::chrono::seconds{1});
        QCOMPARE(rig.pushes<RoomChange>(bob).back().room.topic, u"tea"_s);
    }

    void everyRefusalHasItsCode()
    {
        auto config = noLimits();
        config.limits.roomsPerPerson = 2;
        config.limits.roomsTotal = 2;
        HubRig rig(config);
        const auto ada = rig.enter(u"ada"_s);
        const auto refused = [&](Command command) {
            return rig.errorOf(ada, rig.say(ada, std::move(command)));
        };
        join(rig, ada, u"lobby"_s);
        QCOMPARE(refused(message(u"other"_s, u"x"_s, u"n"_s)), ErrorCode::NotMember);
        QCOMPARE(refused(message(u"/"_s, u"x"_s, u"n"_s)), ErrorCode::BadName);
        QCOMPARE(refused(message(u"lobby"_s, u" "_s, u"n"_s)), ErrorCode::Empty);
        QCOMPARE(refused(message(u"lobby"_s, u"x"_s, u""_s)), ErrorCode::Empty);
        QCOMPARE(refused(message(u"lobby"_s, QString(4001, u'x'), u"n"_s)), ErrorCode::TooLong);
        QCOMPARE(refused(message(u"lobby"_s, u"x"_s, QString(65, u'n'))), ErrorCode::TooLong);
        QCOMPARE(refused(message(u"lobby"_s, u"x"_s, u"n\u00e9"_s)), ErrorCode::BadField);
        QCOMPARE(refused(SetTopic{u"lobby"_s, QString(251, u'x'), u"n"_s}), ErrorCode::TooLong);
        QCOMPARE(refused(CreateRoom{u"lobby"_s, {}, true}), ErrorCode::RoomExists);
        join(rig, ada, u"second"_s);
        QCOMPARE(refused(Join{u"third"_s, std::nullopt}), ErrorCode::TooManyRooms);
        QCOMPARE(refused(CreateRoom{u"third"_s, {}, true}), ErrorCode::TooManyRooms);
        QCOMPARE(refused(Leave{u"third"_s}), ErrorCode::NotMember);
        QCOMPARE(refused(History{u"third"_s, std::nullopt, 5}), ErrorCode::NotMember);
        QCOMPARE(refused(Typing{u"third"_s, true}), ErrorCode::NotMember);
        QCOMPARE(refused(ListPresence{u"third"_s, {}, 5}), ErrorCode::NotMember);
        rig.give(rooms::Drain{});
        QCOMPARE(refused(Ping{}), ErrorCode::ShuttingDown);
    }

    void policyMayForbidRoomsByJoin()
    {
        rooms::HubConfig config;
        config.joinCreates = false;
        HubRig rig(config);
        const auto ada = rig.enter(u"ada"_s);
        QCOMPARE(rig.errorOf(ada, rig.say(ada, Join{u"lobby"_s, std::nullopt})), ErrorCode::NoSuchRoom);
        rig.answer<Created>(ada, rig.say(ada, CreateRoom{u"lobby"_s, u"tea"_s, true}));
        QCOMPARE(join(rig, ada, u"lobby"_s).topic, u"tea"_s);
    }

    void floodsAreLimitedAndEndlessOnesClosed()
    {
        rooms::HubConfig config;
        config.limits.messages = {1, 3};
        HubRig rig(config);
        const auto ada = rig.enter(u"ada"_s);
        join(rig, ada, u"lobby"_s);
        int sent = 0;
        for (int at = 0; at < 50; ++at) {
            sent += rig.errorOf(ada, rig.say(ada, message(u"lobby"_s, u"x"_s, QString::number(at)))) ? 0 : 1;
        }
        QCOMPARE(sent, 3);
        QVERIFY(!rig.inbox[ada].closed);
        rig.pass(std::chrono::seconds{1});
        rig.answer<Sent>(ada, rig.say(ada, message(u"lobby"_s, u"x"_s, u"later"_s)));
        for (int at = 0; at < 100; ++at) {
            rig.say(ada, message(u"lobby"_s, u"x"_s, u"n"_s));
        }
        QCOMPARE(rig.inbox[ada].closed, CloseCode::TooManyErrors);
    }

    void offTheRecordRoomsAreForgottenWhenEmpty()
    {
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        rig.answer<Created>(ada, rig.say(ada, CreateRoom{u"den"_s, {}, false}));
        const auto joined = join(rig, ada, u"den"_s);
        QVERIFY(!joined.keep);
        rig.say(ada, message(u"den"_s, u"x"_s, u"n"_s));
        rig.say(ada, Leave{u"den"_s});
        rig.pass(std::chrono::seconds{60});
        QCOMPARE(join(rig, ada, u"den"_s).head.seq, 1u);
        rig.say(ada, Leave{u"den"_s});
        rig.pass(rooms::HubConfig{}.emptyRoomHold + std::chrono::seconds{2});
        QVERIFY(rig.pushes<RoomChange>(ada).back().removed);
        const auto anew = join(rig, ada, u"den"_s);
        QVERIFY(anew.keep && anew.head.seq == 0 && anew.head.epoch != joined.head.epoch);
    }
};

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
