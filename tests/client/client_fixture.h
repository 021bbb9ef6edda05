// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <memory>

#include "client/server_address.h"
#include "client/timing.h"

namespace snug::tests {

// Waits so short that a test of many of them is quick.
inline client::Timing quickTiming()
{
    using namespace std::chrono_literals;
    client::Timing timing;
    timing.handshake = 2s;
    timing.hello = 2s;
    timing.request = 2s;
    timing.ping = 20ms;
    timing.closing = 200ms;
    timing.tick = 10ms;
    timing.sample = 20ms;
    timing.reconnect = {10ms, 50ms};
    timing.retry = {5ms, 20ms};
    return timing;
}

inline client::ServerAddress addressOf(const QString& text)
{
    auto parsed = client::ServerAddress::parse(text);
    Q_ASSERT(parsed.ok());
    return std::move(parsed).value();
}

// A seeded lot; the seed is printed so that a failure can be repeated with SNUG_SEED.
inline quint32 testSeed()
{
    bool given = false;
    quint32 seed = qEnvironmentVariable("SNUG_SEED").toUInt(&given);
    if (!given) {
        seed = QRandomGenerator::global()->generate();
    }
    qInfo("SNUG_SEED=%u", seed);
    return seed;
}

}  // namespace snug::tests
