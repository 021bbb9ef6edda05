// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace snug::shell {

// What the command line of snug asks for.
struct CommandLine {
    QString address;  // join this server at once; empty: the start page
    QString nick;     // instead of the remembered one
    QString profile;  // folder for settings and data
    bool host = false;
    QString text;   // to be printed instead of running: help, version
    QString error;  // a sentence, when the options are wrong
};

// `arguments` without the program's name.
CommandLine readCommandLine(const QStringList& arguments);

}  // namespace snug::shell
