// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_backup.h"

#include <QFile>
#include <QFileInfo>
#include <filesystem>
#include <optional>

#include "store/file_sync.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_reader.h"
#include "store/sqlite_schema.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;

constexpr int kRoomsAPage = 500;

// A file that is no longer wanted unless keep() was said.
class Draft {
public:
    explicit Draft(QString path)
        : path_(std::move(path))
    {
    }
    ~Draft()
    {
        if (!kept_) {
            QFile::remove(path_);
        }
    }
    Q_DISABLE_COPY_MOVE(Draft)

    const QString& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    const QString path_;
    bool kept_ = false;
};

// Empty, and for nobody's eyes but the owner's.
std::optional<Error> makeEmpty(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) {
        return Error{ErrorCode::Unavailable, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    }
    return {};
}

std::optional<Error> copy(const QString& source, const QString& draft)
{
    auto opened = SqliteConnection::openForReading(source);
    if (!opened.ok()) {
        return opened.error();
    }
    SqliteConnection& connection = **opened;
    if (auto failed = checkSchema(connection, sqliteMigrations())) {
        return failed;
    }
    // What is written is the other file; this one was opened read-only.
    if (auto failed = connection.run(u"PRAGMA query_only=OFF"_s)) {
        return failed;
    }
    return connection.run(u"VACUUM INTO '%1'"_s.arg(QString(draft).replace(u'\'', u"''"_s)));
}

// Whether SQLite finds nothing wrong with the file; how many entries it has.
Result<qint64> check(const QString& path)
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
    return entries->toLongLong();
}

// Reads the copy as a server would: all rooms, and the end of each one's log. How many rooms there are.
Result<int> rehearse(const QString& path)
{
    std::optional<Result<Outcome>> answer;
    auto opened = SqliteReader::open(
        path,
        {[](const auto&) {}, [&answer](Completion completion) { answer = std::move(completion.result); }});
    if (!opened.ok()) {
        return opened.error();
    }
    const auto ask = [&](Operation operation) {
        std::vector<Operation> one;
        one.push_back(std::move(operation));
        (*opened)->submit(std::move(one));
        return *std::exchange(answer, std::nullopt);
    };
    int rooms = 0;
    for (QString after;;) {
        const auto page = ask(ListRooms{0, after, kRoomsAPage});
        if (!page.ok()) {
            return page.error();
        }
        const auto& list = std::get<RoomList>(*page);
        for (const RoomFacts& room : list.rooms) {
            const auto end = ask(Read{0, room.room, 0, 0, 1, true});
            if (!end.ok()) {
                return end.error();
            }
            const auto& entries = std::get<Entries>(*end).entries;
            if (!entries.isEmpty() && entries.constLast().seq != room.head.seq) {
                return Error{ErrorCode::Corrupt, u"the copy lacks the end of %1"_s.arg(room.room)};
            }
        }
        rooms += static_cast<int>(list.rooms.size());
        if (!list.more) {
            return rooms;
        }
        after = list.rooms.constLast().room;
    }
}

}  // namespace

Result<BackupFigures> backUpSqlite(const QString& source, const QString& target)
{
    Draft draft(target + u".part"_s);
    if (const auto failed = makeEmpty(draft.path())) {
        return *failed;
    }
    if (const auto failed = copy(source, draft.path())) {
        return *failed;
    }
    const auto entries = check(draft.path());
    if (!entries.ok()) {
        return entries.error();
    }
    const auto rooms = rehearse(draft.path());
    if (!rooms.ok()) {
        return rooms.error();
    }
    const BackupFigures figures{{QFileInfo(draft.path()).size()}, *rooms, *entries};
    if (!syncToDisk(draft.path())) {
        return Error{ErrorCode::Unavailable, u"%1 cannot be brought to the disk"_s.arg(draft.path())};
    }
    std::error_code failed;
    std::filesystem::rename(QFile::encodeName(draft.path()).toStdString(),
                            QFile::encodeName(target).toStdString(), failed);
    if (failed) {
        return Error{ErrorCode::Unavailable,
                     u"%1 cannot be written: %2"_s.arg(target, QString::fromStdString(failed.message()))};
    }
    draft.keep();
    syncToDisk(QFileInfo(target).absolutePath());
    return figures;
}

}  // namespace snug::store
