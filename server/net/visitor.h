// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace snug::net {

// A connection at the door: where it comes from, and what Admission counts it as.
struct Visitor {
    QHostAddress address;
    bool counted = true;  // among those of its address; if not it is on trial, or inner
    bool inner = false;   // the server's own: it has a place of its own
};

}  // namespace snug::net
