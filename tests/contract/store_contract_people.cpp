// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "contract/store_contract.h"

namespace snug::contract {

using namespace store;
using namespace Qt::StringLiterals;

namespace {

PresenceRecord record(const QString& user, const QString& nick)
{
    return {QString(), {{user, nick}, protocol::PresenceState::Active}, {u"lobby"_s}, u"::1"_s, atMs(1), 0};
}

Enter enter(const QString& user, const QString& nick)
{
    return {0, record(user, nick)};
}

}  // namespace

void StoreContract::namesBelongToThoseHere()
{
    store_->get<Entered>(enter(u"u1"_s, u"Ada"_s));
    QCOMPARE(store_->errorOf(enter(u"u2"_s, u"ada"_s)), ErrorCode::NameTaken);
    store_->get<Entered>(enter(u"u1"_s, u"Ada"_s));  // again: nobody is in one's own way
    store_->get<Entered>(enter(u"u1"_s, u"Bob"_s));
    store_->get<Entered>(enter(u"u2"_s, u"ada"_s));
    QCOMPARE(store_->errorOf(enter(u"u3"_s, u"BOB"_s)), ErrorCode::NameTaken);
    // What was given before is done before, gathered or not.
    const auto answers = store_->run(
        {UpdatePresence{0, {}, {{u"u1"_s, u"Bob"_s}}}, enter(u"u3"_s, u"BOB"_s), enter(u"u1"_s, u"bob"_s)});
    QVERIFY(answers[0].ok() && answers[1].ok());
    QCOMPARE(answers[2].error().code, ErrorCode::NameTaken);
}

void StoreContract::whoIsNotNamedIsGone()
{
    store_->get<Entered>(enter(u"u1"_s, u"ada"_s));
    store_->get<Entered>(enter(u"u2"_s, u"bob"_s));
    // Somebody who never entered does so; a taken name stays where it is.
    store_->get<base::Done>(UpdatePresence{
        0, {record(u"u2"_s, u"bob"_s), record(u"u3"_s, u"eve"_s), record(u"u4"_s, u"bob"_s)}, {}, true});
    store_->get<Entered>(enter(u"u5"_s, u"ada"_s));
    QCOMPARE(store_->errorOf(enter(u"u6"_s, u"bob"_s)), ErrorCode::NameTaken);
    QCOMPARE(store_->errorOf(enter(u"u6"_s, u"eve"_s)), ErrorCode::NameTaken);
    store_->get<Entered>(enter(u"u2"_s, u"bob"_s));
    store_->get<base::Done>(UpdatePresence{0, {}, {}, true});
    store_->get<Entered>(enter(u"u6"_s, u"bob"_s));
}

void StoreContract::nobodyIsElsewhere()
{
    store_->get<Entered>(enter(u"u1"_s, u"ada"_s));
    QCOMPARE(store_->get<Elsewhere>(ListElsewhere{}), Elsewhere{});
    store_->get<base::Done>(TellTyping{0, u"lobby"_s, {u"u1"_s, u"ada"_s}, true});
}

void StoreContract::serverIsListedAsItToldLast()
{
    const auto none = store_->get<Servers>(ListServers{});
    QVERIFY(none.servers.isEmpty());
    QVERIFY(!none.mine.isEmpty());
    ServerRecord record{u"passed over"_s,
                        u"größer"_s,
                        u"wss://one:1"_s,
                        u"1.2"_s,
                        3,
                        100,
                        std::chrono::milliseconds(7),
                        false,
                        atMs(1'700'000'000'123)};
    for (const bool draining : {false, true}) {
        record.draining = draining;
        record.connections += 1;
        ServerRecord told = record;
        told.id = none.mine;
        const auto all = store_->run({TellServer{0, record}, ListServers{}});
        QVERIFY(all[0].ok());
        QCOMPARE(std::get<Servers>(*all[1]), (Servers{{told}, none.mine}));
    }
}

}  // namespace snug::contract
