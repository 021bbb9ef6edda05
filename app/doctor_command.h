// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace snug {

// `snugd doctor`: says why people cannot connect. `arguments` are those after the word, the options of the
// server itself; answers the exit code, which --help tells.
int runDoctor(const QStringList& arguments);

}  // namespace snug
