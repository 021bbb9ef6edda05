// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <memory>
#include <vector>

#include "contract/store_harness.h"
#include "store/redis_store.h"
#include "support/redis_process.h"

namespace snug::contract {

// Real Redis servers, new ones for each folder that the suite makes: a test begins with empty ones, and a
// reopen finds the same.
class RedisServers {
public:
    explicit RedisServers(int count)
        : count_(count)
    {
    }

    store::StoreFactory in(const QString& folder)
    {
        if (folder != folder_) {
            folder_ = folder;
            servers_.clear();
            for (int server = 0; server < count_; ++server) {
                servers_.push_back(std::make_unique<test::RedisProcess>());
                if (!servers_.back()->start()) {
                    qFatal("redis-server does not start");
                }
            }
        }
        return
            [this](store::Store::Sink sink) { return store::RedisStore::open(settings(), std::move(sink)); };
    }

private:
    store::RedisStore::Settings settings() const
    {
        store::RedisStore::Settings settings;
        for (const auto& server : servers_) {
            settings.servers += *store::parseRedisAddresses(server->address());
        }
        settings.sessionLife = std::chrono::days(365 * 1'000);  // the suite turns its clock by hand
        settings.recent = {20'000, {64 * 1024 * 1024}};
        return settings;
    }

    const int count_;
    QString folder_;
    std::vector<std::unique_ptr<test::RedisProcess>> servers_;
};

}  // namespace snug::contract
