// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/servers.h"

namespace snug::load {

base::Result<Servers, std::string> Servers::find(const Plan& plan)
{
    Servers found;
    for (const Endpoint& server : plan.servers) {
        std::optional<Target> target = Target::resolve(server.host, server.port);
        if (!target) {
            return "the host " + server.host + " is not known";
        }
        target->path = server.path;
        target->tls = server.tls;
        found.targets.push_back(std::move(*target));
        if (server.tls && !found.tls) {
            auto made = TlsContext::make(plan.tlsCa, plan.tlsInsecure);
            if (!made) {
                return made.error();
            }
            found.tls = std::move(made).value();
        }
    }
    return found;
}

}  // namespace snug::load
