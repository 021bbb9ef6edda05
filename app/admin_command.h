// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace snug {

// `snugd admin claim`: makes a new code for the owner of a server, whether it runs or not. `arguments` are
// those after the word; answers the exit code, which --help tells.
int runAdmin(const QStringList& arguments);

}  // namespace snug
