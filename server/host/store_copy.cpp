// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/store_copy.h"

#include <algorithm>

#include "store/sqlite_store.h"

namespace snug::host {

using namespace Qt::StringLiterals;

namespace {

// A session that would be forgotten so soon is not worth to be moved, nor to be missed.
constexpr std::chrono::hours kSessionMargin{1};
constexpr qsizetype kNamesTold = 10;

}  // namespace

MigrationError toMigrationError(const store::Error& error)
{
    using Kind = MigrationError::Kind;
    switch (error.code) {
        case store::ErrorCode::Corrupt:
            return {Kind::Damaged, error.reason};
        case store::ErrorCode::RoomExists:
            return {Kind::Refused, error.reason};
        default:
            return {Kind::Unavailable, error.reason};
    }
}

StoreCopy::StoreCopy(StoreCaller& from, StoreCaller& to, const MigrationTold& told, MigrationFigures& figures)
    : from_(from)
    , to_(to)
    , told_(told)
    , figures_(figures)
    , span_([now = base::Now::read().wall] {
        return SessionSpan{now - store::SqliteStore::Settings{}.sessionLife + kSessionMargin, now};
    }())
{
}

std::optional<MigrationError> StoreCopy::run()
{
    if (auto failed = overRooms([this](const Page& page) { return look(page); })) {
        return failed;
    }
    if (!others_.isEmpty()) {
        const qsizetype more = others_.size() - kNamesTold;
        return MigrationError{MigrationError::Kind::Refused,
                              u"the target has other rooms of these names, nothing was changed: %1%2"_s.arg(
                                  others_.mid(0, kNamesTold).join(u", "_s),
                                  more > 0 ? u" and %1 more"_s.arg(more) : QString())};
    }
    auto failed = overRooms([this](const Page& page) {
        for (const store::RoomFacts& room : page) {
            if (auto notCopied = copy(room)) {
                return notCopied;
            }
        }
        return Failed();
    });
    if (!failed) {
        failed = copyFacts();
    }
    return failed ? failed : copySessions();
}

StoreCopy::Failed StoreCopy::overRooms(const std::function<Failed(const Page&)>& each)
{
    figures_.roomsOffTheRecord = 0;
    store::ListRooms list{0, {}, kRooms};
    for (bool more = true; more;) {
        const auto page = from_.ask<store::RoomList>(list);
        if (!page) {
            return toMigrationError(page.error());
        }
        Page kept;
        std::copy_if(page->rooms.begin(), page->rooms.end(), std::back_inserter(kept),
                     [](const store::RoomFacts& room) { return room.keep; });
        figures_.roomsOffTheRecord += static_cast<int>(page->rooms.size() - kept.size());
        if (auto failed = each(kept)) {
            return failed;
        }
        more = page->more && !page->rooms.isEmpty();
        list.after = page->rooms.isEmpty() ? QString() : page->rooms.constLast().room;
    }
    return {};
}

// ---- before anything is changed

StoreCopy::Failed StoreCopy::look(const Page& page)
{
    std::vector<store::Operation> questions;
    for (const store::RoomFacts& room : page) {
        questions.emplace_back(store::OpenRoom{0, room.room, {}, false});
    }
    const auto answers = to_.askAll(std::move(questions));
    for (std::size_t index = 0; index < answers.size(); ++index) {
        const store::RoomFacts& source = page[static_cast<qsizetype>(index)];
        quint64 head = 0;
        if (answers[index]) {
            const auto& target = std::get<store::RoomFacts>(*answers[index]);
            const auto another = isAnother(source, target);
            if (!another) {
                return toMigrationError(another.error());
            }
            if (*another) {
                others_.append(source.room);
            }
            head = target.head.seq;
        } else if (answers[index].error().code != store::ErrorCode::NoSuchRoom) {
            return toMigrationError(answers[index].error());
        }
        if (const auto counted = estimate(source, head); !counted) {
            return toMigrationError(counted.error());
        }
    }
    return {};
}

// By the origin of its epoch; and where that is the same, by the last entry that both have: one of them may
// have gone back to an older state since.
store::Result<bool> StoreCopy::isAnother(const store::RoomFacts& source, const store::RoomFacts& target)
{
    if (!target.keep || store::originOf(source.head.epoch) != store::originOf(target.head.epoch)) {
        return true;
    }
    const quint64 common = std::min(source.head.seq, target.head.seq);
    const auto here = entryAt(from_, source.room, common);
    if (!here) {
        return here.error();
    }
    const auto there = entryAt(to_, source.room, common);
    if (!there) {
        return there.error();
    }
    return *here && *there && **here != **there;
}

store::Result<std::optional<protocol::LogEntry>> StoreCopy::entryAt(StoreCaller& store, const QString& room,
                                                                    quint64 seq)
{
    std::optional<protocol::LogEntry> entry;
    if (seq > 0) {
        const auto read = store.ask<store::Entries>(store::Read{0, room, seq - 1, seq + 1, 1, false});
        if (!read) {
            return read.error();
        }
        entry = read->entries.isEmpty() ? std::nullopt : std::optional(read->entries.constFirst());
    }
    return entry;
}

store::Result<base::Done> StoreCopy::estimate(const store::RoomFacts& source, quint64 targetHead)
{
    const auto first = from_.ask<store::Entries>(store::Read{0, source.room, targetHead, 0, 1, false});
    if (!first) {
        return first.error();
    }
    if (!first->entries.isEmpty()) {
        progress_.total += static_cast<qint64>(source.head.seq + 1 - first->entries.constFirst().seq);
    }
    return base::Done{};
}

// ---- copying

StoreCopy::Failed StoreCopy::copy(const store::RoomFacts& source)
{
    const auto there = to_.ask<store::RoomFacts>(store::OpenRoom{0, source.room, {}, false});
    if (!there && there.error().code != store::ErrorCode::NoSuchRoom) {
        return toMigrationError(there.error());
    }
    store::Read read{0, source.room, there ? there->head.seq : 0, source.head.seq + 1, kEntries, false};
    for (bool more = true; more;) {
        const auto page = from_.ask<store::Entries>(read);
        if (!page) {
            return toMigrationError(page.error());
        }
        if (page->epoch != source.head.epoch) {
            return MigrationError{
                MigrationError::Kind::Unavailable,
                u"the log of %1 was begun anew in the source meanwhile; run this again"_s.arg(source.room)};
        }
        more = page->more;
        const quint64 head = more ? page->entries.constLast().seq : source.head.seq;
        const auto imported = to_.ask<store::RoomFacts>(
            store::Import{0, source.room, source.topic, {source.head.epoch, head}, page->entries});
        if (!imported) {
            return toMigrationError(imported.error());
        }
        read.after = head;
        figures_.messagesCopied += page->entries.size();
        progress_.done += page->entries.size();
        progress_.total = std::max(progress_.total, progress_.done);
        told_(progress_);
    }
    rooms_.push_back({source.room, source.head.seq});
    return {};
}

// The source's count. What only the target has stays.
StoreCopy::Failed StoreCopy::copyFacts()
{
    const auto here = from_.ask<store::Facts>(store::ListFacts{});
    if (!here) {
        return toMigrationError(here.error());
    }
    const auto there = to_.ask<store::Facts>(store::ListFacts{});
    if (!there) {
        return toMigrationError(there.error());
    }
    facts_ = *here;
    std::vector<store::Operation> puts;
    for (auto fact = facts_.facts.cbegin(); fact != facts_.facts.cend(); ++fact) {
        if (there->facts.value(fact.key()) != fact.value()) {
            puts.emplace_back(store::PutFact{0, fact.key(), fact.value(), {}});
        }
    }
    for (const auto& done : to_.askAll(std::move(puts))) {
        if (!done) {
            return toMigrationError(done.error());
        }
    }
    return {};
}

StoreCopy::Failed StoreCopy::copySessions()
{
    store::ListSessions list{0, {}, kSessions};
    do {
        const auto page = from_.ask<store::SessionPage>(list);
        if (!page) {
            return toMigrationError(page.error());
        }
        if (const auto copied = copySessions(page->sessions); !copied) {
            return toMigrationError(copied.error());
        }
        list.cursor = page->next;
    } while (!list.cursor.isEmpty());
    return {};
}

// Those that the target does not have, or has as they were longer ago.
store::Result<base::Done> StoreCopy::copySessions(QVector<store::SavedSession> page)
{
    page.removeIf([this](const store::SavedSession& session) { return session.seen < span_.oldest; });
    std::vector<store::Operation> questions;
    for (const store::SavedSession& session : page) {
        questions.emplace_back(store::FindSession{0, session.tokenHash, session.seen});
    }
    const auto found = to_.askAll(std::move(questions));
    std::vector<store::Operation> missing;
    for (std::size_t index = 0; index < found.size(); ++index) {
        if (!found[index]) {
            return found[index].error();
        }
        if (!std::get<store::SessionFound>(*found[index]).person) {
            const store::SavedSession& session = page[static_cast<qsizetype>(index)];
            missing.emplace_back(store::SaveSession{0, session.tokenHash, session.person, session.seen});
        }
    }
    figures_.sessionsCopied += static_cast<qint64>(missing.size());
    for (const auto& saved : to_.askAll(std::move(missing))) {
        if (!saved) {
            return saved.error();
        }
    }
    return base::Done{};
}

}  // namespace snug::host
