// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/plain_model.h"

#include <algorithm>

#include "protocol/search_words.h"

namespace snug::contract {

using namespace store;

namespace {

Error error(ErrorCode code)
{
    return {code, {}};
}

}  // namespace

Result<Outcome> PlainModel::apply(const Operation& operation, std::vector<protocol::LogEntry>& feed)
{
    const auto done = [] { return Result<Outcome>(Outcome(base::Done{})); };
    return std::visit(
        base::overloaded{
            [&](const Append& op) { return append(op, feed); }, [&](const OpenRoom& op) { return open(op); },
            [&](const Read& op) { return read(op); }, [&](const Search& op) { return search(op); },
            [&](const ListRooms& op) { return Result<Outcome>(Outcome(list(op))); },
            [&](const DropRoom& op) {
                std::erase_if(rooms_, [&](const Room& room) {
                    return room.name == op.room && (op.evenKept || !room.keep);
                });
                return done();
            },
            [&](const ClearRoom& op) { return clear(op); },
            [&](const SaveSession& op) {
                std::erase_if(sessions_, [&](const Session& s) { return s.tokenHash == op.tokenHash; });
                sessions_.push_back({op.tokenHash, op.person, op.seen});
                return done();
            },
            [&](const FindSession& op) { return Result<Outcome>(Outcome(findSession(op))); },
            [&](const Probe&) { return Result<Outcome>(Outcome(Probed{})); },
            [&](const Trim& op) { return Result<Outcome>(Outcome(trim(op))); },
            [&](const Import& op) { return takeOver(op); },
            [&](const ListSessions&) { return Result<Outcome>(Outcome(listSessions())); },
            [&](const MeasureRooms& op) { return Result<Outcome>(Outcome(measure(op))); },
            [&](const PutFact& op) { return put(op); },
            [&](const ListFacts&) { return Result<Outcome>(Outcome(Facts{facts_})); },
            [&](const ListElsewhere&) { return Result<Outcome>(Outcome(Elsewhere{})); },
            [&](const auto& /*people*/) { return done(); },  // not among the random operations
        },
        operation);
}

void PlainModel::restart()
{
    std::erase_if(rooms_, [](const Room& room) { return !room.keep; });
}

QStringList PlainModel::names() const
{
    QStringList names;
    for (const Room& room : rooms_) {
        names.append(room.name);
    }
    return names;
}

PlainModel::Room* PlainModel::find(const QString& name)
{
    const auto found =
        std::find_if(rooms_.begin(), rooms_.end(), [&](const Room& room) { return room.name == name; });
    return found == rooms_.end() ? nullptr : &*found;
}

Result<Outcome> PlainModel::append(const Append& op, std::vector<protocol::LogEntry>& feed)
{
    Room* const room = find(op.room);
    if (room == nullptr) {
        return error(ErrorCode::NoSuchRoom);
    }
    for (const auto* const entries : {&room->gone, &room->log}) {
        for (const protocol::LogEntry& entry : *entries) {
            if (!op.nonce.isEmpty() && entry.from.user == op.from.user && entry.nonce == op.nonce) {
                return Outcome(Appended{entry.seq, entry.at, true});
            }
        }
    }
    room->head += 1;
    room->lastAt = std::max(op.at, room->lastAt);
    room->log.push_back({op.room, room->head, room->lastAt, op.from, op.kind, op.text, op.nonce});
    if (op.kind == protocol::EntryKind::Topic) {
        room->topic = op.text;
    }
    feed.push_back(room->log.back());
    return Outcome(Appended{room->head, room->lastAt, false});
}

Result<Outcome> PlainModel::open(const OpenRoom& op)
{
    Room* room = find(op.room);
    const bool there = room != nullptr;
    if (there && op.mustBeNew) {
        return error(ErrorCode::RoomExists);
    }
    if (!there) {
        if (!op.create || (!op.create->keep && !offTheRecord_)) {
            return error(ErrorCode::NoSuchRoom);
        }
        if (static_cast<int>(rooms_.size()) >= op.create->roomsTotal) {
            return error(ErrorCode::TooManyRooms);
        }
        rooms_.push_back({op.room, op.create->topic, op.create->keep, QString::number(++lives_), {}});
        room = &rooms_.back();
    }
    return Outcome(RoomFacts{op.room, room->topic, room->keep, {room->epoch, room->head}, !there});
}

Result<Outcome> PlainModel::read(const Read& op)
{
    Room* const room = find(op.room);
    if (room == nullptr) {
        return error(ErrorCode::NoSuchRoom);
    }
    Entries answer{room->epoch, {}, false};
    for (const protocol::LogEntry& entry : room->log) {
        if (entry.seq > op.after && (op.before == 0 || entry.seq < op.before)) {
            answer.entries.append(entry);
        }
    }
    while (answer.entries.size() > op.limit) {
        answer.more = true;
        op.newest ? answer.entries.removeFirst() : answer.entries.removeLast();
    }
    return Outcome(answer);
}

Result<Outcome> PlainModel::clear(const ClearRoom& op)
{
    Room* const room = find(op.room);
    if (room == nullptr) {
        return error(ErrorCode::NoSuchRoom);
    }
    *room = Room{room->name, room->topic, room->keep, QString::number(++lives_), {}};
    return Outcome(RoomFacts{room->name, room->topic, room->keep, {room->epoch, 0}, false});
}

// Without the bounds of one call.
Result<Outcome> PlainModel::search(const Search& op)
{
    const Room* const room = find(op.room);
    if (room == nullptr) {
        return error(ErrorCode::NoSuchRoom);
    }
    Found found{room->epoch, {}, 0};
    for (auto entry = room->log.rbegin(); entry != room->log.rend() && found.next == 0; ++entry) {
        if ((op.before != 0 && entry->seq >= op.before) || !protocol::hasSearchWords(entry->text, op.words)) {
            continue;
        }
        if (found.entries.size() == op.limit) {
            found.next = entry->seq + 1;
        } else {
            found.entries.append(*entry);
        }
    }
    return Outcome(found);
}

RoomList PlainModel::list(const ListRooms& op) const
{
    const auto points = [](const QString& name) { return name.toUcs4(); };
    RoomList answer;
    answer.total = static_cast<int>(rooms_.size());
    for (const Room& room : rooms_) {
        if (points(room.name) > points(op.after)) {
            answer.rooms.append({room.name, room.topic, room.keep, {room.epoch, room.head}, false});
        }
    }
    std::sort(answer.rooms.begin(), answer.rooms.end(),
              [&](const RoomFacts& a, const RoomFacts& b) { return points(a.room) < points(b.room); });
    answer.more = answer.rooms.size() > op.limit;
    answer.rooms.resize(std::min(answer.rooms.size(), qsizetype{op.limit}));
    return answer;
}

SessionFound PlainModel::findSession(const FindSession& op) const
{
    for (const Session& session : sessions_) {
        if (session.tokenHash == op.tokenHash && session.seen >= op.notBefore) {
            return {session.person};
        }
    }
    return {};
}

// Without the bounds of one call.
Trimmed PlainModel::trim(const Trim& op)
{
    Trimmed answer;
    for (Room& room : rooms_) {
        if (!room.keep || room.name.toUcs4() <= op.after.toUcs4()) {
            continue;
        }
        std::vector<protocol::LogEntry> left;
        for (const protocol::LogEntry& entry : room.log) {
            const bool tooMany = op.keepNewest > 0 && entry.seq + op.keepNewest <= room.head;
            const bool goes = tooMany || entry.at < op.olderThan;
            (goes ? room.gone : left).push_back(entry);
            answer.removed += goes ? 1 : 0;
        }
        room.log = left;
    }
    return answer;
}

Result<Outcome> PlainModel::takeOver(const Import& op)
{
    Room* room = find(op.room);
    const bool there = room != nullptr;
    const QString origin = op.head.epoch.split(u'.').first();
    if (there && (!room->keep || room->origin != origin)) {
        return error(ErrorCode::RoomExists);
    }
    if (!there) {
        rooms_.push_back({op.room, op.topic, true, QString::number(++lives_), {}});
        room = &rooms_.back();
        room->origin = origin;
    }
    const quint64 before = room->head;
    const auto clear = [room] {
        room->gone.insert(room->gone.end(), room->log.begin(), room->log.end());
        room->log.clear();
    };
    for (const protocol::LogEntry& entry : op.entries) {
        if (entry.seq <= room->head) {
            continue;
        }
        if (entry.seq > room->head + 1) {
            clear();
        }
        room->log.push_back(entry);
        room->head = entry.seq;
        room->lastAt = std::max(room->lastAt, entry.at);
    }
    if (op.head.seq > room->head) {
        clear();
        room->head = op.head.seq;
    }
    if (room->head > before) {
        room->topic = op.topic;
    }
    return Outcome(RoomFacts{op.room, room->topic, true, {room->epoch, room->head}, !there});
}

SessionPage PlainModel::listSessions() const
{
    SessionPage page;
    for (const Session& session : sessions_) {
        page.sessions.append({session.tokenHash, session.person, session.seen});
    }
    return page;
}

// Without bytes: those are for the back-end to say.
RoomSizes PlainModel::measure(const MeasureRooms& op)
{
    RoomSizes sizes;
    for (const QString& name : op.rooms) {
        if (const Room* const room = find(name)) {
            sizes.rooms.append({name, room->log.size(), 0});
        }
    }
    return sizes;
}

// Without the bounds.
Result<Outcome> PlainModel::put(const PutFact& op)
{
    if (op.expected && *op.expected != facts_.value(op.key)) {
        return error(ErrorCode::Conflict);
    }
    facts_.remove(op.key);
    if (!op.value.isEmpty()) {
        facts_.insert(op.key, op.value);
    }
    return Outcome(base::Done{});
}

}  // namespace snug::contract
