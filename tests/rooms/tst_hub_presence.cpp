// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"

using namespace snug;
using namespace snug::protocol;
using namespace Qt::StringLiterals;
using test::HubRig;

namespace {

constexpr QStringView kLobby = u"lobby";

std::vector<base::ConnectionId> crowd(HubRig& rig, int people)
{
    std::vector<base::ConnectionId> all;
    for (int at = 0; at < people; ++at) {
        all.push_back(rig.enter(QStringLiteral("p%1").arg(at, 4, 10, QLatin1Char('0'))));
        rig.say(all.back(), Join{kLobby.toString(), std::nullopt});
    }
    return all;
}

}  // namespace

class TestHubPresence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comingAndGoingIsToldToTheOthers()
    {
        HubRig rig;
        const auto all = crowd(rig, 3);
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).size(), 2u);
        QCOMPARE(rig.pushes<PresenceChange>(all[2]).size(), 0u);
        rig.inbox.clear();
        rig.say(all[1], Leave{kLobby.toString()});
        const auto told = rig.pushes<PresenceChange>(all[0]);
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].gone.value(0).nick, u"p0001"_s);
        QCOMPARE(told[0].memberCount, 2);
        QCOMPARE(rig.pushes<PresenceChange>(all[1]).size(), 0u);
    }

    void aShortDropDisturbsNobody()
    {
        HubRig rig;
        const auto all = crowd(rig, 2);
        const auto session = std::get<Welcome>(rig.inbox[all[1]].replies.at(0).answer).session;
        rig.inbox.clear();
        rig.close(all[1], false);
        rig.pass(std::chrono::seconds{10});
        const auto back = rig.enter(u"p0001"_s, session);
        rig.say(back, Join{kLobby.toString(), std::nullopt});
        rig.pass(std::chrono::seconds{60});
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).size(), 0u);
        rig.close(back, false);
        rig.pass(std::chrono::seconds{16});
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).size(), 1u);
    }

    void whoComesBackToTheServerButNotToTheRoomLeavesIt()
    {
        HubRig rig;
        const auto all = crowd(rig, 2);
        const auto session = std::get<Welcome>(rig.inbox[all[1]].replies.at(0).answer).session;
        rig.close(all[1], false);
        const auto back = rig.enter(u"p0001"_s, session);
        rig.pass(std::chrono::seconds{20});
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).back().memberCount, 1);
        QCOMPARE(rig.errorOf(back, rig.say(back, Leave{kLobby.toString()})), ErrorCode::NotMember);
    }

    void typingIsNotEchoed()
    {
        HubRig rig;
        const auto all = crowd(rig, 3);
        rig.say(all[0], Typing{kLobby.toString(), true});
        QCOMPARE(rig.pushes<TypingChange>(all[0]).size(), 0u);
        QCOMPARE(rig.pushes<TypingChange>(all[1]).size(), 1u);
        QCOMPARE(rig.pushes<TypingChange>(all[2]).at(0).who.nick, u"p0000"_s);
    }

    void statusIsToldInEveryRoom()
    {
        HubRig rig;
        const auto all = crowd(rig, 2);
        rig.inbox.clear();
        rig.say(all[0], SetStatus{PresenceState::Away});
        rig.say(all[0], SetStatus{PresenceState::Away});
        const auto told = rig.pushes<PresenceChange>(all[1]);
        QCOMPARE(told.size(), 1u);
        QVERIFY(told[0].here.at(0).state == PresenceState::Away);
    }

    void aNewNickIsTold()
    {
        HubRig rig;
        const auto all = crowd(rig, 2);
        const auto session = std::get<Welcome>(rig.inbox[all[1]].replies.at(0).answer).session;
        rig.close(all[1], false);
        const auto back = rig.enter(u"queen"_s, session);
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).back().here.at(0).person.nick, u"queen"_s);
        const auto page =
            rig.answer<PresencePage>(all[0], rig.say(all[0], ListPresence{kLobby.toString(), {}, 10}));
        QCOMPARE(page.members.size(), 2);
        QCOMPARE(page.members.at(1).person.nick, u"queen"_s);
        Q_UNUSED(back);
    }

    void aThousandPeopleJoiningCostThousandsOfFrames()
    {
        HubRig rig;
        const quint64 before = rig.framesOut;
        std::vector<base::ConnectionId> all;
        for (int second = 0; second < 4; ++second) {
            for (int at = 0; at < 250; ++at) {
                all.push_back(rig.enter(QStringLiteral("p%1").arg(all.size(), 4, 10, QLatin1Char('0'))));
                rig.say(all.back(), Join{kLobby.toString(), std::nullopt});
            }
            rig.pass(std::chrono::seconds{1});
        }
        const quint64 frames = rig.framesOut - before;
        QVERIFY2(frames < 20'000, qPrintable(QString::number(frames)));
        QCOMPARE(rig.pushes<PresenceChange>(all.front()).back().memberCount, 1000);
        QVERIFY(rig.pushes<PresenceChange>(all.front()).back().summarised);
        const auto last = rig.inbox[all.back()].replies.back().answer;
        QCOMPARE(std::get<Joined>(last).members.size(), 100);
        QCOMPARE(std::get<Joined>(last).memberCount, 1000);

        QVector<QString> nicks;
        QString after;
        do {
            const auto page = rig.answer<PresencePage>(
                all[0], rig.say(all[0], ListPresence{kLobby.toString(), after, 10'000}));
            QVERIFY(page.members.size() <= Limits{}.membersPage);
            for (const Member& member : page.members) {
                nicks.append(member.person.nick);
            }
            after = page.next;
        } while (!after.isEmpty());
        QCOMPARE(nicks.size(), 1000);
        QVERIFY(std::is_sorted(nicks.begin(), nicks.end()));
    }

    void aShrinkingRoomGoesBackToNames()
    {
        rooms::HubConfig config;
        config.limits.presenceDetailed = 10;
        HubRig rig(config);
        const auto all = crowd(rig, 12);
        rig.pass(std::chrono::seconds{1});
        QVERIFY(rig.pushes<PresenceChange>(all[0]).back().summarised);
        for (int at = 11; at > 5; --at) {
            rig.say(all[static_cast<std::size_t>(at)], Leave{kLobby.toString()});
        }
        rig.pass(std::chrono::seconds{1});
        const auto stale = rig.pushes<PresenceChange>(all[0]).back();
        QVERIFY(!stale.summarised && stale.truncated);
        rig.say(all[5], Leave{kLobby.toString()});
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).back().gone.size(), 1);
        QCOMPARE(rig.pushes<PresenceChange>(all[0]).back().memberCount, 5);
    }

    void manyNewRoomsAreToldSlowly()
    {
        rooms::HubConfig config;
        config.limits.commands = {};
        HubRig rig(config);
        const auto ada = rig.enter(u"ada"_s);
        for (int at = 0; at < 50; ++at) {
            rig.say(ada, CreateRoom{QStringLiteral("room%1").arg(at), {}, true});
        }
        rig.pass(std::chrono::seconds{1});
        QCOMPARE(rig.pushes<RoomChange>(ada).size(), 20u);
        rig.pass(std::chrono::seconds{2});
        QCOMPARE(rig.pushes<RoomChange>(ada).size(), 50u);
    }
};

QTEST_GUILESS_MAIN(TestHubPresence)
#include "tst_hub_presence.moc"
