// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "host/server_host.h"

namespace snug {

// Reads the configuration again, by the arguments of the program's start, and has the server take over what
// can change while people are connected: certificate, key, and how the log is written. Says in the log what
// else differs from `running` and waits for the next start; what is wrong there changes nothing. Answers the
// configuration that counts now.
host::ServerConfig reload(host::ServerHost& server, const host::ServerConfig& running,
                          const QStringList& arguments);

}  // namespace snug
