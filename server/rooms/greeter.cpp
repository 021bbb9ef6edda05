// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/greeter.h"

#include "protocol/names.h"

namespace snug::rooms {

namespace {

using protocol::ErrorCode;

constexpr int kSessionSecretBytes = 32;
constexpr int kUserIdBytes = 12;
// Longer than any secret of ours; what is longer is not looked up.
constexpr int kSessionCharacters = 128;
// Of what a client calls itself.
constexpr int kClientCharacters = 64;

}  // namespace

void Greeter::hello(Connection& connection, const Asker& asker, const protocol::Hello& command)
{
    if (connection.user != nullptr || connection.greeting) {
        state_.refuse(asker, ErrorCode::HelloTwice);
        return;
    }
    if (!asker.re) {
        state_.refuse(asker,
                      protocol::makeError(ErrorCode::BadField, QStringLiteral("A hello needs an id.")));
        return;
    }
    connection.client = command.client.left(kClientCharacters);
    const auto nick = protocol::canonicalNick(command.nick, state_.config.limits);
    if (!nick) {
        state_.refuse(asker, nick.error());
        return;
    }
    if (command.session.isEmpty() || command.session.size() > kSessionCharacters) {
        enter(connection, {asker, QString(), {newUser(), *nick}});
        return;
    }
    const QByteArray hash = base::hashOfSecret(command.session.toUtf8());
    if (const User* const known = state_.users.byToken(hash)) {
        enter(connection, {asker, command.session, {known->person.user, *nick}});
        return;
    }
    connection.greeting = true;
    state_.ask(store::FindSession{0, hash, state_.now.wall - state_.config.sessionLifetime},
               PendingFindSession{asker, *nick, command.session});
}

void Greeter::found(const PendingFindSession& pending, const store::Result<store::Outcome>& result)
{
    Connection* const connection = state_.connection(pending.asker.connection);
    if (connection == nullptr) {
        return;
    }
    connection->greeting = false;
    if (!result) {
        // Somebody who has an identity must not be given another because the disk hiccups.
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    const auto& person = std::get<store::SessionFound>(*result).person;
    if (person) {
        enter(*connection, {pending.asker, pending.session, {person->user, pending.nick}});
    } else {
        enter(*connection, {pending.asker, QString(), {newUser(), pending.nick}});
    }
}

QString Greeter::newUser() const
{
    return QLatin1String("u_") + QString::fromLatin1(state_.random(kUserIdBytes));
}

bool Greeter::isTakenHere(const protocol::Person& wanted) const
{
    const User* const holder = state_.users.byNickKey(protocol::nickKey(wanted.nick));
    return holder != nullptr && holder->person.user != wanted.user;
}

// Who it is, is decided; the store says whether the name is free on the other servers too.
void Greeter::enter(Connection& connection, const PendingEnter& wish)
{
    if (isTakenHere(wish.person)) {
        state_.refuse(wish.asker, ErrorCode::NickTaken);
        return;
    }
    if (!state_.facts.areKnown()) {
        connection.greeting = true;
        state_.ask(store::ListFacts{0}, PendingAdmission{wish.asker, wish.session, wish.person});
        return;
    }
    if (!administration_.admits(connection, wish.asker, wish.person)) {
        return;
    }
    connection.greeting = true;
    store::PresenceRecord who;
    who.member.person = wish.person;
    if (const User* const known = state_.users.byId(wish.person.user)) {
        who.member.state = known->state;
        who.rooms = QStringList(known->rooms.begin(), known->rooms.end());
    }
    who.address = connection.address;
    who.since = state_.now.wall;
    state_.ask(store::Enter{0, std::move(who)}, wish);
}

void Greeter::admitted(const PendingAdmission& pending, const store::Result<store::Outcome>& result)
{
    administration_.factsListed(result);
    Connection* const connection = state_.connection(pending.asker.connection);
    if (connection == nullptr) {
        return;
    }
    connection->greeting = false;
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    enter(*connection, {pending.asker, pending.session, pending.person});
}

void Greeter::entered(const PendingEnter& pending, const store::Result<store::Outcome>& result)
{
    Connection* const connection = state_.connection(pending.asker.connection);
    if (connection != nullptr) {
        connection->greeting = false;
    }
    // What came between (another hello for the same name, answered first) counts too.
    const bool isTaken = isTakenHere(pending.person);
    const User* const known = state_.users.byId(pending.person.user);
    if (result && (connection == nullptr || isTaken) && known == nullptr) {
        cluster_.departed(pending.person);
    }
    if (connection == nullptr) {
        return;
    }
    // Who is known here under this name comes back whatever the store does.
    const bool mayEnter = result || (known != nullptr && known->person.nick == pending.person.nick &&
                                     result.error().code == store::ErrorCode::Unavailable);
    if (result && cluster_.hasMovedOn(pending.person.user, std::get<store::Entered>(*result).order)) {
        state_.disconnect(connection->id, protocol::CloseCode::Replaced);
        return;
    }
    if (!mayEnter || isTaken) {
        state_.refuse(pending.asker,
                      mayEnter ? protocol::makeError(ErrorCode::NickTaken) : toProtocol(result.error()));
        return;
    }
    settle(*connection, pending);
}

void Greeter::settle(Connection& connection, const PendingEnter& wish)
{
    QString secret = wish.session;
    if (secret.isEmpty()) {
        secret = QString::fromLatin1(state_.random(kSessionSecretBytes));
    }
    User* user = state_.users.byId(wish.person.user);
    if (user == nullptr) {
        user = &state_.users.add(wish.person, base::hashOfSecret(secret.toUtf8()));
    }
    comeBack(connection, *user, wish.person.nick);
    cluster_.arrived(*user);
    state_.changedUsers.insert(user->person.user);  // again: `missed` may have come between, without this one
    state_.ask(store::SaveSession{0, user->tokenHash, user->person, state_.now.wall},
               PendingSaveSession{wish.asker, secret, !wish.session.isEmpty()});
}

void Greeter::comeBack(Connection& connection, User& user, const QString& nick)
{
    if (user.isHere()) {
        state_.disconnect(user.connection, protocol::CloseCode::Replaced);
        if (Connection* const old = state_.connection(user.connection)) {
            old->user = nullptr;
        }
    }
    membership_.detachAll(user);
    user.connection = connection.id;
    user.address = connection.address;
    user.since = state_.now.wall;
    connection.user = &user;
    if (user.person.nick != nick) {
        membership_.rename(user, nick);
    }
}

void Greeter::saved(const PendingSaveSession& pending, const store::Result<store::Outcome>& result)
{
    Q_UNUSED(
        result);  // a session that could not be kept is good until the server stops: no reason to shut out
    const Connection* const connection = state_.connection(pending.asker.connection);
    if (connection != nullptr && connection->user != nullptr) {
        state_.ask(directory_.firstPage(), PendingWelcome{pending.asker, pending.session, pending.resumed});
    }
}

void Greeter::listed(const PendingWelcome& pending, const store::Result<store::Outcome>& result)
{
    Connection* const connection = state_.connection(pending.asker.connection);
    if (connection == nullptr || connection->user == nullptr) {
        return;
    }
    connection->greeted = true;
    administration_.people().welcome(*connection);
    protocol::Welcome welcome;
    welcome.session = pending.session;
    welcome.you = connection->user->person;
    welcome.resumed = pending.resumed;
    welcome.server = state_.config.server;
    welcome.limits = state_.config.limits;
    welcome.storing = state_.storing;
    welcome.role = connection->mayAdminister ? protocol::Role::Owner : protocol::Role::Member;
    if (result) {
        const protocol::RoomPage page = directory_.toPage(std::get<store::RoomList>(*result));
        welcome.rooms = page.rooms;
        welcome.roomsNext = page.next;
    }
    state_.answer(pending.asker, std::move(welcome));
}

void Greeter::closed(Connection& connection, bool clean)
{
    User* const user = connection.user;
    if (user == nullptr) {
        return;
    }
    membership_.detachAll(*user);
    user->connection = {};
    user->goneSince = state_.now.steady;
    if (clean) {
        forget(*user);
    }
}

void Greeter::forget(User& user)
{
    membership_.leaveAll(user);
    cluster_.departed(user.person);
    state_.users.remove(user);
}

void Greeter::tick()
{
    std::vector<User*> over;
    for (const auto& [id, user] : state_.users.all()) {
        if (!user->isHere() && state_.now.steady - user->goneSince >= state_.config.nameHold) {
            over.push_back(user.get());
        }
    }
    for (User* const user : over) {
        forget(*user);
    }
}

}  // namespace snug::rooms
