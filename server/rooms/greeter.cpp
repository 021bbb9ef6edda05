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
    const auto nick = protocol::canonicalNick(command.nick, state_.config.limits);
    if (!nick) {
        state_.refuse(asker, nick.error());
        return;
    }
    if (command.session.isEmpty() || command.session.size() > kSessionCharacters) {
        settle(connection, asker, *nick, QString(), nullptr);
        return;
    }
    const QByteArray hash = base::hashOfSecret(command.session.toUtf8());
    if (User* const known = state_.users.byToken(hash)) {
        settle(connection, asker, *nick, command.session, known);
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
    if (!person) {
        settle(*connection, pending.asker, pending.nick, QString(), nullptr);
        return;
    }
    const QByteArray hash = base::hashOfSecret(pending.session.toUtf8());
    User* known = state_.users.byToken(hash);  // another connection may have been faster
    if (known == nullptr) {
        if (state_.users.byNickKey(protocol::nickKey(pending.nick)) != nullptr) {
            state_.refuse(pending.asker, ErrorCode::NickTaken);
            return;
        }
        known = &state_.users.add({person->user, pending.nick}, hash);
    }
    settle(*connection, pending.asker, pending.nick, pending.session, known);
}

// The person is decided: `known`, or somebody new where it is null.
void Greeter::settle(Connection& connection, const Asker& asker, const QString& nick, const QString& session,
                     User* known)
{
    const User* const holder = state_.users.byNickKey(protocol::nickKey(nick));
    if (holder != nullptr && holder != known) {
        state_.refuse(asker, ErrorCode::NickTaken);
        return;
    }
    QString secret = session;
    if (known != nullptr) {
        comeBack(connection, *known, nick);
    } else {
        secret = QString::fromLatin1(state_.random(kSessionSecretBytes));
        const QString id = QLatin1String("u_") + QString::fromLatin1(state_.random(kUserIdBytes));
        User& user = state_.users.add({id, nick}, base::hashOfSecret(secret.toUtf8()));
        user.connection = connection.id;
        connection.user = &user;
    }
    const User& user = *connection.user;
    state_.ask(store::SaveSession{0, user.tokenHash, user.person, state_.now.wall},
               PendingSaveSession{asker, secret, known != nullptr});
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
    protocol::Welcome welcome;
    welcome.session = pending.session;
    welcome.you = connection->user->person;
    welcome.resumed = pending.resumed;
    welcome.server = state_.config.server;
    welcome.limits = state_.config.limits;
    welcome.storing = state_.storing;
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
