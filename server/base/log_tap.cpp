// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_tap.h"

#include <algorithm>

namespace snug::base {

namespace {

// The taps of this program's one log.
struct Taps {
    std::mutex mutex;
    std::vector<LogTap*> all;
};

Taps& taps()
{
    static Taps only;
    return only;
}

}  // namespace

LogTap::LogTap()
{
    const std::lock_guard lock(taps().mutex);
    taps().all.push_back(this);
}

LogTap::~LogTap()
{
    const std::lock_guard lock(taps().mutex);
    std::erase(taps().all, this);
}

std::vector<LogRecord> LogTap::takeAll()
{
    const std::lock_guard lock(mutex_);
    std::vector<LogRecord> taken(records_.begin(), records_.end());
    records_.clear();
    return taken;
}

void LogTap::tell(const LogRecord& record)
{
    const std::lock_guard lock(taps().mutex);
    for (LogTap* const tap : taps().all) {
        const std::lock_guard inner(tap->mutex_);
        tap->records_.push_back(record);
        if (tap->records_.size() > kLines) {
            tap->records_.pop_front();
        }
    }
}

}  // namespace snug::base
