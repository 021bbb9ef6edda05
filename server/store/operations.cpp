// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/operations.h"

#include <algorithm>
#include <iterator>

#include "store/code_point_order.h"

namespace snug::store {

Ticket ticketOf(const Operation& operation)
{
    return std::visit([](const auto& any) { return any.ticket; }, operation);
}

std::optional<Error> refusalOf(const Operation& operation)
{
    const auto* const put = std::get_if<PutFact>(&operation);
    if (put != nullptr && (put->key.isEmpty() || put->key.size() > kFactKeyLength)) {
        return Error{ErrorCode::OutOfBounds,
                     QStringLiteral("a fact's key has 1 to %1 characters").arg(kFactKeyLength)};
    }
    if (put != nullptr && put->value.size() > kFactBytes) {
        return Error{ErrorCode::OutOfBounds,
                     QStringLiteral("a fact's value has at most %1 bytes").arg(kFactBytes)};
    }
    const auto* const measure = std::get_if<MeasureRooms>(&operation);
    if (measure != nullptr && measure->rooms.size() > kMeasuredAtOnce) {
        return Error{ErrorCode::OutOfBounds,
                     QStringLiteral("at most %1 rooms are measured at once").arg(kMeasuredAtOnce)};
    }
    return {};
}

RoomList merge(const RoomList& a, const RoomList& b, int limit)
{
    RoomList all;
    all.rooms.reserve(a.rooms.size() + b.rooms.size());
    std::merge(a.rooms.cbegin(), a.rooms.cend(), b.rooms.cbegin(), b.rooms.cend(),
               std::back_inserter(all.rooms),
               [](const RoomFacts& x, const RoomFacts& y) { return CodePointLess{}(x.room, y.room); });
    const qsizetype shown = std::max(limit, 0);
    all.more = a.more || b.more || all.rooms.size() > shown;
    all.total = a.total + b.total;
    all.rooms.resize(std::min(all.rooms.size(), shown));
    return all;
}

Trimmed merge(const Trimmed& a, const Trimmed& b)
{
    Trimmed all{{}, a.more || b.more, a.removed + b.removed};
    if (a.more && b.more) {
        all.next = std::min(a.next, b.next, CodePointLess{});
    } else if (all.more) {
        all.next = a.more ? a.next : b.next;
    }
    return all;
}

RoomSizes merge(const RoomSizes& a, const RoomSizes& b)
{
    return {a.rooms + b.rooms};
}

QString originOf(const QString& epoch)
{
    return epoch.section(u'.', 0, 0);
}

}  // namespace snug::store
