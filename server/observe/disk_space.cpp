// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/disk_space.h"

#include <QLocale>
#include <QStorageInfo>

namespace snug::observe {

Reading judgeDiskSpace(base::Bytes available, base::Bytes total, const DiskMarks& marks)
{
    const double percent =
        total.count > 0 ? 100.0 * static_cast<double>(available.count) / static_cast<double>(total.count) : 0;
    Reading reading{HealthStatus::Pass, static_cast<double>(available.count), QStringLiteral("B"), {}};
    if (percent < marks.failPercent && available < marks.failBytes) {
        reading.status = HealthStatus::Fail;
    } else if (percent < marks.warnPercent || available < marks.warnBytes) {
        reading.status = HealthStatus::Warn;
    }
    if (reading.status != HealthStatus::Pass) {
        reading.reason =
            QStringLiteral("%1 (%2 %) left on the disk")
                .arg(QLocale::c().formattedDataSize(available.count), QLocale::c().toString(percent, 'f', 1));
    }
    return reading;
}

std::optional<DiskSpace> measureDiskSpace(const QString& folder)
{
    const QStorageInfo disk(folder);
    if (!disk.isValid() || disk.bytesTotal() <= 0) {
        return std::nullopt;
    }
    return DiskSpace{{disk.bytesAvailable()}, {disk.bytesTotal()}};
}

Reading judgeDiskSpace(const std::optional<DiskSpace>& space, const DiskMarks& marks)
{
    if (!space) {
        return {HealthStatus::Fail,
                std::nullopt,
                {},
                QStringLiteral("the disk of the data folder cannot be read")};
    }
    return judgeDiskSpace(space->available, space->total, marks);
}

}  // namespace snug::observe
