// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace snug {

// `snugd migrate`: copies the rooms of one store to another. `arguments` are those after the word; answers
// the exit code, which --help tells.
int runMigrate(const QStringList& arguments);

}  // namespace snug
