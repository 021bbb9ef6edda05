// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <algorithm>

#include "net/net_support.h"
#include "websocket/test_tls.h"

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

// What every test of the whole network begins and ends with. Each runs twice: over plain TCP and over TLS.
class NetworkFixture : public QObject {
    Q_OBJECT

protected:
    // The port, 0 when it does not start.
    quint16 begin(NetworkConfig config)
    {
        if (transport_ == Transport::Tls) {
            config.tls = websocket::test::serverTls();
        }
        network_ = std::make_unique<Network>(std::move(config), recorder_->inbound());
        const auto port = network_->start();
        port_ = port.ok() ? *port : quint16{0};
        return port_;
    }

    std::unique_ptr<Client> connectOne() const { return std::make_unique<Client>(port_, transport_); }
    // Empty unless all of them are in.
    std::vector<std::unique_ptr<Client>> connectMany(int count) const
    {
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(connectOne());
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
    Transport transport_ = Transport::Plain;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<Transport>("transport");
        QTest::newRow("plain") << Transport::Plain;
        QTest::newRow("TLS") << Transport::Tls;
    }
    void initTestCase() { websocket::test::trustTestCertificate(); }
    void init()
    {
        QFETCH_GLOBAL(const Transport, transport);
        transport_ = transport;
        recorder_ = std::make_unique<Recorder>();
    }
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
