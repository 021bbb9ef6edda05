// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/room_moderation.h"

#include <algorithm>

#include "protocol/names.h"

namespace snug::rooms {

std::optional<QString> RoomModeration::nameOf(const Asker& asker, const QString& name)
{
    const auto canonical = protocol::canonicalRoom(name, state_.config.limits);
    if (!canonical) {
        state_.refuse(asker, canonical.error());
        return std::nullopt;
    }
    return *canonical;
}

void RoomModeration::lock(const Asker& asker, const protocol::admin::LockRoom& command)
{
    const auto name = nameOf(asker, command.room);
    if (!name) {
        return;
    }
    const QString key = ServerFacts::lockKey(*name);
    const QByteArray value = command.locked ? ServerFacts::yes() : QByteArray();
    state_.ask(store::PutFact{0, key, value, {}}, PendingFact{asker, key, value, std::nullopt, false});
}

void RoomModeration::clear(const Asker& asker, const protocol::admin::ClearRoom& command)
{
    if (const auto name = nameOf(asker, command.room)) {
        state_.ask(store::ClearRoom{0, *name}, PendingClear{asker, *name});
    }
}

void RoomModeration::cleared(const PendingClear& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    conversation_.cleared(pending.room);
    state_.answer(pending.asker, protocol::Ok{});
}

void RoomModeration::remove(const Asker& asker, const protocol::admin::DeleteRoom& command)
{
    if (const auto name = nameOf(asker, command.room)) {
        state_.ask(store::DropRoom{0, *name, true}, PendingDelete{asker, *name});
    }
}

void RoomModeration::removed(const PendingDelete& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    membership_.dissolve(pending.room);
    directory_.dropped(pending.room);
    if (state_.facts.isLocked(pending.room)) {
        const QString key = ServerFacts::lockKey(pending.room);
        state_.facts.apply(key, {});
        state_.tellStore(store::PutFact{0, key, {}, {}});
    }
    state_.answer(pending.asker, protocol::Ok{});
}

void RoomModeration::read(const Asker& asker, const protocol::admin::ReadRoom& command)
{
    if (const auto name = nameOf(asker, command.room)) {
        const int limit = std::clamp(command.limit, 1, state_.config.limits.historyPage);
        state_.ask(store::Read{0, *name, command.after, 0, limit, false}, PendingReadRoom{asker, *name});
    }
}

void RoomModeration::wasRead(const PendingReadRoom& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    const auto& read = std::get<store::Entries>(*result);
    state_.answer(pending.asker, protocol::HistoryPage{pending.room, read.epoch, read.entries, read.more});
}

}  // namespace snug::rooms
