// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "host/migration.h"
#include "host/store_caller.h"

namespace snug::host {

// Which sessions are moved: those that no back-end is about to forget. And since when they may change.
struct SessionSpan {
    base::WallTime oldest;
    base::WallTime began;  // the copying
};

// A room as far as it was copied.
struct CopiedRoom {
    QString name;
    quint64 head = 0;
};

MigrationError toMigrationError(const store::Error& error);

// The copying half of a migration. Looks first whether the target has other rooms of the same names, and
// changes nothing if it has. Thread: that of both stores, which it borrows. Once.
class StoreCopy {
public:
    static constexpr int kRooms = 100;     // a page
    static constexpr int kEntries = 500;   // a page
    static constexpr int kSessions = 500;  // a page

    StoreCopy(StoreCaller& from, StoreCaller& to, const MigrationTold& told, MigrationFigures& figures);

    std::optional<MigrationError> run();

    const std::vector<CopiedRoom>& rooms() const { return rooms_; }
    const SessionSpan& sessions() const { return span_; }
    const store::Facts& facts() const { return facts_; }

private:
    using Page = QVector<store::RoomFacts>;
    using Failed = std::optional<MigrationError>;

    // Does `each` with every page of the source's kept rooms.
    Failed overRooms(const std::function<Failed(const Page&)>& each);
    Failed look(const Page& page);
    store::Result<bool> isAnother(const store::RoomFacts& source, const store::RoomFacts& target);
    store::Result<std::optional<protocol::LogEntry>> entryAt(StoreCaller& store, const QString& room,
                                                             quint64 seq);
    store::Result<base::Done> estimate(const store::RoomFacts& source, quint64 targetHead);
    Failed copy(const store::RoomFacts& source);
    Failed copyFacts();
    Failed copySessions();
    store::Result<base::Done> copySessions(QVector<store::SavedSession> page);

    StoreCaller& from_;
    StoreCaller& to_;
    const MigrationTold& told_;
    MigrationFigures& figures_;
    const SessionSpan span_;
    std::vector<CopiedRoom> rooms_;
    store::Facts facts_;
    QStringList others_;  // rooms of the target that are not the source's
    MigrationProgress progress_;
};

}  // namespace snug::host
