// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "support/redis_process.h"
#include "support/snugd_process.h"
#include "support/test_client.h"

namespace snug::test {

// Several snugd that share one Redis.
struct SeveralServers {
    RedisProcess redis;
    std::vector<std::unique_ptr<SnugdProcess>> all;

    bool start(int count)
    {
        if (!redis.start()) {
            return false;
        }
        for (int server = 0; server < count; ++server) {
            all.push_back(std::make_unique<SnugdProcess>());
            if (!all.back()->start({QStringLiteral("--store"), redis.address()})) {
                qWarning("%s", qPrintable(all.back()->err()));
                return false;
            }
        }
        return true;
    }
    quint16 port(std::size_t server) const { return all.at(server)->port(); }
};

inline bool enter(TestClient& client, quint16 port, const QString& nick,
                  const QString& room = QStringLiteral("lobby"))
{
    return client.connectTo(port) && client.hello(nick).ok() &&
           client.ask<protocol::Joined>(protocol::Join{room, {}}).ok();
}

}  // namespace snug::test
