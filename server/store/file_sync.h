// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::store {

// Waits until what was written to the file, or into the folder, is on the disk. False: it could not be done.
bool syncToDisk(const QString& path);

}  // namespace snug::store
