// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace snug::doctor {

// What a program of the system said.
struct CommandOutput {
    bool found = false;  // there is such a program
    bool good = false;   // it ended in time and with 0
    QByteArray out;
};

// Runs it with English words, without a shell, and waits for it: 3 s at most. Programs of root are found,
// too. Bounds: 1 MiB of output.
CommandOutput runCommand(const QString& program, const QStringList& arguments);

}  // namespace snug::doctor
