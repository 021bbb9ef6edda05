// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "base/bytes.h"
#include "observe/health_board.h"

namespace snug::observe {

// A little is a share of the disk and a number of bytes. Either mark passed is a warning. Only both together
// are a failure, or else a huge disk with 1 % free, or a small one that is empty, would be called broken.
struct DiskMarks {
    double warnPercent = 10;
    base::Bytes warnBytes{1024LL * 1024 * 1024};
    double failPercent = 2;
    base::Bytes failBytes{100LL * 1024 * 1024};
};

// What is free for an unprivileged program of a disk of `total` bytes. Pure. The reading's value is in bytes.
Reading judgeDiskSpace(base::Bytes available, base::Bytes total, const DiskMarks& marks);

struct DiskSpace {
    base::Bytes available;
    base::Bytes total;
};
// Of the disk that holds `folder`; nothing where that cannot be read. Blocks for one system call. Any thread.
std::optional<DiskSpace> measureDiskSpace(const QString& folder);
// The same, judged: a failure where it cannot be read.
Reading judgeDiskSpace(const std::optional<DiskSpace>& space, const DiskMarks& marks);

}  // namespace snug::observe
