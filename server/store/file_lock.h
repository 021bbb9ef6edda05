// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

#include "store/operations.h"

namespace snug::store {

// Holds a file so that no other process (and no second holder in this one) can hold it too. Any thread; one
// owner.
//
// On Unix it is flock(2), not QLockFile: the kernel lets go of it when the holder dies, however it dies, so a
// killed server never locks itself out. QLockFile goes by the process id written in the file, and in a
// container the next server's is the same. Elsewhere it is QLockFile.
class FileLock {
public:
    // Makes the file where it is missing. Error: Unavailable, with the holder's process id when it is held.
    static Result<FileLock> take(const QString& path);

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;
    Q_DISABLE_COPY(FileLock)
    ~FileLock();

private:
    struct Held;  // what the system wants kept until the lock is let go of
    explicit FileLock(std::unique_ptr<Held> held);

    std::unique_ptr<Held> held_;
};

}  // namespace snug::store
