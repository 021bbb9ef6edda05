// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "host/store_copy.h"

namespace snug::host {

// The verifying half of a migration: reads both sides in step and compares. Of each room what was copied, as
// far as the source still has it; what was written meanwhile is passed over. Thread: that of both stores,
// which it borrows. Once.
class StoreComparison {
public:
    StoreComparison(StoreCaller& from, StoreCaller& to, const MigrationTold& told, MigrationFigures& figures);

    // Error Differs: names the rooms, and the first place in each.
    std::optional<MigrationError> run(const std::vector<CopiedRoom>& rooms, const store::Facts& facts,
                                      const SessionSpan& sessions);

private:
    using Failed = std::optional<MigrationError>;

    Failed compare(const CopiedRoom& room);
    Failed compareFacts(const store::Facts& copied);
    Failed compareSessions(const SessionSpan& span);
    store::Result<base::Done> compareSessions(const QVector<store::SavedSession>& page,
                                              const SessionSpan& span);

    StoreCaller& from_;
    StoreCaller& to_;
    const MigrationTold& told_;
    MigrationFigures& figures_;
    MigrationProgress progress_;
    QStringList differences_;
    qint64 missingSessions_ = 0;
};

}  // namespace snug::host
