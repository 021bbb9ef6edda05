// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/hub_state.h"

#include <algorithm>

#include "protocol/names.h"

namespace snug::rooms {

namespace {

// A client whose every command is refused is broken or hostile; temporary refusals of ours do not count.
constexpr int kRefusalsInARow = 100;

bool isTheirFault(protocol::ErrorCode code)
{
    return !protocol::isTemporary(code) || code == protocol::ErrorCode::RateLimited;
}

void setTicket(store::Operation& operation, store::Ticket ticket)
{
    std::visit([ticket](auto& each) { each.ticket = ticket; }, operation);
}

}  // namespace

Connection* HubState::connection(base::ConnectionId id)
{
    const auto found = connections.find(id);
    return found == connections.end() ? nullptr : &found->second;
}

Room* HubState::room(const QString& name)
{
    const auto found = rooms.find(name);
    return found == rooms.end() ? nullptr : &found->second;
}

int HubState::memberCount(const QString& name) const
{
    const auto found = rooms.find(name);
    return found == rooms.end() ? static_cast<int>(remote.in(name).size()) : found->second.memberCount();
}

base::Audience HubState::everybody() const
{
    auto all = std::make_shared<std::vector<base::ConnectionId>>();
    for (const auto& [id, each] : connections) {
        if (each.greeted) {
            all->push_back(id);
        }
    }
    std::sort(all->begin(), all->end());
    return all;
}

Room* HubState::roomOfMember(const Asker& asker, const User& user, const QString& name)
{
    const auto canonical = protocol::canonicalRoom(name, config.limits);
    if (!canonical) {
        refuse(asker, canonical.error());
        return nullptr;
    }
    Room* const found = room(*canonical);
    if (found == nullptr || !found->isAttached(user)) {
        refuse(asker, protocol::ErrorCode::NotMember);
        return nullptr;
    }
    return found;
}

void HubState::answer(const Asker& asker, protocol::Answer answer)
{
    endAudit(asker, QStringLiteral("ok"));
    Connection* const to = connection(asker.connection);
    if (to == nullptr) {
        return;
    }
    to->refusalsInARow = 0;
    if (asker.re) {
        effects->emplace_back(Answer{asker.connection, {asker.re, std::move(answer)}});
    }
}

void HubState::refuse(const Asker& asker, const protocol::Error& error)
{
    endAudit(asker, protocol::errorWord(error.code));
    Connection* const to = connection(asker.connection);
    if (to == nullptr) {
        return;
    }
    effects->emplace_back(Answer{asker.connection, {asker.re, error}});
    if (error.code == protocol::ErrorCode::RateLimited) {
        ++to->rateLimited;
    }
    if (isTheirFault(error.code) && ++to->refusalsInARow == kRefusalsInARow) {
        disconnect(asker.connection, protocol::CloseCode::TooManyErrors);
    }
}

void HubState::disconnect(base::ConnectionId id, protocol::CloseCode code, const QString& reason)
{
    effects->emplace_back(Disconnect{id, code, reason});
}

void HubState::audit(Asker& asker, const Connection& connection, const QString& action, const QString& target,
                     const QString& detail)
{
    asker.audit = ++nextAudit_;
    audits.emplace(asker.audit, protocol::admin::Audit{now.wall, connection.user->person, connection.address,
                                                       action, target, detail, QString()});
}

void HubState::endAudit(const Asker& asker, const QString& result)
{
    auto entry = audits.extract(asker.audit);
    if (entry.empty()) {
        return;
    }
    entry.mapped().result = result;
    audited.push_front(entry.mapped());
    if (audited.size() > static_cast<std::size_t>(protocol::admin::kAuditPage)) {
        audited.pop_back();
    }
    auditChanged = true;
    effects->emplace_back(ClerkCall{WriteAudit{std::move(entry.mapped())}});
}

void HubState::broadcast(const base::Audience& audience, base::ConnectionId except, protocol::Push push,
                         base::SteadyTime since)
{
    if (!audience->empty()) {
        effects->emplace_back(Broadcast{audience, except, std::move(push), since});
    }
}

void HubState::ask(store::Operation operation, Pending next)
{
    setTicket(operation, ++nextTicket_);
    pending.emplace(nextTicket_, std::move(next));
    effects->emplace_back(StoreCall{std::move(operation)});
}

void HubState::tellStore(store::Operation operation)
{
    setTicket(operation, ++nextTicket_);
    effects->emplace_back(StoreCall{std::move(operation)});
}

protocol::Error toProtocol(const store::Error& error)
{
    using protocol::ErrorCode;
    switch (error.code) {
        case store::ErrorCode::NoSuchRoom:
            return protocol::makeError(ErrorCode::NoSuchRoom);
        case store::ErrorCode::RoomExists:
            return protocol::makeError(ErrorCode::RoomExists);
        case store::ErrorCode::TooManyRooms:
            return protocol::makeError(ErrorCode::TooManyRooms);
        case store::ErrorCode::NameTaken:
            return protocol::makeError(ErrorCode::NickTaken);
        case store::ErrorCode::Conflict:
        case store::ErrorCode::OutOfBounds:
        case store::ErrorCode::Unavailable:
        case store::ErrorCode::Corrupt:
            break;
    }
    return protocol::makeError(ErrorCode::StoreUnavailable);
}

}  // namespace snug::rooms
