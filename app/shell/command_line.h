// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "platform/hand_over.h"

namespace snug::shell {

// What the command line of snug asks for.
struct CommandLine {
    QString address;  // an invitation or an address to join at once; empty: the start page
    QString nick;     // instead of the remembered one
    QString profile;  // folder for settings and data
    bool host = false;
    bool hidden = false;  // start in the tray, where there is one
    QString text;         // to be printed instead of running: help, version
    QString error;        // a sentence, when the options are wrong
};

// `arguments` without the program's name.
CommandLine readCommandLine(const QStringList& arguments);

// What is handed over to the program that runs already.
platform::HandOver handOver(const CommandLine& line);

}  // namespace snug::shell
