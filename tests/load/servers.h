// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "load/plan.h"
#include "load/tcp_socket.h"
#include "load/tls.h"

namespace snug::load {

// Where the connections of a plan go, and how they are secured.
struct Servers {
    std::vector<Target> targets;    // those of plan.servers, in order
    std::optional<TlsContext> tls;  // where one of them wants it

    // The error is a sentence.
    static base::Result<Servers, std::string> find(const Plan& plan);
};

}  // namespace snug::load
