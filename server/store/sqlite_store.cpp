// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

#include "base/log.h"
#include "store/sqlite_schema.h"

namespace snug::store {

namespace {

// After so many new sessions the old ones are looked for, so that they are bounded between starts too.
constexpr int kSavesPerExpiry = 1'000;

std::optional<Error> prepareFolder(const QString& path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (QFileInfo(path).isDir()) {
        return Error{ErrorCode::Unavailable, QStringLiteral("%1 is a folder, not a database").arg(path)};
    }
    if (QFileInfo(folder).isDir()) {
        return {};  // its permissions are its owner's business
    }
    if (!QDir().mkpath(folder) ||
        !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        return Error{ErrorCode::Unavailable, QStringLiteral("the folder %1 cannot be made").arg(folder)};
    }
    return {};
}

// Whether an error is no answer but means that the transaction is lost.
bool losesBatch(ErrorCode code)
{
    return code == ErrorCode::Unavailable || code == ErrorCode::Corrupt;
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const Settings& settings, Sink sink)
{
    if (const auto failed = prepareFolder(settings.path)) {
        return *failed;
    }
    auto lock = FileLock::take(settings.path + QStringLiteral(".lock"));
    if (!lock.ok()) {
        return lock.error();
    }
    auto opened = SqliteConnection::open(settings.path);
    if (!opened.ok()) {
        return opened.error();
    }
    SqliteConnection& connection = **opened;
    if (const auto failed = checkSchema(connection, sqliteMigrations())) {
        return *failed;
    }
    if (const auto failed = connection.prepareWriting(settings.largest)) {
        return *failed;
    }
    if (const auto failed = migrate(connection, sqliteMigrations())) {
        return *failed;
    }
    std::unique_ptr<SqliteStore> store(
        new SqliteStore(std::move(lock).value(), std::move(opened).value(), settings, std::move(sink)));
    if (const auto failed = store->tables_->sessions.expire(base::Now::read().wall - settings.sessionLife)) {
        return *failed;
    }
    std::vector<Step> steps;
    if (const auto failed = store->runBatch({Probe{}}, steps)) {
        return *failed;
    }
    return store;
}

SqliteStore::SqliteStore(FileLock lock, std::unique_ptr<SqliteConnection> connection,
                         const Settings& settings, Sink sink)
    : sessionLife_(settings.sessionLife)
    , sink_(std::move(sink))
    , lock_(std::move(lock))
    , connection_(std::move(connection))
{
    tables_.emplace(*connection_);
}

// Not needed for anything: what is fresh is as safe. But a file at rest is easier to read.
SqliteStore::~SqliteStore()
{
    if (connection_->run(QStringLiteral("BEGIN IMMEDIATE")) || tables_->log.settle() ||
        connection_->run(QStringLiteral("COMMIT"))) {
        connection_->rollback();
    }
}

void SqliteStore::submit(std::vector<Operation> batch)
{
    guard_.check();
    answerPeople(batch);
    if (batch.empty()) {
        return;
    }
    std::vector<Step> steps;
    steps.reserve(batch.size());
    const auto failed = runBatch(batch, steps);
    tellHealth(batch, failed);
    if (failed) {
        for (const Operation& operation : batch) {
            sink_.complete({ticketOf(operation), *failed});
        }
        return;
    }
    for (Step& step : steps) {
        if (step.fed) {
            sink_.feed(std::move(*step.fed));
        }
        sink_.complete(std::move(step.completion));
    }
}

// Takes them out of the batch.
void SqliteStore::answerPeople(std::vector<Operation>& batch)
{
    std::erase_if(batch, [this](const Operation& operation) {
        return std::visit(
            [this](const auto& op) {
                if constexpr (requires { people_.run(op); }) {
                    sink_.complete({op.ticket, people_.run(op)});
                    return true;
                } else {
                    return false;
                }
            },
            operation);
    });
}

std::optional<Error> SqliteStore::runBatch(const std::vector<Operation>& batch, std::vector<Step>& steps)
{
    const auto giveUp = [this](const Error& error) {
        connection_->rollback();
        // Statements too: the driver may have thrown away what they stand for.
        tables_.emplace(*connection_);
        return error;
    };
    if (const auto failed = connection_->run(QStringLiteral("BEGIN IMMEDIATE"))) {
        return giveUp(*failed);
    }
    if (writesOf(batch) == Writes::Entries) {
        if (const auto failed = tables_->log.settleIfFull()) {
            return giveUp(*failed);
        }
    }
    for (const Operation& operation : batch) {
        std::optional<protocol::LogEntry> fed;
        auto result = run(operation, fed);
        if (!result.ok() && losesBatch(result.error().code)) {
            return giveUp(result.error());
        }
        steps.push_back({std::move(fed), {ticketOf(operation), std::move(result)}});
    }
    if (const auto failed = tables_->log.flush()) {
        return giveUp(*failed);
    }
    if (const auto failed = connection_->run(QStringLiteral("COMMIT"))) {
        return giveUp(*failed);
    }
    return {};
}

// A failure is no news: the next batch that writes meets it, too, and tells.
bool SqliteStore::upkeep()
{
    guard_.check();
    if (!tables_->log.isUpkeepDue()) {
        return false;
    }
    const auto part = [this]() -> Result<bool> {
        if (auto failed = connection_->run(QStringLiteral("BEGIN IMMEDIATE"))) {
            return *failed;
        }
        auto more = tables_->log.upkeep();
        if (more.ok()) {
            if (auto failed = connection_->run(QStringLiteral("COMMIT"))) {
                return *failed;
            }
        }
        return more;
    };
    const auto more = part();
    if (!more.ok()) {
        qCDebug(base::logStore).noquote() << "upkeep waits:" << more.error().reason;
        connection_->rollback();
        tables_.emplace(*connection_);
        return false;
    }
    return *more;
}

Result<Outcome> SqliteStore::run(const Operation& operation, std::optional<protocol::LogEntry>& fed)
{
    if (auto refused = refusalOf(operation)) {
        return *std::move(refused);
    }
    return std::visit(base::overloaded{
                          [this, &fed](const Append& op) { return tables_->log.append(op, fed); },
                          [this](const OpenRoom& op) { return tables_->log.open(op); },
                          [this](const Read& op) { return tables_->log.read(op); },
                          [this](const Search& op) { return tables_->log.search(op); },
                          [this](const ListRooms& op) { return tables_->log.list(op); },
                          [this](const MeasureRooms& op) { return tables_->log.measure(op); },
                          [this](const DropRoom& op) { return tables_->log.drop(op); },
                          [this](const ClearRoom& op) { return tables_->log.clear(op); },
                          [this](const SaveSession& op) { return save(op); },
                          [this](const FindSession& op) { return tables_->sessions.find(op); },
                          [this](const Probe&) { return probe(); },
                          [this](const Trim& op) { return tables_->log.trim(op); },
                          [this](const Import& op) { return tables_->log.takeOver(op); },
                          [this](const ListSessions& op) { return tables_->sessions.list(op); },
                          [this](const PutFact& op) { return tables_->facts.put(op); },
                          [this](const ListFacts&) { return tables_->facts.list(); },
                          // Of people: answerPeople() has taken them out.
                          [](const auto&) -> Result<Outcome> { Q_UNREACHABLE(); },
                      },
                      operation);
}

Result<Outcome> SqliteStore::save(const SaveSession& op)
{
    savesSinceExpiry_ += 1;
    if (savesSinceExpiry_ >= kSavesPerExpiry) {
        savesSinceExpiry_ = 0;
        if (const auto failed = tables_->sessions.expire(base::Now::read().wall - sessionLife_)) {
            return *failed;
        }
    }
    return tables_->sessions.save(op);
}

Result<Outcome> SqliteStore::probe()
{
    if (const auto failed = tables_->probe.run()) {
        return *failed;
    }
    if (tables_->probe.changed() != 1) {
        return Error{ErrorCode::Corrupt, QStringLiteral("the table probe has lost its row")};
    }
    return Outcome(Probed{});
}

SqliteStore::Writes SqliteStore::writesOf(const std::vector<Operation>& batch)
{
    Writes writes = Writes::Nothing;
    for (const Operation& operation : batch) {
        if (std::holds_alternative<Append>(operation)) {
            return Writes::Entries;
        }
        const auto* const drop = std::get_if<DropRoom>(&operation);
        if (std::holds_alternative<SaveSession>(operation) || std::holds_alternative<Probe>(operation) ||
            std::holds_alternative<PutFact>(operation) || std::holds_alternative<ClearRoom>(operation) ||
            (drop != nullptr && drop->evenKept)) {
            writes = Writes::Marks;
        }
    }
    return writes;
}

// Said when it changes, not for every batch: whoever sends messages could fill the log. What only reads does
// not show whether the store can store. Where entries find no room a probe may still fit, so that it takes
// entries to show that they find room again.
void SqliteStore::tellHealth(const std::vector<Operation>& batch, const std::optional<Error>& failed)
{
    const Writes writes = writesOf(batch);
    const bool wasFailing = failing_ != Writes::Nothing;
    if (failed) {
        failing_ = std::max(failing_, writes);
    } else if (writes >= failing_) {
        failing_ = Writes::Nothing;
    }
    const bool fails = failing_ != Writes::Nothing;
    if (fails == wasFailing) {
        return;
    }
    if (fails) {
        qCWarning(base::logStore).noquote() << "the store fails:" << failed->reason;
    } else {
        qCInfo(base::logStore) << "the store works again";
    }
    sink_.available(!fails);
}

}  // namespace snug::store
