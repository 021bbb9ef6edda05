// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/people_moderation.h"

#include <QDateTime>
#include <algorithm>

#include "protocol/codec.h"
#include "protocol/names.h"

namespace snug::rooms {

namespace {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::admin::Sanction;

constexpr int kSanctionIdBytes = 9;
constexpr int kReasonCharacters = 250;
constexpr int kSanctions = 1'000;

// A pattern in the form in which it is compared, or why it is none.
base::Result<QString, protocol::Error> canonicalPattern(const protocol::admin::Impose& command,
                                                        const protocol::Limits& limits)
{
    if (command.subject == Sanction::Subject::Name) {
        return protocol::canonicalNick(command.pattern, limits);
    }
    const QString address = canonicalAddressPattern(command.pattern);
    if (address.isEmpty()) {
        return protocol::makeError(ErrorCode::BadField,
                                   u"\"%1\" is no address and no network."_s.arg(command.pattern));
    }
    return address;
}

}  // namespace

QString toSentence(const Sanction& sanction)
{
    QString sentence = sanction.kind == Sanction::Kind::Ban ? u"You may not come in here"_s
                                                            : u"You may not write here now"_s;
    if (!sanction.reason.isEmpty()) {
        sentence += u": "_s + sanction.reason;
    }
    if (!sentence.endsWith(u'.')) {
        sentence += u'.';
    }
    if (sanction.until) {
        const auto until =
            QDateTime::fromMSecsSinceEpoch(sanction.until->time_since_epoch().count(), Qt::UTC);
        sentence += u" Until %1 UTC."_s.arg(until.toString(u"yyyy-MM-dd HH:mm"_s));
    }
    return sentence;
}

void PeopleModeration::kick(const Asker& asker, const protocol::admin::Kick& command)
{
    const Connection* const found = state_.connection(base::ConnectionId{command.connection});
    if (found == nullptr || found->inner) {
        state_.refuse(asker, ErrorCode::NotFound);
        return;
    }
    const auto reason = protocol::canonicalText(command.reason, kReasonCharacters, true);
    if (!reason) {
        state_.refuse(asker, reason.error());
        return;
    }
    state_.disconnect(found->id, protocol::CloseCode::Kicked, *reason);
    state_.answer(asker, protocol::Ok{});
}

void PeopleModeration::notify(const Asker& asker, const QString& by, const protocol::admin::Notify& command)
{
    const auto text = protocol::canonicalText(command.text, state_.config.limits.textCharacters, false);
    if (!text) {
        state_.refuse(asker, text.error());
        return;
    }
    base::Audience to = state_.everybody();
    if (command.connection != 0) {
        const Connection* const found = state_.connection(base::ConnectionId{command.connection});
        if (found == nullptr || !found->greeted) {
            state_.refuse(asker, ErrorCode::NotFound);
            return;
        }
        to = std::make_shared<const std::vector<base::ConnectionId>>(1, found->id);
    }
    state_.broadcast(to, {}, protocol::Notice{by, *text});
    state_.answer(asker, protocol::Ok{});
}

void PeopleModeration::impose(const Asker& asker, const QString& by, const protocol::admin::Impose& command)
{
    const auto pattern = canonicalPattern(command, state_.config.limits);
    if (!pattern) {
        state_.refuse(asker, pattern.error());
        return;
    }
    const auto reason = protocol::canonicalText(command.reason, kReasonCharacters, true);
    if (!reason) {
        state_.refuse(asker, reason.error());
        return;
    }
    if (state_.facts.sanctions().size() >= kSanctions) {
        state_.refuse(
            asker, protocol::makeError(ErrorCode::TooLong, u"At most %1 bans and mutes."_s.arg(kSanctions)));
        return;
    }
    Sanction sanction{QString::fromLatin1(state_.random(kSanctionIdBytes)),
                      command.kind,
                      command.subject,
                      *pattern,
                      *reason,
                      by,
                      state_.now.wall,
                      std::nullopt};
    if (command.minutes > 0) {
        sanction.until = state_.now.wall + std::chrono::minutes{command.minutes};
    }
    const QString key = ServerFacts::sanctionKey(sanction.id);
    const QByteArray value = protocol::encodeSanction(sanction);
    state_.ask(store::PutFact{0, key, value, {}}, PendingFact{asker, key, value, std::move(sanction), false});
}

void PeopleModeration::lift(const Asker& asker, const protocol::admin::Lift& command)
{
    if (!state_.facts.sanctions().contains(command.id)) {
        state_.refuse(asker, ErrorCode::NotFound);
        return;
    }
    const QString key = ServerFacts::sanctionKey(command.id);
    state_.ask(store::PutFact{0, key, {}, {}}, PendingFact{asker, key, {}, std::nullopt, false});
}

void PeopleModeration::list(const Asker& asker)
{
    const auto& all = state_.facts.sanctions();
    QVector<Sanction> sorted(all.begin(), all.end());
    std::sort(sorted.begin(), sorted.end(), [](const Sanction& a, const Sanction& b) { return a.at > b.at; });
    state_.answer(asker, protocol::AdminAnswer{protocol::admin::SanctionList{std::move(sorted)}});
}

const Sanction* PeopleModeration::banOf(const Connection& connection, const protocol::Person& person) const
{
    if (state_.facts.isOwner(person.user)) {
        return nullptr;
    }
    return state_.facts.sanctionOn(Sanction::Kind::Ban, connection.address, person.nick, state_.now.wall);
}

void PeopleModeration::welcome(Connection& connection)
{
    const protocol::Person& person = connection.user->person;
    connection.mayAdminister = state_.facts.isOwner(person.user);
    const Sanction* const mute =
        connection.mayAdminister
            ? nullptr
            : state_.facts.sanctionOn(Sanction::Kind::Mute, connection.address, person.nick, state_.now.wall);
    connection.muted = mute == nullptr ? std::nullopt : std::optional(*mute);
}

void PeopleModeration::apply(Connection& connection)
{
    if (connection.user == nullptr) {
        return;
    }
    welcome(connection);
    if (const Sanction* const ban = banOf(connection, connection.user->person)) {
        state_.disconnect(connection.id, protocol::CloseCode::Banned, toSentence(*ban));
    }
}

void PeopleModeration::enforce()
{
    for (auto& [id, connection] : state_.connections) {
        apply(connection);
    }
}

void PeopleModeration::tick()
{
    const QStringList over = state_.facts.expired(state_.now.wall);
    for (const QString& id : over) {
        const QString key = ServerFacts::sanctionKey(id);
        state_.facts.apply(key, {});
        state_.tellStore(store::PutFact{0, key, {}, {}});
    }
    if (!over.isEmpty()) {
        enforce();
    }
}

}  // namespace snug::rooms
