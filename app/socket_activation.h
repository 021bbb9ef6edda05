// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "base/result.h"

namespace snug {

// Sockets that the service manager listens on for the program, and hands over to it: systemd's protocol of
// sd_listen_fds(3), descriptors from 3 on that LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES tell of. Whoever
// connects while the program is not there yet, or is started anew, waits there and is served.
struct HandedSockets {
    std::optional<qintptr> chat;  // of any name but "http"
    std::optional<qintptr> http;  // named so: FileDescriptorName=http
};

// Takes them over: each is a listening stream socket of IPv4 or IPv6, and no child of the program gets them,
// nor the variables that tell of them. The caller owns the descriptors. What is meant for another process,
// or not there at all (no service manager, other systems), is none. Error: a sentence; something else was
// handed over, or more than one for each. Once, before there are other threads: it changes the environment.
base::Result<HandedSockets, QString> takeHandedSockets();

}  // namespace snug
