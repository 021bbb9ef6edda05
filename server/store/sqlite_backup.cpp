// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_backup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <filesystem>
#include <optional>

#include "store/file_sync.h"
#include "store/sqlite_check.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_reader.h"
#include "store/sqlite_schema.h"
#include "store/sqlite_store.h"

namespace snug::store {

namespace {

using namespace Qt::StringLiterals;
using Step = BackupProgress::Step;

// A folder for nobody's eyes but the owner's, which goes with all that SQLite made in it, and what is told of
// the work there.
class Workplace {
public:
    // An empty `beside` is the system's place for what is temporary.
    Workplace(const QString& beside, const BackupTold& told)
        : pattern_(beside.isEmpty() ? QDir::tempPath() + u"/snugd-rehearsal-XXXXXX"_s
                                    : beside + u".part.XXXXXX"_s)
        , folder_(pattern_)
        , told_(told)
    {
    }

    QString file() const { return folder_.filePath(u"snug.db"_s); }

    // Whether it is there, and the work wanted.
    std::optional<Error> begin() const
    {
        if (!folder_.isValid()) {
            return Error{ErrorCode::Unavailable,
                         u"%1 cannot be made: %2"_s.arg(pattern_, folder_.errorString())};
        }
        return tell(Step::Copying, 0, 0);
    }

    // Nothing: go on.
    std::optional<Error> tell(Step step, qint64 done, qint64 total) const
    {
        if (told_({step, done, total, folder_.path(), file()})) {
            return {};
        }
        return Error{ErrorCode::Unavailable, u"given up as asked"_s};
    }

    std::optional<Error> tellCopied() const
    {
        const qint64 size = QFileInfo(file()).size();
        return tell(Step::Copying, size, size);
    }

private:
    const QString pattern_;
    const QTemporaryDir folder_;
    const BackupTold& told_;
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

// How large a copy will be: what is free in the source is left out.
qint64 sizeOfCopy(SqliteConnection& source)
{
    const auto number = [&source](const QString& pragma) {
        const auto answer = source.ask(u"PRAGMA "_s + pragma);
        return answer.ok() ? answer->toLongLong() : 0;
    };
    return (number(u"page_count"_s) - number(u"freelist_count"_s)) * number(u"page_size"_s);
}

std::optional<Error> copy(const QString& source, const Workplace& work)
{
    auto opened = SqliteConnection::openForReading(source);
    if (!opened.ok()) {
        return opened.error();
    }
    SqliteConnection& connection = **opened;
    if (auto failed = checkSchema(connection, sqliteMigrations())) {
        return failed;
    }
    if (auto givenUp = work.tell(Step::Copying, 0, sizeOfCopy(connection))) {
        return givenUp;
    }
    // What is written is the other file; this one was opened read-only.
    if (auto failed = connection.run(u"PRAGMA query_only=OFF"_s)) {
        return failed;
    }
    if (auto failed = connection.run(u"VACUUM INTO '%1'"_s.arg(work.file().replace(u'\'', u"''"_s)))) {
        return failed;
    }
    return work.tellCopied();
}

// The file as it is, whatever its version.
std::optional<Error> copyBytes(const QString& source, const Workplace& work)
{
    if (auto givenUp = work.tell(Step::Copying, 0, QFileInfo(source).size())) {
        return givenUp;
    }
    QFile file(source);
    if (!file.copy(work.file())) {
        return Error{ErrorCode::Unavailable,
                     u"%1 cannot be copied to %2: %3"_s.arg(source, work.file(), file.errorString())};
    }
    QFile::setPermissions(work.file(), QFile::ReadOwner | QFile::WriteOwner);
    return work.tellCopied();
}

// What the copy at the workplace has, once all of it was read and found good.
Result<BackupFigures> verify(const Workplace& work, const StoreFactory& open)
{
    const qint64 size = QFileInfo(work.file()).size();
    if (const auto givenUp = work.tell(Step::Checking, 0, size)) {
        return *givenUp;
    }
    const auto counts = checkSqlite(work.file());
    if (!counts.ok()) {
        return counts.error();
    }
    if (const auto givenUp = work.tell(Step::Checking, size, size)) {
        return *givenUp;
    }
    const auto rooms = readEveryRoom(
        open, [&](int read) { return !work.tell(Step::Reading, read, std::max(read, counts->rooms)); });
    if (!rooms.ok()) {
        return rooms.error();
    }
    return BackupFigures{{size}, *rooms, counts->entries};
}

std::optional<Error> giveName(const QString& file, const QString& target)
{
    std::error_code failed;
    std::filesystem::rename(QFile::encodeName(file).toStdString(), QFile::encodeName(target).toStdString(),
                            failed);
    if (failed) {
        return Error{ErrorCode::Unavailable,
                     u"%1 cannot be written: %2"_s.arg(target, QString::fromStdString(failed.message()))};
    }
    syncToDisk(QFileInfo(target).absolutePath());
    return {};
}

// Brought to this program's schema, as at the start of a server.
std::optional<Error> migrate(const Workplace& work, const StoreFactory& open)
{
    const qint64 size = QFileInfo(work.file()).size();
    if (auto givenUp = work.tell(Step::Migrating, 0, size)) {
        return givenUp;
    }
    if (const auto opened = open({[](const auto&) {}, [](const auto&) {}}); !opened.ok()) {
        return opened.error();
    }
    return work.tell(Step::Migrating, size, size);
}

Result<BackupFigures> rehearseAt(const Workplace& work, const QString& copy)
{
    if (const auto failed = work.begin()) {
        return *failed;
    }
    if (const auto failed = copyBytes(copy, work)) {
        return *failed;
    }
    const StoreFactory open = [file = work.file()](Store::Sink sink) -> Result<std::unique_ptr<Store>> {
        SqliteStore::Settings settings;
        settings.path = file;
        auto opened = SqliteStore::open(settings, std::move(sink));
        if (!opened.ok()) {
            return opened.error();
        }
        return std::unique_ptr<Store>(std::move(opened).value());
    };
    if (const auto failed = migrate(work, open)) {
        return *failed;
    }
    return verify(work, open);
}

}  // namespace

Result<BackupFigures> backUpSqlite(const QString& source, const QString& target, const BackupTold& told)
{
    const Workplace work(target, told);
    if (const auto failed = work.begin()) {
        return *failed;
    }
    if (const auto failed = makeEmpty(work.file())) {
        return *failed;
    }
    if (const auto failed = copy(source, work)) {
        return *failed;
    }
    const auto figures = verify(
        work, [file = work.file()](Store::Sink sink) { return SqliteReader::open(file, std::move(sink)); });
    if (!figures.ok()) {
        return figures.error();
    }
    if (!syncToDisk(work.file())) {
        return Error{ErrorCode::Unavailable, u"%1 cannot be brought to the disk"_s.arg(work.file())};
    }
    if (const auto givenUp = work.tell(Step::Finishing, figures->rooms, figures->rooms)) {
        return *givenUp;
    }
    if (const auto failed = giveName(work.file(), target)) {
        return *failed;
    }
    return figures;
}

Result<BackupFigures> rehearseSqlite(const QString& copy, const BackupTold& told)
{
    const Workplace work({}, told);
    auto figures = rehearseAt(work, copy);
    if (!figures.ok()) {
        Error error = figures.error();
        error.reason.replace(work.file(), copy);  // the one that people know
        return error;
    }
    return figures;
}

}  // namespace snug::store
