// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/fsuid.h>
#include <sys/resource.h>
#include <unistd.h>
#include <QtGlobal>
#include <csignal>

namespace snug::store_test {

// File access of this thread as nobody, for as long as it lives: permissions do not stop root otherwise.
class AsNobody {
public:
    AsNobody()
    {
        if (::geteuid() == 0) {
            ::setfsgid(65534);
            ::setfsuid(65534);
        }
    }
    ~AsNobody()
    {
        ::setfsuid(::geteuid());
        ::setfsgid(::getegid());
    }
    Q_DISABLE_COPY_MOVE(AsNobody)
};

// No file of this process may grow past `bytes`: what a full disk is to SQLite, at a moment of our choosing.
class FileSizeLimit {
public:
    explicit FileSizeLimit(qint64 bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = static_cast<rlim_t>(bytes);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit before_{};
};

}  // namespace snug::store_test
