// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "host/server_config.h"

namespace snug {

// What the command line of snugd asks for.
struct ServerOptions {
    host::ServerConfig config;
    QString text;   // to be printed instead of serving: help, version, configuration
    QString error;  // a sentence, when the options or the file are wrong
    bool configFileIsWrong = false;
};

// Reads `arguments` (without the program's name): --defaults FILE first, wherever it stands, over it --config
// FILE or what was changed in the data folder, then the other options.
ServerOptions readServerOptions(const QStringList& arguments);

}  // namespace snug
