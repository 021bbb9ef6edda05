// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_store.h"

#include <algorithm>

#include "store/search.h"

namespace snug::store {

namespace {

Error noSuchRoom(const QString& room)
{
    return {ErrorCode::NoSuchRoom, QStringLiteral("no room %1").arg(room)};
}

}  // namespace

MemoryStore::MemoryStore(Bounds bounds, Sink sink)
    : bounds_(bounds)
    , sink_(std::move(sink))
{
}

void MemoryStore::submit(std::vector<Operation> batch)
{
    guard_.check();
    for (const Operation& operation : batch) {
        const auto refused = refusalOf(operation);
        sink_.complete(
            {ticketOf(operation),
             refused ? *refused : std::visit([this](const auto& op) { return run(op); }, operation)});
    }
}

bool MemoryStore::has(const QString& room) const
{
    return rooms_.contains(room);
}

int MemoryStore::roomCount() const
{
    return static_cast<int>(rooms_.size());
}

Result<Outcome> MemoryStore::run(const Append& op)
{
    const auto found = rooms_.find(op.room);
    if (found == rooms_.end()) {
        return noSuchRoom(op.room);
    }
    Room& room = found->second;
    const std::pair mark(op.from.user, op.nonce);
    if (const auto known = room.known.constFind(mark); known != room.known.cend()) {
        return Outcome(Appended{known->seq, known->at, true});
    }

    room.head += 1;
    room.lastAt = std::max(room.lastAt, op.at);
    if (op.kind == protocol::EntryKind::Topic) {
        room.topic = op.text;
    }
    const Appended position{room.head, room.lastAt};
    const protocol::LogEntry entry{op.room, position.seq, position.at, op.from, op.kind, op.text, op.nonce};
    remember(room, entry);
    room.log.push(entry, bounds_);
    sink_.feed(entry);
    return Outcome(position);
}

void MemoryStore::remember(Room& room, const protocol::LogEntry& entry)
{
    const std::pair mark(entry.from.user, entry.nonce);
    if (!entry.nonce.isEmpty()) {
        room.known.insert(mark, {entry.seq, entry.at});
    }
    room.knownOrder.push_back(mark);
    if (room.knownOrder.size() > kNonceMemory) {
        room.known.remove(room.knownOrder.front());
        room.knownOrder.pop_front();
    }
}

Result<Outcome> MemoryStore::run(const OpenRoom& op)
{
    auto found = rooms_.find(op.room);
    const bool create = found == rooms_.end();
    if (!create && op.mustBeNew) {
        return Error{ErrorCode::RoomExists, QStringLiteral("room %1 exists").arg(op.room)};
    }
    if (create) {
        if (!op.create) {
            return noSuchRoom(op.room);
        }
        if (roomCount() >= op.create->roomsTotal) {
            return Error{ErrorCode::TooManyRooms, QStringLiteral("there are %1 rooms").arg(roomCount())};
        }
        found = rooms_.emplace(op.room, Room{}).first;
        found->second.topic = op.create->topic;
        found->second.keep = op.create->keep;
        found->second.epoch = QString::fromLatin1(base::secureRandomText(kEpochBytes));
    }
    const Room& room = found->second;
    return Outcome(RoomFacts{op.room, room.topic, room.keep, {room.epoch, room.head}, create});
}

Result<Outcome> MemoryStore::run(const Read& op)
{
    const auto found = rooms_.find(op.room);
    if (found == rooms_.end()) {
        return noSuchRoom(op.room);
    }
    Entries answer = found->second.log.read(op);
    answer.epoch = found->second.epoch;
    return Outcome(std::move(answer));
}

Result<Outcome> MemoryStore::run(const Search& op)
{
    const auto read = run(toRead(op));
    return read.ok() ? Outcome(pick(op, std::get<Entries>(*read))) : read;
}

Result<Outcome> MemoryStore::run(const ListRooms& op)
{
    RoomList list;
    list.total = roomCount();
    for (auto at = rooms_.upper_bound(op.after); at != rooms_.end(); ++at) {
        if (list.rooms.size() >= op.limit) {
            list.more = true;
            break;
        }
        const Room& room = at->second;
        list.rooms.append({at->first, room.topic, room.keep, {room.epoch, room.head}});
    }
    return Outcome(std::move(list));
}

Result<Outcome> MemoryStore::run(const DropRoom& op)
{
    const auto found = rooms_.find(op.room);
    if (found != rooms_.end() && (op.evenKept || !found->second.keep)) {
        rooms_.erase(found);
    }
    return Outcome(base::Done{});
}

Result<Outcome> MemoryStore::run(const ClearRoom& op)
{
    const auto found = rooms_.find(op.room);
    if (found == rooms_.end()) {
        return noSuchRoom(op.room);
    }
    Room anew;
    anew.topic = found->second.topic;
    anew.keep = found->second.keep;
    anew.epoch = QString::fromLatin1(base::secureRandomText(kEpochBytes));
    found->second = std::move(anew);
    const Room& room = found->second;
    return Outcome(RoomFacts{op.room, room.topic, room.keep, {room.epoch, 0}, false});
}

Result<Outcome> MemoryStore::run(const SaveSession& op)
{
    sessions_.insert(op.tokenHash, {op.person, op.seen});
    if (sessions_.size() > kSessions) {
        forgetOldSessions();
    }
    return Outcome(base::Done{});
}

// A quarter at once, so that the search for the oldest is rare.
void MemoryStore::forgetOldSessions()
{
    std::vector<std::pair<base::WallTime, QByteArray>> all;
    all.reserve(static_cast<std::size_t>(sessions_.size()));
    for (auto at = sessions_.cbegin(); at != sessions_.cend(); ++at) {
        all.emplace_back(at->seen, at.key());
    }
    const auto quarter = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 4);
    std::nth_element(all.begin(), quarter, all.end());
    std::for_each(all.begin(), quarter, [this](const auto& old) { sessions_.remove(old.second); });
}

Result<Outcome> MemoryStore::run(const FindSession& op)
{
    const auto found = sessions_.constFind(op.tokenHash);
    if (found == sessions_.cend() || found->seen < op.notBefore) {
        return Outcome(SessionFound{});
    }
    return Outcome(SessionFound{found->person});
}

Result<Outcome> MemoryStore::run(const Probe&)
{
    return Outcome(Probed{});
}

Result<Outcome> MemoryStore::run(const Trim& op)
{
    Trimmed answer;
    QString done = op.after;
    int rooms = 0;
    for (auto at = rooms_.upper_bound(op.after); at != rooms_.end() && !answer.more; ++at) {
        if (rooms++ == op.limit) {
            answer.more = true;
            break;
        }
        Room& room = at->second;
        const quint64 keep = op.keepNewest == 0 ? room.head : std::min(op.keepNewest, room.head);
        if (room.keep) {
            answer.removed +=
                room.log.trim(op.olderThan, room.head - keep + 1, kTrimmedAtOnce - answer.removed);
        }
        answer.more = answer.removed == kTrimmedAtOnce;
        done = answer.more ? done : at->first;
    }
    answer.next = answer.more ? done : QString();
    return Outcome(std::move(answer));
}

Result<Outcome> MemoryStore::run(const Import& op)
{
    const auto [found, created] = rooms_.try_emplace(op.room);
    Room& room = found->second;
    if (created) {
        room.epoch =
            originOf(op.head.epoch) + u'.' + QString::fromLatin1(base::secureRandomText(kEpochBytes));
    } else if (!room.keep || originOf(room.epoch) != originOf(op.head.epoch)) {
        return Error{ErrorCode::RoomExists, QStringLiteral("another room %1 is there").arg(op.room)};
    }
    const quint64 before = room.head;
    for (const protocol::LogEntry& entry : op.entries) {
        if (entry.seq > room.head) {
            room.head = entry.seq;
            room.lastAt = std::max(room.lastAt, entry.at);
            remember(room, entry);
            room.log.push(entry, bounds_);
        }
    }
    if (op.head.seq > room.head) {
        room.head = op.head.seq;
        room.log.clear();
    }
    if (created || room.head > before) {
        room.topic = op.topic;
    }
    return Outcome(RoomFacts{op.room, room.topic, true, {room.epoch, room.head}, created});
}

Result<Outcome> MemoryStore::run(const ListSessions& op)
{
    QList<QByteArray> hashes = sessions_.keys();
    std::sort(hashes.begin(), hashes.end());
    SessionPage page;
    for (auto at = std::upper_bound(hashes.cbegin(), hashes.cend(), op.cursor); at != hashes.cend(); ++at) {
        if (page.sessions.size() >= std::max(op.limit, 1)) {
            page.next = page.sessions.constLast().tokenHash;
            break;
        }
        const Session& session = sessions_[*at];
        page.sessions.append({*at, session.person, session.seen});
    }
    return Outcome(std::move(page));
}

Result<Outcome> MemoryStore::run(const MeasureRooms& op)
{
    RoomSizes sizes;
    for (const QString& name : op.rooms) {
        if (const auto found = rooms_.find(name); found != rooms_.end()) {
            RoomSize size = found->second.log.sizeUpTo(found->second.head);
            size.room = name;
            sizes.rooms.append(std::move(size));
        }
    }
    return Outcome(std::move(sizes));
}

}  // namespace snug::store
