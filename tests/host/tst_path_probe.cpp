// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <atomic>
#include <latch>

#include "host/path_probe.h"
#include "net/network_fixture.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using namespace Qt::StringLiterals;
using observe::HealthStatus;

namespace {

const QByteArray kPath = QByteArrayLiteral("/probe/sesame");

}  // namespace

// The probe of the whole path against a real network, plain and over TLS, behind which the test is the hub:
// it can answer, be late, refuse, and hang up. The whole server's path is in tst_probes.
class TestPathProbe : public NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void passesWhileMessagesComeBack();
    void failsWhileAnIoThreadStandsStill();
    void failsWhileTheHubDoesNotAnswer();
    void slowMessagesAreAWarning();
    void saysWhatWasRefused();
    void failsWhileNobodyListens();
    void comesBackWhenItIsHungUpOn();
    void believesOneCertificateOnly();
    void isGoneWithItsProbe();

private:
    bool beginPath(quint16 port = 0)
    {
        held_ = false;
        refuses_ = false;
        lateMs_ = 0;
        NetworkConfig config = patientConfig();
        config.innerPath = kPath;
        config.port = port;
        recorder_->onReceived([this](const Recorder::Received& received) { answer(received); });
        return begin(config) != 0;
    }

    // On the I/O thread, which is the only one.
    void answer(const Recorder::Received& received)
    {
        if (!received.request.ok()) {
            return;
        }
        const auto* const probe = std::get_if<protocol::Probe>(&received.request->command);
        if (probe == nullptr || held_) {
            return;
        }
        if (refuses_) {
            network_->send(
                received.from,
                PreparedFrame::text(protocol::encodeReply(
                    {received.request->id, protocol::makeError(protocol::ErrorCode::StoreUnavailable)})));
            return;
        }
        if (lateMs_ > 0) {
            QThread::msleep(static_cast<unsigned long>(lateMs_));
        }
        network_->send(received.from, PreparedFrame::text(protocol::encodePush(protocol::Probed{probe->n})));
    }

    host::LoopbackClient::Target target() const
    {
        host::LoopbackClient::Target target{QHostAddress(QHostAddress::LocalHost), port_, kPath, {}};
        if (transport_ == Transport::Tls) {
            target.certificate = websocket::test::serverTls().localCertificate();
        }
        return target;
    }

    // As the board has it now; a warning before the first reading.
    observe::Reading reading() const
    {
        const auto health = board_.snapshot(base::Now::read());
        return health.probes.isEmpty() ? observe::Reading{} : health.probes.first().reading;
    }
    bool waitFor(HealthStatus status, const QString& reason = {}) const
    {
        return QTest::qWaitFor(
            [&] { return reading().status == status && reading().reason.contains(reason); }, kPatienceMs);
    }

    observe::HealthBoard board_;
    std::atomic<bool> held_ = false;
    std::atomic<bool> refuses_ = false;
    std::atomic<int> lateMs_ = 0;
};

void TestPathProbe::passesWhileMessagesComeBack()
{
    QVERIFY(beginPath());
    const host::PathProbe probe(board_, target());
    QCOMPARE(board_.snapshot(base::Now::read()).probes.first().name, u"chat:roundtrip"_s);
    QVERIFY(waitFor(HealthStatus::Pass));
    QCOMPARE(reading().unit, u"s"_s);
    QVERIFY(*reading().value > 0);
    QTRY_VERIFY_WITH_TIMEOUT(recorder_->received().size() >= 3, kPatienceMs);  // one after another
    QCOMPARE(recorder_->opened().size(), std::size_t{1});                      // over one connection
    QVERIFY(recorder_->facts().front().inner);
    QCOMPARE(network_->statistics().connections, qint64{0});
}

void TestPathProbe::failsWhileAnIoThreadStandsStill()
{
    QVERIFY(beginPath());
    const host::PathProbe probe(board_, target());
    QVERIFY(waitFor(HealthStatus::Pass));
    std::latch goOn(1);
    network_->post(0, [&goOn] { goOn.wait(); });
    const bool failed = waitFor(HealthStatus::Fail, u"is not back"_s);
    const observe::Reading found = reading();
    goOn.count_down();
    QVERIFY(failed);
    QVERIFY(*found.value >= std::chrono::duration<double>(host::PathProbe::kDeadline).count());
    QVERIFY(waitFor(HealthStatus::Pass));
    QCOMPARE(recorder_->opened().size(), std::size_t{1});
}

void TestPathProbe::failsWhileTheHubDoesNotAnswer()
{
    QVERIFY(beginPath());
    const host::PathProbe probe(board_, target());
    QVERIFY(waitFor(HealthStatus::Pass));
    held_ = true;
    QVERIFY(waitFor(HealthStatus::Fail, u"is not back"_s));
    held_ = false;
    // That message never comes: after a while it is tried with a new connection.
    QVERIFY(waitFor(HealthStatus::Pass));
    QCOMPARE(recorder_->opened().size(), std::size_t{2});
}

void TestPathProbe::slowMessagesAreAWarning()
{
    QVERIFY(beginPath());
    lateMs_ = 300;
    const host::PathProbe probe(board_, target());
    QVERIFY(waitFor(HealthStatus::Warn, u"take long"_s));
    QVERIFY(*reading().value >= 0.3);
    lateMs_ = 0;
    QVERIFY(waitFor(HealthStatus::Pass));
}

void TestPathProbe::saysWhatWasRefused()
{
    QVERIFY(beginPath());
    refuses_ = true;
    const host::PathProbe probe(board_, target());
    QVERIFY(waitFor(HealthStatus::Fail,
                    u"refused: "_s + protocol::defaultMessage(protocol::ErrorCode::StoreUnavailable)));
    refuses_ = false;
    QVERIFY(waitFor(HealthStatus::Pass));
    QCOMPARE(recorder_->opened().size(), std::size_t{1});
}

void TestPathProbe::failsWhileNobodyListens()
{
    QVERIFY(beginPath());
    const quint16 port = port_;
    network_->stop();
    const host::PathProbe probe(board_, target());
    QVERIFY(waitFor(HealthStatus::Fail, u"cannot be reached on its own port: "_s));
    QVERIFY(beginPath(port));
    QVERIFY(waitFor(HealthStatus::Pass));
}

void TestPathProbe::comesBackWhenItIsHungUpOn()
{
    QVERIFY(beginPath());
    const host::PathProbe probe(board_, target());
    QVERIFY(waitFor(HealthStatus::Pass));
    network_->close(recorder_->opened().front(), protocol::CloseCode::Overloaded);
    QVERIFY(waitFor(HealthStatus::Fail, u"was lost: it was closed with code 4003."_s));
    QVERIFY(waitFor(HealthStatus::Pass));
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
}

void TestPathProbe::believesOneCertificateOnly()
{
    QVERIFY(beginPath());
    auto other = target();
    other.certificate = QSslCertificate::fromPath(websocket::test::rsaCertificateFile()).constFirst();
    host::PathProbe probe(board_, other);
    const bool isTls = transport_ == Transport::Tls;
    QVERIFY(
        waitFor(HealthStatus::Fail, isTls ? u"has another certificate"_s : u"does not take a connection"_s));
    QVERIFY(recorder_->received().empty());
    if (isTls) {
        probe.setCertificate(*target().certificate);
        QVERIFY(waitFor(HealthStatus::Pass));
    }
}

void TestPathProbe::isGoneWithItsProbe()
{
    QVERIFY(beginPath());
    {
        const host::PathProbe probe(board_, target());
        QVERIFY(waitFor(HealthStatus::Pass));
    }
    QVERIFY(board_.snapshot(base::Now::read()).probes.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
}

QTEST_GUILESS_MAIN(TestPathProbe)
#include "tst_path_probe.moc"
