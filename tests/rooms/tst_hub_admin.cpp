// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "rooms/hub_rig.h"
#include "rooms/permissions.h"

using namespace snug;
using namespace snug::protocol;
using test::HubRig;

namespace {

using namespace Qt::StringLiterals;

// The entries that went to the audit log, oldest first.
std::vector<admin::Audit> audited(const HubRig& rig)
{
    std::vector<admin::Audit> entries;
    for (const rooms::ClerkCall& call : rig.clerkCalls) {
        if (const auto* const write = std::get_if<rooms::WriteAudit>(&call)) {
            entries.push_back(write->entry);
        }
    }
    return entries;
}

admin::Impose banOf(admin::Sanction::Subject subject, const QString& pattern, int minutes = 0)
{
    return {admin::Sanction::Kind::Ban, subject, pattern, u"spam"_s, minutes};
}

quint64 number(base::ConnectionId id)
{
    return static_cast<quint64>(id);
}

}  // namespace

// Administration in the hub: who may, what is done with people and rooms, and what is written down.
class TestHubAdmin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyAnOwnerMayDoAnythingButClaim()
    {
        const AdminCommand claim = admin::Claim{};
        QVERIFY(rooms::may(Role::Member, claim));
        const QVector<AdminCommand> all{admin::Watch{},         admin::Kick{},      admin::Notify{},
                                        admin::Impose{},        admin::Lift{},      admin::ListSanctions{},
                                        admin::LockRoom{},      admin::ClearRoom{}, admin::DeleteRoom{},
                                        admin::ReadRoom{},      admin::ListAudit{}, admin::ListSettings{},
                                        admin::ChangeSetting{}, admin::Drain{}};
        QCOMPARE(all.size() + 1, static_cast<qsizetype>(std::variant_size_v<AdminCommand>));
        HubRig rig;
        const auto ada = rig.enter(u"ada"_s);
        for (const AdminCommand& command : all) {
            QVERIFY(!rooms::may(Role::Member, command));
            QVERIFY(rooms::may(Role::Owner, command));
            QCOMPARE(rig.errorOf(ada, rig.say(ada, command)), ErrorCode::Forbidden);
        }
    }

    void theRightCodeMakesAnOwnerWhoStaysOne()
    {
        HubRig rig;
        QVERIFY(std::holds_alternative<rooms::OfferClaim>(rig.clerkCalls.front()));
        const auto ada = rig.enter(u"ada"_s);
        QCOMPARE(rig.answer<Welcome>(ada, 1).role, Role::Member);
        const qint64 claim = rig.say(ada, AdminCommand{admin::Claim{u"ABCDE"_s}});
        const auto check = std::get<rooms::CheckClaim>(rig.clerkCalls.back());
        QCOMPARE(check.code, u"ABCDE"_s);
        QVERIFY(check.isOwnerless);
        rig.give(rooms::Answered{{check.ticket, rooms::ClaimChecked{true}}});
        QCOMPARE(std::get<admin::Granted>(rig.answer<AdminAnswer>(ada, claim)).role, Role::Owner);

        const QString session = rig.answer<Welcome>(ada, 1).session;
        rig.close(ada, true);
        const auto again = rig.open();
        const qint64 hello = rig.say(again, Hello{u"ada"_s, session, {}});
        QCOMPARE(rig.answer<Welcome>(again, hello).role, Role::Owner);
    }

    void wrongCodesEndTheConnection()
    {
        HubRig rig;
        const auto eve = rig.enter(u"eve"_s);
        for (int time = 0; time < rooms::Administration::kWrongCodes; ++time) {
            QVERIFY(!rig.inbox[eve].closed);
            const qint64 claim = rig.say(eve, AdminCommand{admin::Claim{u"guess"_s}});
            rig.give(rooms::Answered{
                {std::get<rooms::CheckClaim>(rig.clerkCalls.back()).ticket, rooms::ClaimChecked{false}}});
            QCOMPARE(rig.errorOf(eve, claim), ErrorCode::WrongCode);
        }
        QCOMPARE(rig.inbox[eve].closed, CloseCode::TooManyErrors);
        QCOMPARE(audited(rig).size(), std::size_t{5});
        QCOMPARE(audited(rig).front().result, u"wrong_code"_s);
        QVERIFY(audited(rig).front().detail.isEmpty());  // what was shown is not written down
    }

    void whoHostsOwnsTheServerByTheProgramsCode()
    {
        rooms::HubConfig config;
        config.ownerCode = u"of the program"_s;
        HubRig rig(config);
        QVERIFY(rig.clerkCalls.empty());  // nothing is offered
        const auto ada = rig.enter(u"ada"_s);
        const qint64 claim = rig.say(ada, AdminCommand{admin::Claim{u"of the program"_s}});
        QCOMPARE(std::get<admin::Granted>(rig.answer<AdminAnswer>(ada, claim)).role, Role::Owner);
    }

    void whoIsKickedGoesWithTheReason()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        QVERIFY(!rig.errorOf(ada, rig.say(ada, AdminCommand{admin::Kick{number(bob), u"enough"_s}})));
        QCOMPARE(rig.inbox[bob].closed, CloseCode::Kicked);
        QCOMPARE(rig.inbox[bob].closeReason, u"enough"_s);
        QCOMPARE(rig.errorOf(ada, rig.say(ada, AdminCommand{admin::Kick{77, {}}})), ErrorCode::NotFound);
        const auto entries = audited(rig);
        QCOMPARE(entries.back().action, u"kick"_s);
        QCOMPARE(entries.back().result, u"not_found"_s);
        QCOMPARE(entries.at(entries.size() - 2).result, u"ok"_s);
        QCOMPARE(entries.back().by.nick, u"ada"_s);
    }

    void aNoticeReachesOneOrEverybody()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        const auto cid = rig.enter(u"cid"_s);
        rig.say(ada, AdminCommand{admin::Notify{number(bob), u"psst"_s}});
        rig.say(ada, AdminCommand{admin::Notify{0, u"all"_s}});
        QCOMPARE(rig.pushes<Notice>(bob).size(), std::size_t{2});
        QCOMPARE(rig.pushes<Notice>(cid).size(), std::size_t{1});
        QCOMPARE(rig.pushes<Notice>(cid).front(), (Notice{u"ada"_s, u"all"_s}));
    }

    void aBanByAddressPutsOutAndKeepsOut()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto eve = rig.open(u"10.1.2.3"_s);
        rig.say(eve, Hello{u"eve"_s, {}, {}});
        const qint64 impose =
            rig.say(ada, AdminCommand{banOf(admin::Sanction::Subject::Address, u" 10.1.0.0/16 "_s)});
        const auto sanction = std::get<admin::Sanctioned>(rig.answer<AdminAnswer>(ada, impose)).sanction;
        QCOMPARE(sanction.pattern, u"10.1.0.0/16"_s);
        QCOMPARE(rig.inbox[eve].closed, CloseCode::Banned);
        QVERIFY(rig.inbox[eve].closeReason.contains(u"spam"_s));

        const auto again = rig.open(u"::ffff:10.1.9.9"_s);
        QCOMPARE(rig.errorOf(again, rig.say(again, Hello{u"mallory"_s, {}, {}})), ErrorCode::Banned);
        const auto other = rig.open(u"10.2.0.1"_s);
        QVERIFY(!rig.errorOf(other, rig.say(other, Hello{u"bob"_s, {}, {}})));

        QVERIFY(!rig.errorOf(ada, rig.say(ada, AdminCommand{admin::Lift{sanction.id}})));
        const auto back = rig.open(u"10.1.2.3"_s);
        QVERIFY(!rig.errorOf(back, rig.say(back, Hello{u"evelyn"_s, {}, {}})));
        QCOMPARE(rig.errorOf(ada, rig.say(ada, AdminCommand{admin::Lift{sanction.id}})), ErrorCode::NotFound);
    }

    void aBanByNameKnowsTheNameInAnySpellingAndIsOverInTime()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, AdminCommand{banOf(admin::Sanction::Subject::Name, u"Mallory"_s, 10)});
        const auto eve = rig.open();
        QCOMPARE(rig.errorOf(eve, rig.say(eve, Hello{u"MALLORY"_s, {}, {}})), ErrorCode::Banned);
        rig.pass(std::chrono::minutes{10});
        const qint64 list = rig.say(ada, AdminCommand{admin::ListSanctions{}});
        QVERIFY(std::get<admin::SanctionList>(rig.answer<AdminAnswer>(ada, list)).sanctions.isEmpty());
        const auto again = rig.open();
        QVERIFY(!rig.errorOf(again, rig.say(again, Hello{u"mallory"_s, {}, {}})));
    }

    void nobodyShutsThemselvesOut()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, AdminCommand{banOf(admin::Sanction::Subject::Address, u"127.0.0.1"_s)});
        QVERIFY(!rig.inbox[ada].closed);
        const QString session = rig.answer<Welcome>(ada, 1).session;
        rig.close(ada, true);
        const auto back = rig.open();
        QVERIFY(!rig.errorOf(back, rig.say(back, Hello{u"ada"_s, session, {}})));
    }

    void badPatternsAreRefused()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        for (const QString& pattern : {u"nonsense"_s, u"10.0.0.0/99"_s, QString()}) {
            QVERIFY2(rig.errorOf(
                         ada, rig.say(ada, AdminCommand{banOf(admin::Sanction::Subject::Address, pattern)})),
                     qPrintable(pattern));
        }
    }

    void whoIsMutedMayReadOnly()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        rig.say(bob, Join{u"lobby"_s, {}});
        rig.say(ada, AdminCommand{admin::Impose{admin::Sanction::Kind::Mute, admin::Sanction::Subject::Name,
                                                u"bob"_s, u"calm down"_s, 5}});
        const qint64 send = rig.say(bob, Send{u"lobby"_s, u"hi"_s, u"n1"_s});
        QCOMPARE(rig.errorOf(bob, send), ErrorCode::Muted);
        QVERIFY(std::get<Error>(*rig.anyAnswer(bob, send)).message.contains(u"calm down"_s));
        QVERIFY(!rig.errorOf(bob, rig.say(bob, History{u"lobby"_s, {}, 10})));
        rig.pass(std::chrono::minutes{5});
        QVERIFY(!rig.errorOf(bob, rig.say(bob, Send{u"lobby"_s, u"hi"_s, u"n1"_s})));
    }

    void aLockedRoomIsForTheOwnerAlone()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        rig.say(ada, Join{u"lobby"_s, {}});
        rig.say(bob, Join{u"lobby"_s, {}});
        rig.say(ada, AdminCommand{admin::LockRoom{u"Lobby"_s, true}});
        QCOMPARE(rig.errorOf(bob, rig.say(bob, Send{u"lobby"_s, u"hi"_s, u"n1"_s})), ErrorCode::RoomLocked);
        QCOMPARE(rig.errorOf(bob, rig.say(bob, SetTopic{u"lobby"_s, u"tea"_s, u"n2"_s})),
                 ErrorCode::RoomLocked);
        QVERIFY(!rig.errorOf(ada, rig.say(ada, Send{u"lobby"_s, u"rules"_s, u"n1"_s})));
        rig.say(ada, AdminCommand{admin::LockRoom{u"lobby"_s, false}});
        QVERIFY(!rig.errorOf(bob, rig.say(bob, Send{u"lobby"_s, u"hi"_s, u"n1"_s})));
    }

    void aClearedRoomBeginsAnewForItsMembers()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        const qint64 join = rig.say(bob, Join{u"lobby"_s, {}});
        const QString epoch = rig.answer<Joined>(bob, join).head.epoch;
        rig.say(bob, Send{u"lobby"_s, u"a secret"_s, u"n1"_s});
        QVERIFY(!rig.errorOf(ada, rig.say(ada, AdminCommand{admin::ClearRoom{u"lobby"_s}})));
        const auto resets = rig.pushes<LogReset>(bob);
        QCOMPARE(resets.size(), std::size_t{1});
        QVERIFY(resets.front().cleared);
        QVERIFY(resets.front().head.epoch != epoch);
        rig.say(bob, Send{u"lobby"_s, u"again"_s, u"n1"_s});
        const qint64 history = rig.say(bob, History{u"lobby"_s, {}, 10});
        const auto entries = rig.answer<HistoryPage>(bob, history).entries;
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries.constFirst().text, u"again"_s);
    }

    void aDeletedRoomIsGoneAndMayComeAgain()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        rig.say(bob, Join{u"lobby"_s, {}});
        rig.say(bob, Send{u"lobby"_s, u"a secret"_s, u"n1"_s});
        rig.say(ada, AdminCommand{admin::LockRoom{u"lobby"_s, true}});
        QVERIFY(!rig.errorOf(ada, rig.say(ada, AdminCommand{admin::DeleteRoom{u"lobby"_s}})));
        QCOMPARE(rig.errorOf(bob, rig.say(bob, Send{u"lobby"_s, u"hi"_s, u"n2"_s})), ErrorCode::NotMember);
        rig.pass(std::chrono::seconds{1});
        const auto changes = rig.pushes<RoomChange>(bob);
        QVERIFY(changes.back().removed);
        const qint64 join = rig.say(bob, Join{u"lobby"_s, {}});
        QCOMPARE(rig.answer<Joined>(bob, join).head.seq, quint64{0});
        QVERIFY(!rig.errorOf(bob, rig.say(bob, Send{u"lobby"_s, u"hi"_s, u"n1"_s})));  // no lock is left
    }

    void aDeletedRoomThatIsBeingReadIsJoinedAnew()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        const qint64 join = rig.say(bob, Join{u"lobby"_s, {}});
        const Position since = rig.answer<Joined>(bob, join).head;
        rig.say(bob, Send{u"lobby"_s, u"one"_s, u"n1"_s});
        rig.answerAtOnce(false);
        const qint64 deleted = rig.say(ada, AdminCommand{admin::DeleteRoom{u"lobby"_s}});
        rig.storeAnswers(1);
        QVERIFY(!rig.errorOf(ada, deleted));
        const qint64 again = rig.say(bob, Join{u"lobby"_s, since});
        rig.storeAnswers();
        const auto joined = rig.answer<Joined>(bob, again);
        QVERIFY(joined.gap);
        QVERIFY(joined.head.epoch != since.epoch);
    }

    void aRoomIsReadWithoutJoiningIt()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const auto bob = rig.enter(u"bob"_s);
        rig.say(bob, Join{u"lobby"_s, {}});
        for (int n = 0; n < 3; ++n) {
            rig.say(bob, Send{u"lobby"_s, QString::number(n), u"n%1"_s.arg(n)});
        }
        const qint64 read = rig.say(ada, AdminCommand{admin::ReadRoom{u"lobby"_s, 0, 2}});
        const auto page = rig.answer<HistoryPage>(ada, read);
        QCOMPARE(page.entries.size(), 2);
        QCOMPARE(page.entries.constFirst().text, u"0"_s);
        QVERIFY(page.more);
        const std::size_t before = audited(rig).size();
        rig.say(ada, AdminCommand{admin::ReadRoom{u"lobby"_s, 2, 2}});
        QCOMPARE(audited(rig).size(), before);  // of a whole room once
        QCOMPARE(rig.errorOf(ada, rig.say(ada, AdminCommand{admin::ReadRoom{u"nowhere"_s, 0, 2}})),
                 ErrorCode::NoSuchRoom);
    }

    void settingsAreTheClerks()
    {
        HubRig rig;
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const qint64 set = rig.say(ada, AdminCommand{admin::ChangeSetting{u"max-text"_s, u"5"_s}});
        const auto call = std::get<rooms::ChangeSetting>(rig.clerkCalls.back());
        rooms::HubConfig config;
        config.limits.textCharacters = 5;
        rig.give(rooms::Configure{config});
        rig.give(rooms::Answered{
            {call.ticket, admin::SettingsPage{{{u"max-text"_s, u"5"_s, {}, {}, true}}, true}}});
        QVERIFY(!rig.errorOf(ada, set));
        rig.say(ada, Join{u"lobby"_s, {}});
        QCOMPARE(rig.errorOf(ada, rig.say(ada, Send{u"lobby"_s, u"longer"_s, u"n1"_s})), ErrorCode::TooLong);
        const qint64 wrong = rig.say(ada, AdminCommand{admin::ChangeSetting{u"port"_s, u"5"_s}});
        rig.give(rooms::Answered{{std::get<rooms::ChangeSetting>(rig.clerkCalls.back()).ticket,
                                  makeError(ErrorCode::BadSetting)}});
        QCOMPARE(rig.errorOf(ada, wrong), ErrorCode::BadSetting);
    }

    void theAuditLogIsToBeHadTheNewestFirst()
    {
        HubRig rig;
        rig.give(rooms::Recalled{{{{}, {u"u"_s, u"old"_s}, {}, u"kick"_s, {}, {}, u"ok"_s}}});
        const auto ada = rig.enterAsOwner(u"ada"_s);
        rig.say(ada, AdminCommand{admin::LockRoom{u"lobby"_s, true}});
        const qint64 list = rig.say(ada, AdminCommand{admin::ListAudit{10}});
        const auto page = std::get<admin::AuditPage>(rig.answer<AdminAnswer>(ada, list));
        QCOMPARE(page.entries.size(), 3);
        QCOMPARE(page.entries.at(0).action, u"lock"_s);
        QCOMPARE(page.entries.at(1).action, u"claim"_s);
        QCOMPARE(page.entries.at(2).by.nick, u"old"_s);
    }

    void withoutTheStoreNobodyComesInWhoMightBeBanned()
    {
        HubRig rig({}, true);
        const auto ada = rig.open();
        QCOMPARE(rig.errorOf(ada, rig.say(ada, Hello{u"ada"_s, {}, {}})), ErrorCode::StoreUnavailable);
        // The bans are asked for before anything else, and once they are known the way in is as ever.
        rig.answerAtOnce(false);
        rig.say(ada, Hello{u"ada"_s, {}, {}});
        QCOMPARE(rig.waitingCalls.size(), std::size_t{1});
        QVERIFY(std::holds_alternative<store::ListFacts>(rig.waitingCalls.front()));
        rig.breakStore(false);
        rig.storeAnswers();
        QVERIFY(std::holds_alternative<Welcome>(rig.inbox[ada].replies.back().answer));
    }

    void theProbeIsToldByTheWayOfAMessage()
    {
        HubRig rig;
        const auto inner = rig.openInner();
        QCOMPARE(rig.hub.figures().connections, 0);
        const qint64 probe = rig.say(inner, Probe{7});
        QVERIFY(!rig.errorOf(inner, probe));
        QCOMPARE(rig.pushes<Probed>(inner), std::vector<Probed>{Probed{7}});
        rig.breakStore(true);
        QCOMPARE(rig.errorOf(inner, rig.say(inner, Probe{8})), ErrorCode::StoreUnavailable);
        const auto ada = rig.open();
        QCOMPARE(rig.errorOf(ada, rig.say(ada, Probe{1})), ErrorCode::HelloFirst);
    }

    void atTheHardLimitNobodyMoreIsLetInButTheOwner()
    {
        rooms::HubConfig config;
        config.hardLimit = 2;
        HubRig rig(config);
        const auto ada = rig.enterAsOwner(u"ada"_s);
        const QString session = rig.answer<Welcome>(ada, 1).session;
        rig.enter(u"bob"_s);
        const auto cid = rig.enter(u"cid"_s);
        QCOMPARE(rig.inbox[cid].closed, CloseCode::Full);
        rig.close(cid, true);
        rig.close(ada, true);
        rig.enter(u"dan"_s);
        const auto back = rig.open();
        const qint64 hello = rig.say(back, Hello{u"ada"_s, session, {}});
        QVERIFY(!rig.errorOf(back, hello));
        QVERIFY(!rig.inbox[back].closed);
    }
};

QTEST_GUILESS_MAIN(TestHubAdmin)
#include "tst_hub_admin.moc"
