// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>

#include "net/net_support.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;

namespace {

constexpr int kPatienceMs = 20'000;

bool sayHello(Client& client)
{
    return client.socket.sendTextMessage(uR"({"type":"ping","id":1})"_s) > 0;
}

}  // namespace

// The network's one door, over real sockets on the loopback.
class TestNetwork : public QObject {
    Q_OBJECT

private:
    quint16 begin(const NetworkConfig& config);
    std::vector<std::unique_ptr<Client>> connectMany(int count);
    quint64 closesWith(CloseCode code) const;

    std::unique_ptr<Recorder> recorder_;
    std::unique_ptr<Network> network_;
    quint16 port_ = 0;

private Q_SLOTS:
    void init();
    void cleanup();

    void echoes();
};

void TestNetwork::init()
{
    recorder_ = std::make_unique<Recorder>();
}

void TestNetwork::cleanup()
{
    network_.reset();
    QVERIFY(recorder_->consistent());
    QCOMPARE(recorder_->present()->size(), std::size_t{0});
}

quint16 TestNetwork::begin(const NetworkConfig& config)
{
    network_ = std::make_unique<Network>(config, recorder_->inbound());
    const auto port = network_->start();
    port_ = port.ok() ? *port : quint16{0};
    return port_;
}

std::vector<std::unique_ptr<Client>> TestNetwork::connectMany(int count)
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

quint64 TestNetwork::closesWith(CloseCode code) const
{
    for (const auto& [number, count] : network_->statistics().closes) {
        if (number == static_cast<quint16>(code)) {
            return count;
        }
    }
    return 0;
}

void TestNetwork::echoes()
{
    QVERIFY(begin({}) != 0);
    recorder_->onReceived([this](const Recorder::Received& received) {
        // One sender thread at a time: this network has one I/O thread.
        network_->send(received.from, PreparedFrame::text("echo"));
    });
    auto clients = connectMany(3);
    QCOMPARE(clients.size(), std::size_t{3});
    QCOMPARE(clients.front()->socket.subprotocol(), u"snug.v1"_s);
    for (auto& client : clients) {
        QVERIFY(sayHello(*client));
    }
    for (auto& client : clients) {
        QTRY_COMPARE_WITH_TIMEOUT(client->texts, QStringList{u"echo"_s}, kPatienceMs);
    }
    clients.front()->socket.close();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->cleanCount(), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(clients.front()->ended, kPatienceMs);
    QCOMPARE(static_cast<int>(clients.front()->socket.closeCode()), 1000);
    clients[1]->socket.abort();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 2, kPatienceMs);
    QCOMPARE(recorder_->cleanCount(), 1);
    const auto statistics = network_->statistics();
    QCOMPARE(statistics.accepted, quint64{3});
    QCOMPARE(statistics.connections, qint64{1});
    QCOMPARE(statistics.framesIn, quint64{4});
    QVERIFY(statistics.framesOut >= 4);
    QCOMPARE(statistics.refused, quint64{0});
    network_->stop();
    QTRY_VERIFY_WITH_TIMEOUT(clients[2]->ended, kPatienceMs);
    QCOMPARE(static_cast<int>(clients[2]->socket.closeCode()), 1001);
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
