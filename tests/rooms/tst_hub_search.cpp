// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"

using namespace snug;
using namespace snug::protocol;
using namespace Qt::StringLiterals;
using test::HubRig;

namespace {

const QString kRoom = u"lobby"_s;

rooms::HubConfig noRates()
{
    rooms::HubConfig config;
    config.limits.messages = {};
    config.limits.commands = {};
    return config;
}

base::ConnectionId enter(HubRig& rig, const QString& nick)
{
    const auto who = rig.enter(nick);
    rig.answer<Joined>(who, rig.say(who, Join{kRoom, {}}));
    return who;
}

void tell(HubRig& rig, base::ConnectionId who, int messages)
{
    for (int count = 1; count <= messages; ++count) {
        rig.say(who, Send{kRoom, u"tea %1"_s.arg(count), QString::number(count)});
    }
}

}  // namespace

class TestHubSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void membersFindWhatWasSaid()
    {
        HubRig rig(noRates());
        const auto ada = enter(rig, u"ada"_s);
        tell(rig, ada, 5);
        const auto found = rig.answer<Found>(ada, rig.say(ada, Search{u" LOBBY"_s, u"Tea, 3!"_s, {}, 50}));
        QCOMPARE(found.room, kRoom);
        QCOMPARE(found.entries.size(), 1);
        QCOMPARE(found.entries.first().seq, 3u);
        QCOMPARE(found.next, std::nullopt);
        QVERIFY(!found.epoch.isEmpty());
    }

    void aPageGoesOnWhereTheLastEnded()
    {
        auto config = noRates();
        config.limits.historyPage = 3;
        HubRig rig(config);
        const auto ada = enter(rig, u"ada"_s);
        tell(rig, ada, 5);
        const auto first = rig.answer<Found>(ada, rig.say(ada, Search{kRoom, u"tea"_s, {}, 1'000}));
        QCOMPARE(first.entries.size(), 3);
        QVERIFY(first.next);
        const auto second = rig.answer<Found>(ada, rig.say(ada, Search{kRoom, u"tea"_s, first.next, 3}));
        QCOMPARE(second.entries.size(), 2);
        QCOMPARE(second.entries.last().seq, 1u);
        QCOMPARE(second.next, std::nullopt);
    }

    void refusalsHaveTheirCodes()
    {
        HubRig rig(noRates());
        const auto ada = enter(rig, u"ada"_s);
        const auto code = [&](const QString& room, const QString& text) {
            return rig.errorOf(ada, rig.say(ada, Search{room, text, {}, 50}));
        };
        QCOMPARE(code(u"elsewhere"_s, u"tea"_s), ErrorCode::NotMember);
        QCOMPARE(code(kRoom, u"  "_s), ErrorCode::Empty);
        QCOMPARE(code(kRoom, u"?! …"_s), ErrorCode::Empty);
        QCOMPARE(code(kRoom, QString(100, u'x')), std::nullopt);
        QCOMPARE(code(kRoom, QString(101, u'x')), ErrorCode::TooLong);
        rig.breakStore(true);
        QCOMPARE(code(kRoom, u"tea"_s), ErrorCode::StoreUnavailable);
        rig.breakStore(false);
        QCOMPARE(code(kRoom, u"tea"_s), std::nullopt);
    }

    void oneConnectionSearchesOnceAtATime()
    {
        HubRig rig(noRates());
        const auto ada = enter(rig, u"ada"_s);
        const auto bob = enter(rig, u"bob"_s);
        rig.answerAtOnce(false);
        const auto first = rig.say(ada, Search{kRoom, u"tea"_s, {}, 50});
        QCOMPARE(rig.errorOf(ada, rig.say(ada, Search{kRoom, u"tea"_s, {}, 50})), ErrorCode::RateLimited);
        const auto other = rig.say(bob, Search{kRoom, u"tea"_s, {}, 50});
        QCOMPARE(rig.waitingCalls.size(), 2u);
        rig.storeAnswers();
        rig.answer<Found>(ada, first);
        rig.answer<Found>(bob, other);
        rig.answerAtOnce(true);
        rig.answer<Found>(ada, rig.say(ada, Search{kRoom, u"tea"_s, {}, 50}));
    }

    void whoLeavesMeanwhileHarmsNobody()
    {
        HubRig rig(noRates());
        const auto ada = enter(rig, u"ada"_s);
        rig.answerAtOnce(false);
        rig.say(ada, Search{kRoom, u"tea"_s, {}, 50});
        rig.close(ada, true);
        rig.storeAnswers();
        rig.answerAtOnce(true);
        const auto bob = enter(rig, u"bob"_s);
        rig.answer<Found>(bob, rig.say(bob, Search{kRoom, u"tea"_s, {}, 50}));
    }
};

QTEST_GUILESS_MAIN(TestHubSearch)
#include "tst_hub_search.moc"
