// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace snug::host {

// Why a server could not start.
struct StartError {
    enum class Kind {
        Data,    // the data folder or the store
        Listen,  // the chat port
        Http,    // the port of /health and /metrics
        Tls,     // the certificate or its key
    };
    Kind kind = Kind::Data;
    QString message;  // a sentence for people
};

}  // namespace snug::host
