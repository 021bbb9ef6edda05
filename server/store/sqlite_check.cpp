// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_check.h"

#include <optional>

#include "store/sqlite_connection.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

constexpr int kRoomsAPage = 500;
constexpr int kEntriesAPage = 100;

// A store that is asked one thing after the other.
class Asked {
public:
    static Result<std::unique_ptr<Asked>> open(const StoreFactory& factory)
    {
        std::unique_ptr<Asked> asked(new Asked);
        auto opened = factory(
            {[](const auto&) {},
             [self = asked.get()](Completion completion) { self->answer_ = std::move(completion.result); }});
        if (!opened.ok()) {
            return opened.error();
        }
        asked->store_ = std::move(opened).value();
        return asked;
    }

    template <class T>
    Result<T> ask(Operation operation)
    {
        std::vector<Operation> one;
        one.push_back(std::move(operation));
        store_->submit(std::move(one));
        const Result<Outcome> answer = *std::exchange(answer_, std::nullopt);
        if (!answer.ok()) {
            return answer.error();
        }
        return std::get<T>(*answer);
    }

private:
    Asked() = default;

    std::optional<Result<Outcome>> answer_;
    std::unique_ptr<Store> store_;
};

std::optional<Error> readEnd(Asked& store, const RoomFacts& room)
{
    const auto end = store.ask<Entries>(Read{0, room.room, 0, 0, kEntriesAPage, true});
    if (!end.ok()) {
        return end.error();
    }
    if (!end->entries.isEmpty() && end->entries.constLast().seq != room.head.seq) {
        return Error{ErrorCode::Corrupt, u"the copy lacks the end of %1"_s.arg(room.room)};
    }
    return {};
}

}  // namespace

Result<SqliteCounts> checkSqlite(const QString& path)
{
    auto opened = SqliteConnection::openForReading(path);
    if (!opened.ok()) {
        return opened.error();
    }
    SqliteConnection& connection = **opened;
    const auto integrity = connection.ask(u"PRAGMA integrity_check(1)"_s);
    if (!integrity.ok()) {
        return integrity.error();
    }
    if (integrity->toString() != u"ok") {
        return Error{ErrorCode::Corrupt, u"the copy is damaged: %1"_s.arg(integrity->toString())};
    }
    const auto dangling = connection.ask(u"PRAGMA foreign_key_check"_s);
    if (!dangling.ok() || dangling->isValid()) {
        return Error{ErrorCode::Corrupt, u"the copy has rows that refer to rows that are not there"_s};
    }
    const auto entries =
        connection.ask(u"SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM fresh)"_s);
    if (!entries.ok()) {
        return entries.error();
    }
    const auto rooms = connection.ask(u"SELECT count(*) FROM room"_s);
    if (!rooms.ok()) {
        return rooms.error();
    }
    return SqliteCounts{entries->toLongLong(), rooms->toInt()};
}

Result<int> readEveryRoom(const StoreFactory& open, const std::function<bool(int rooms)>& read)
{
    const auto store = Asked::open(open);
    if (!store.ok()) {
        return store.error();
    }
    int rooms = 0;
    for (QString after;;) {
        const auto page = (*store)->ask<RoomList>(ListRooms{0, after, kRoomsAPage});
        if (!page.ok()) {
            return page.error();
        }
        for (const RoomFacts& room : page->rooms) {
            if (const auto failed = readEnd(**store, room)) {
                return *failed;
            }
        }
        rooms += static_cast<int>(page->rooms.size());
        if (!read(rooms)) {
            return Error{ErrorCode::Unavailable, u"given up as asked"_s};
        }
        if (!page->more) {
            return rooms;
        }
        after = page->rooms.constLast().room;
    }
}

}  // namespace snug::store
