// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/codes.h"

namespace snug::client {

// Why a request brought nothing. `error` is the server's where it refused, else a sentence of ours with code
// Internal.
struct Failure {
    enum class Kind {
        Refused,     // the server said no; error.code tells more
        Lost,        // the connection ended first: done or not, nobody knows
        TimedOut,    // no reply in time: the same
        NotOnline,   // not sent
        TooMany,     // not sent: too many requests are under way
        Unreadable,  // a reply of the wrong type
    };
    Kind kind = Kind::Refused;
    protocol::Error error;

    // Whether the same request may succeed later, unchanged.
    bool temporary() const;
    bool refusedWith(protocol::ErrorCode code) const { return kind == Kind::Refused && error.code == code; }

    static Failure of(Kind kind);
};

template <class T>
using Outcome = base::Result<T, Failure>;

}  // namespace snug::client
