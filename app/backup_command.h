// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace snug {

// `snugd backup`: makes a verified copy of the data, or tries one out. `arguments` are those after the word;
// answers the exit code, which --help tells.
int runBackup(const QStringList& arguments);

}  // namespace snug
