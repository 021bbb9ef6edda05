// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <deque>
#include <mutex>
#include <vector>

#include "base/log_line.h"

namespace snug::base {

// Gets what is written to the program's log (installLogging), for as long as it lives, besides standard
// error. Keeps the newest kLines until they are taken.
//
// Thread: any; the locks are held for a copy.
class LogTap {
public:
    static constexpr std::size_t kLines = 500;

    LogTap();
    ~LogTap();
    Q_DISABLE_COPY_MOVE(LogTap)

    // What was written since the last call, oldest first.
    std::vector<LogRecord> takeAll();

    // To all that live.
    static void tell(const LogRecord& record);

private:
    std::mutex mutex_;
    std::deque<LogRecord> records_;
};

}  // namespace snug::base
