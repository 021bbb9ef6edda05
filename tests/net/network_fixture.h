// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <algorithm>

#include "net/net_support.h"

namespace snug::net::test {

inline constexpr int kPatienceMs = 20'000;

// Deadlines that do not strike on a slow machine; a test sets the one that it is about.
inline NetworkConfig patientConfig()
{
    NetworkConfig config;
    config.handshakeDeadline = std::chrono::minutes(5);
    config.helloDeadline = std::chrono::minutes(5);
    config.limits.idle = std::chrono::minutes(5);
    return config;
}

// What every test of the whole network begins and ends with.
class NetworkFixture : public QObject {
    Q_OBJECT

protected:
    // The port, 0 when it does not start.
    quint16 begin(const NetworkConfig& config)
    {
        network_ = std::make_unique<Network>(config, recorder_->inbound());
        const auto port = network_->start();
        port_ = port.ok() ? *port : quint16{0};
        return port_;
    }

    // Empty unless all of them are in.
    std::vector<std::unique_ptr<Client>> connectMany(int count) const
    {
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<Client>(port_));
        }
        const bool all = QTest::qWaitFor(
            [&] {
                return std::all_of(clients.begin(), clients.end(),
                                   [](const auto& client) { return client->connected; }) &&
                       recorder_->present()->size() >= static_cast<std::size_t>(count);
            },
            kPatienceMs);
        if (!all) {
            clients.clear();
        }
        return clients;
    }

    quint64 closesWith(protocol::CloseCode code) const
    {
        for (const auto& [number, count] : network_->statistics().closes) {
            if (number == static_cast<quint16>(code)) {
                return count;
            }
        }
        return 0;
    }

    std::unique_ptr<Recorder> recorder_;
    std::unique_ptr<Network> network_;
    quint16 port_ = 0;

private Q_SLOTS:
    void init() { recorder_ = std::make_unique<Recorder>(); }
    void cleanup()
    {
        if (network_) {
            network_->stop();  // its threads call us back until here
            network_.reset();
        }
        QVERIFY(recorder_->consistent());
        QCOMPARE(recorder_->present()->size(), std::size_t{0});
    }
};

}  // namespace snug::net::test
