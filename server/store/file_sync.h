// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::store {

// Waits until what was written to the file, or into the folder, is on the disk. False: it could not be done.
// Systems that cannot do so for a folder, or not at all (_default), leave that to their own time; then it
// only says whether the path is there to be read.
bool syncToDisk(const QString& path);

}  // namespace snug::store
