// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"

using namespace snug;
using namespace snug::protocol;
using namespace Qt::StringLiterals;
using test::HubRig;

namespace {

const QString kLobby = u"lobby"_s;
const QString kDen = u"den"_s;

store::PresenceRecord record(const QString& nick, const QStringList& rooms, const QString& server = u"B"_s)
{
    return {server, {{u"u_"_s + nick, nick}, PresenceState::Active}, rooms, {}, {}, 0};
}

// As heard of the server that the records name.
rooms::Heard here(const store::PresenceRecord& who)
{
    return {store::PeopleChanged{{who}, {}, who.server}};
}

rooms::Heard gone(const QString& nick, const QString& server = u"B"_s)
{
    return {store::PeopleChanged{{}, {{u"u_"_s + nick, nick}}, server}};
}

QStringList nicks(const QVector<Member>& members)
{
    QStringList out;
    for (const Member& member : members) {
        out += member.person.nick;
    }
    return out;
}

// "+ada 2" came or changed, "-ada 1" went, with the count afterwards.
QStringList presence(HubRig& rig, base::ConnectionId to)
{
    QStringList out;
    for (const PresenceChange& change : rig.pushes<PresenceChange>(to)) {
        for (const Member& member : change.here) {
            out += u"+%1 %2"_s.arg(member.person.nick).arg(change.memberCount);
        }
        for (const Person& person : change.gone) {
            out += u"-%1 %2"_s.arg(person.nick).arg(change.memberCount);
        }
    }
    return out;
}

}  // namespace

// One hub of several: what it hears of the others.
class TestHubCluster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        rig_ = std::make_unique<HubRig>();
        ada_ = rig_->enter(u"ada"_s);
        rig_->say(ada_, Join{kLobby, {}});
        rig_->pass(std::chrono::seconds{1});
        rig_->inbox[ada_].pushes.clear();
    }

    void peopleElsewhereAreMembers()
    {
        rig_->give(here(record(u"Bob"_s, {kLobby, kDen})));
        rig_->give(here(record(u"aaron"_s, {kLobby})));
        QCOMPARE(presence(*rig_, ada_), (QStringList{u"+Bob 2"_s, u"+aaron 3"_s}));
        const auto joined = rig_->answer<Joined>(ada_, rig_->say(ada_, Join{kLobby, {}}));
        QCOMPARE(nicks(joined.members), (QStringList{u"aaron"_s, u"ada"_s, u"Bob"_s}));
        QCOMPARE(joined.memberCount, 3);
        QStringList paged;
        QString after;
        do {
            const auto page =
                rig_->answer<PresencePage>(ada_, rig_->say(ada_, ListPresence{kLobby, after, 1}));
            QCOMPARE(page.memberCount, 3);
            paged += nicks(page.members);
            after = page.next;
        } while (!after.isEmpty());
        QCOMPARE(paged, (QStringList{u"aaron"_s, u"ada"_s, u"Bob"_s}));
        rig_->inbox[ada_].pushes.clear();
        rig_->give(here(record(u"Bob"_s, {kDen})));
        rig_->give(gone(u"aaron"_s));
        QCOMPARE(presence(*rig_, ada_), (QStringList{u"-Bob 2"_s, u"-aaron 1"_s}));
    }

    void whatChangesOfThemIsTold()
    {
        rig_->give(here(record(u"bob"_s, {kLobby})));
        auto away = record(u"bob"_s, {kLobby});
        away.member.state = PresenceState::Away;
        rig_->give(here(away));
        QCOMPARE(rig_->pushes<PresenceChange>(ada_).back().here.at(0).state, PresenceState::Away);
        away.member.person.nick = u"robert"_s;
        rig_->give(here(away));
        rig_->give(here(away));  // nothing new
        QCOMPARE(presence(*rig_, ada_), (QStringList{u"+bob 2"_s, u"+bob 2"_s, u"+robert 2"_s}));
    }

    void roomsAreCountedWithThem()
    {
        rig_->say(ada_, CreateRoom{kDen, {}, true});
        rig_->give(here(record(u"bob"_s, {kDen})));
        const auto list = rig_->answer<RoomPage>(ada_, rig_->say(ada_, ListRooms{}));
        QCOMPARE(list.rooms.size(), 2);
        QCOMPARE(list.rooms[0].members, 1);
        QCOMPARE(list.rooms[1].members, 1);
    }

    void theyTypeToo()
    {
        rig_->give(here(record(u"bob"_s, {kLobby})));
        rig_->give(rooms::Heard{store::SomebodyTypes{kLobby, {u"u_bob"_s, u"bob"_s}, true}});
        const auto typing = rig_->pushes<TypingChange>(ada_);
        QCOMPARE(typing.size(), 1u);
        QCOMPARE(typing[0].who.nick, u"bob"_s);
    }

    void roomsMadeElsewhereAreTold()
    {
        rig_->give(rooms::Heard{store::RoomMade{{kDen, u"tea"_s, true, {u"e"_s, 0}, true}}});
        rig_->pass(std::chrono::seconds{1});
        QCOMPARE(rig_->pushes<RoomChange>(ada_).size(), 1u);
        QCOMPARE(rig_->pushes<RoomChange>(ada_)[0].room.topic, u"tea"_s);
        rig_->give(rooms::Heard{store::RoomDropped{kDen}});
        rig_->pass(std::chrono::seconds{1});
        QVERIFY(rig_->pushes<RoomChange>(ada_).back().removed);
    }

    void topicsOfRoomsThatNobodyHereIsInAreTold()
    {
        rig_->say(ada_, CreateRoom{kDen, u"tea"_s, true});
        rig_->pass(std::chrono::seconds{1});
        rig_->inbox[ada_].pushes.clear();
        rig_->give(rooms::Fed{{kDen, 1, rig_->now.wall, {}, EntryKind::Topic, u"coffee"_s, {}}});
        rig_->pass(std::chrono::seconds{1});
        QCOMPARE(rig_->pushes<RoomChange>(ada_).size(), 1u);
    }

    void aServerThatEndsTakesItsPeopleWithIt()
    {
        rig_->give(here(record(u"bob"_s, {kLobby})));
        rig_->give(here(record(u"eve"_s, {kLobby}, u"C"_s)));
        rig_->inbox[ada_].pushes.clear();
        rig_->give(rooms::Heard{store::ServerGone{u"B"_s}});
        QCOMPARE(presence(*rig_, ada_), QStringList{u"-bob 2"_s});
    }

    void movingBetweenOthersDisturbsNobody()
    {
        rig_->give(here(record(u"bob"_s, {kLobby, kDen})));
        rig_->inbox[ada_].pushes.clear();
        rig_->give(here(record(u"bob"_s, {}, u"C"_s)));
        rig_->give(here(record(u"bob"_s, {kLobby}, u"C"_s)));
        rig_->give(gone(u"bob"_s));  // a late word of the server that bob left
        rig_->pass(std::chrono::seconds{60});
        QCOMPARE(presence(*rig_, ada_), QStringList());
    }

    void whoMovesAndDoesNotJoinAgainIsGone()
    {
        rig_->give(here(record(u"bob"_s, {kLobby})));
        rig_->give(here(record(u"bob"_s, {}, u"C"_s)));
        rig_->inbox[ada_].pushes.clear();
        rig_->pass(std::chrono::seconds{14});
        QCOMPARE(presence(*rig_, ada_), QStringList());
        rig_->pass(std::chrono::seconds{2});
        QCOMPARE(presence(*rig_, ada_), QStringList{u"-bob 1"_s});
    }

    void whoIsAnnouncedElsewhereIsLetGo()
    {
        const auto bob = rig_->enter(u"bob"_s);
        rig_->say(bob, Join{kLobby, {}});
        const auto welcome = std::get<Welcome>(rig_->inbox[bob].replies.at(0).answer);
        rig_->inbox[ada_].pushes.clear();
        store::PresenceRecord moved = record(u"bob"_s, {});
        moved.member.person = welcome.you;
        rig_->give(here(moved));
        QCOMPARE(rig_->inbox[bob].closed, CloseCode::Replaced);
        rig_->close(bob, false);
        moved.rooms = {kLobby};
        rig_->give(here(moved));
        rig_->pass(std::chrono::seconds{60});
        QCOMPARE(presence(*rig_, ada_), QStringList());
        const auto joined = rig_->answer<Joined>(ada_, rig_->say(ada_, Join{kLobby, {}}));
        QCOMPARE(nicks(joined.members), (QStringList{u"ada"_s, u"bob"_s}));
    }

    void whoComesFromElsewhereIsStillThere()
    {
        // A session that the store knows, of somebody whom another server has.
        const auto first = rig_->enter(u"bob"_s);
        const auto welcome = std::get<Welcome>(rig_->inbox[first].replies.at(0).answer);
        store::PresenceRecord elsewhere = record(u"bob"_s, {kLobby, kDen});
        elsewhere.member.person = welcome.you;
        rig_->give(here(elsewhere));
        rig_->close(first, false);
        rig_->inbox[ada_].pushes.clear();
        const auto back = rig_->enter(u"bob"_s, welcome.session);
        QVERIFY(std::get<Welcome>(rig_->inbox[back].replies.at(0).answer).resumed);
        const auto joined = rig_->answer<Joined>(back, rig_->say(back, Join{kLobby, {}}));
        QCOMPARE(nicks(joined.members), (QStringList{u"ada"_s, u"bob"_s}));
        QCOMPARE(joined.memberCount, 2);
        rig_->pass(std::chrono::seconds{60});
        QCOMPARE(presence(*rig_, ada_), QStringList());
        rig_->close(back, true);
        QCOMPARE(presence(*rig_, ada_), QStringList{u"-bob 1"_s});
    }

    // Two hellos of one session at once, on two servers: the later one counts, whatever is heard first.
    void whoHasMovedOnIsNotLetIn()
    {
        const auto first = rig_->enter(u"bob"_s);
        const auto welcome = std::get<Welcome>(rig_->inbox[first].replies.at(0).answer);
        rig_->answerAtOnce(false);
        const auto again = rig_->open();
        rig_->say(again, Hello{u"bob"_s, welcome.session, {}});
        store::PresenceRecord elsewhere = record(u"bob"_s, {kLobby});
        elsewhere.member.person = welcome.you;
        elsewhere.order = 8;
        rig_->give(here(elsewhere));
        QCOMPARE(rig_->inbox[first].closed, CloseCode::Replaced);
        const store::Ticket ticket = store::ticketOf(rig_->waitingCalls.back());
        rig_->waitingCalls.clear();
        rig_->give(rooms::Completed{{ticket, store::Outcome(store::Entered{7})}});
        QCOMPARE(rig_->inbox[again].closed, CloseCode::Replaced);
        QVERIFY(rig_->inbox[again].replies.empty());
        QVERIFY(rig_->waitingCalls.empty());
    }

    void whatWasMissedIsSetRight()
    {
        rig_->give(here(record(u"bob"_s, {kLobby})));
        rig_->answerAtOnce(false);
        rig_->give(rooms::Missed{});
        bool isWhole = false;
        store::Ticket ticket = 0;
        for (const store::Operation& call : rig_->waitingCalls) {
            if (const auto* const update = std::get_if<store::UpdatePresence>(&call)) {
                isWhole =
                    update->whole && update->here.size() == 1 && update->here[0].rooms == QStringList{kLobby};
            } else if (std::holds_alternative<store::ListElsewhere>(call)) {
                ticket = store::ticketOf(call);
            }
        }
        QVERIFY(isWhole);
        rig_->inbox[ada_].pushes.clear();
        rig_->give(
            rooms::Completed{{ticket, store::Outcome(store::Elsewhere{{record(u"eve"_s, {kLobby})}})}});
        QCOMPARE(presence(*rig_, ada_), (QStringList{u"+eve 3"_s, u"-bob 2"_s}));
    }

    void whatPeopleDoHereIsTold()
    {
        rig_->answerAtOnce(false);
        rig_->say(ada_, SetStatus{PresenceState::Away});
        rig_->say(ada_, Leave{kLobby});
        rig_->close(ada_, true);
        std::vector<store::UpdatePresence> updates;
        for (const store::Operation& call : rig_->waitingCalls) {
            if (const auto* const update = std::get_if<store::UpdatePresence>(&call)) {
                updates.push_back(*update);
            }
        }
        QCOMPARE(updates.size(), 3u);
        QCOMPARE(updates[0].here.at(0).member.state, PresenceState::Away);
        QCOMPARE(updates[0].here.at(0).rooms, QStringList{kLobby});
        QCOMPARE(updates[0].here.at(0).address, u"127.0.0.1"_s);
        QCOMPARE(updates[1].here.at(0).rooms, QStringList());
        QCOMPARE(updates[2].gone.at(0).nick, u"ada"_s);
        QVERIFY(updates[2].here.isEmpty());
    }

    void aRoomOffTheRecordIsKeptForThoseElsewhere()
    {
        rig_->say(ada_, CreateRoom{kDen, {}, false});
        rig_->give(here(record(u"bob"_s, {kDen})));
        rig_->pass(std::chrono::minutes{11});
        const auto list = rig_->answer<RoomPage>(ada_, rig_->say(ada_, ListRooms{}));
        QCOMPARE(list.rooms.size(), 2);
    }

private:
    std::unique_ptr<HubRig> rig_;
    base::ConnectionId ada_{};
};

QTEST_GUILESS_MAIN(TestHubCluster)
#include "tst_hub_cluster.moc"
