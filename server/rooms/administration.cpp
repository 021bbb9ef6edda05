// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/administration.h"

#include <algorithm>

#include "rooms/audited_words.h"
#include "rooms/permissions.h"

namespace snug::rooms {

using namespace protocol;

Administration::Administration(HubState& state, Conversation& conversation, Membership& membership,
                               Directory& directory)
    : state_(state)
    , conversation_(conversation)
    , membership_(membership)
    , people_(state)
    , rooms_(state, conversation, membership, directory)
    , watchers_(state)
    , census_(state, watchers_)
    , instances_(state, watchers_)
{
}

void Administration::run(Connection& connection, Asker asker, const AdminCommand& command)
{
    const Role role = connection.mayAdminister ? Role::Owner : Role::Member;
    if (const auto words = auditedWords(command)) {
        state_.audit(asker, connection, words->action, words->target, words->detail);
    }
    if (!may(role, command)) {
        state_.refuse(asker, ErrorCode::Forbidden);
        return;
    }
    const QString by = connection.user->person.nick;
    std::visit(
        base::overloaded{
            [&](const admin::Claim& each) { on(connection, asker, each); },
            [&](const admin::Watch& each) { on(asker, each); },
            [&](const admin::Kick& each) { people_.kick(asker, each); },
            [&](const admin::Notify& each) { people_.notify(asker, by, each); },
            [&](const admin::Impose& each) { people_.impose(asker, by, each); },
            [&](const admin::Lift& each) { people_.lift(asker, each); },
            [&](const admin::ListSanctions&) { people_.list(asker); },
            [&](const admin::LockRoom& each) { rooms_.lock(asker, each); },
            [&](const admin::ClearRoom& each) { rooms_.clear(asker, each); },
            [&](const admin::DeleteRoom& each) { rooms_.remove(asker, each); },
            [&](const admin::ReadRoom& each) { rooms_.read(asker, each); },
            [&](const admin::ListAudit& each) { on(asker, each); },
            [&](const admin::ListSettings&) {
                state_.askClerk(rooms::ListSettings{}, PendingSettings{asker, false});
            },
            [&](const admin::ChangeSetting& each) {
                state_.askClerk(rooms::ChangeSetting{0, each.name, each.value}, PendingSettings{asker, true});
            },
            [&](const admin::Drain& each) { instances_.drain(asker, each); },
        },
        command);
}

bool Administration::admits(const Connection& connection, const Asker& asker, const Person& person)
{
    if (const admin::Sanction* const ban = people_.banOf(connection, person)) {
        state_.refuse(asker, makeError(ErrorCode::Banned, toSentence(*ban)));
        state_.disconnect(connection.id, CloseCode::Banned, toSentence(*ban));
        return false;
    }
    return instances_.admits(connection, person.user);
}

void Administration::on(Connection& connection, const Asker& asker, const admin::Claim& command)
{
    const QString& owned = state_.config.ownerCode;
    const QByteArray shown = base::hashOfSecret(command.code.toUtf8());
    if (connection.mayAdminister) {
        state_.answer(asker, AdminAnswer{admin::Granted{Role::Owner}});
    } else if (connection.wrongCodes >= kWrongCodes) {
        refuseCode(connection, asker);
    } else if (!owned.isEmpty() && shown == base::hashOfSecret(owned.toUtf8())) {
        makeOwner(asker, connection.user->person.user);
    } else {
        state_.askClerk(CheckClaim{0, command.code, !state_.facts.hasOwner()}, PendingClaim{asker});
    }
}

void Administration::refuseCode(Connection& connection, const Asker& asker)
{
    state_.refuse(asker, ErrorCode::WrongCode);
    if (++connection.wrongCodes >= kWrongCodes) {
        state_.disconnect(connection.id, CloseCode::TooManyErrors);
    }
}

void Administration::answered(const PendingClaim& pending, const ClerkAnswer& answer)
{
    const auto* const checked = std::get_if<ClaimChecked>(&answer.what);
    const bool right = checked != nullptr && checked->right;
    Connection* const connection = state_.connection(pending.asker.connection);
    if (right && connection != nullptr && connection->user != nullptr) {
        makeOwner(pending.asker, connection->user->person.user);
        return;
    }
    if (right) {
        offeredClaim_ = false;  // used up for nobody
    }
    if (connection != nullptr) {
        refuseCode(*connection, pending.asker);
    } else {
        state_.refuse(pending.asker, ErrorCode::WrongCode);
    }
}

void Administration::makeOwner(const Asker& asker, const QString& user)
{
    const QString key = ServerFacts::ownerKey(user);
    state_.ask(store::PutFact{0, key, ServerFacts::yes(), {}},
               PendingFact{asker, key, ServerFacts::yes(), std::nullopt, true});
}

void Administration::on(const Asker& asker, const admin::Watch& command)
{
    watchers_.watch(asker, command);
    if (command.rooms) {
        census_.begin(asker.connection);
    }
    if (command.instances) {
        instances_.begin(asker.connection);
    }
}

void Administration::on(const Asker& asker, const admin::ListAudit& command)
{
    const auto& all = state_.audited;
    const auto count = std::min<std::size_t>(
        all.size(), static_cast<std::size_t>(std::clamp(command.limit, 1, admin::kAuditPage)));
    state_.answer(
        asker,
        AdminAnswer{admin::AuditPage{{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)}}});
}

void Administration::answered(const PendingSettings& pending, const ClerkAnswer& answer)
{
    if (const auto* const page = std::get_if<admin::SettingsPage>(&answer.what)) {
        state_.answer(pending.asker, AdminAnswer{*page});
        if (pending.changes) {
            watchers_.tellAll(admin::Changed{false, false, true});
        }
    } else if (const auto* const error = std::get_if<Error>(&answer.what)) {
        state_.refuse(pending.asker, *error);
    }
}

// ---- what all servers agree on

void Administration::askForFacts()
{
    askedForFacts_ = true;
    state_.ask(store::ListFacts{0}, PendingFacts{});
}

void Administration::factsListed(const store::Result<store::Outcome>& result)
{
    askedForFacts_ = false;
    if (!result) {
        return;  // the next tick asks again, where nothing is known yet
    }
    state_.facts.replace(std::get<store::Facts>(*result).facts);
    offerClaim();
    people_.enforce();
}

void Administration::offerClaim()
{
    const bool isOwnerless = state_.facts.areKnown() && !state_.facts.hasOwner();
    if (isOwnerless && state_.config.ownerCode.isEmpty() && !std::exchange(offeredClaim_, true)) {
        state_.effects->emplace_back(ClerkCall{OfferClaim{}});
    }
}

void Administration::factPut(const PendingFact& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        if (pending.claim) {
            offeredClaim_ = false;  // the code is used up
        }
        return;
    }
    factChanged(pending.key, pending.value);
    if (pending.claim) {
        state_.answer(pending.asker, AdminAnswer{admin::Granted{Role::Owner}});
    } else if (pending.sanction) {
        state_.answer(pending.asker, AdminAnswer{admin::Sanctioned{*pending.sanction}});
    } else {
        state_.answer(pending.asker, Ok{});
    }
}

void Administration::factChanged(const QString& key, const QByteArray& value)
{
    state_.facts.apply(key, value);
    people_.enforce();
    watchers_.tellAll(admin::Changed{true, false, false});
}

void Administration::deleted(const PendingDelete& pending, const store::Result<store::Outcome>& result)
{
    rooms_.removed(pending, result);
    if (result) {
        census_.dropped(pending.room);
    }
}

void Administration::recalled(const Recalled& recalled)
{
    state_.audited.insert(state_.audited.end(), recalled.entries.begin(), recalled.entries.end());
}

void Administration::heard(const store::News& news)
{
    std::visit(base::overloaded{
                   [this](const store::FactChanged& change) { factChanged(change.key, change.value); },
                   [this](const store::RoomDropped& dropped) {
                       membership_.dissolve(dropped.room);
                       census_.dropped(dropped.room);
                   },
                   [this](const store::RoomCleared& cleared) { conversation_.cleared(cleared.facts.room); },
                   [](const auto&) {},
               },
               news);
}

void Administration::missed()
{
    askForFacts();
}

void Administration::tick()
{
    if (!state_.facts.areKnown() && !askedForFacts_) {
        askForFacts();
    }
    offerClaim();
    people_.tick();
    watchers_.tick();
    census_.tick();
    instances_.tick();
}

}  // namespace snug::rooms
