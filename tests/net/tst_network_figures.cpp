// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>

#include "net/flight_recorder.h"
#include "net/network_fixture.h"

using namespace snug;
using namespace snug::net;
using namespace snug::net::test;
using namespace Qt::StringLiterals;

// What the network tells of single connections, over real sockets on the loopback.
class TestNetworkFigures : public NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void countsWhatAConnectionDoes();
    void measuresRoundTrips();
    void showsWhatWaitsForASlowReader();
    void measuresManyInSlices();
    void aFullReceiverIsAskedAgain();
    void recordsTheLastFrames();
    void keepsNoMoreThanTheRing();

private:
    // What is recorded of a connection now, as "<call" and ">answer" with their bytes.
    QStringList recordOf(base::ConnectionId id) const
    {
        const std::size_t before = recorder_->records().size();
        network_->record(id);
        if (!QTest::qWaitFor([&] { return recorder_->records().size() > before; }, kPatienceMs)) {
            return {u"nothing was told"_s};
        }
        const ConnectionRecord record = recorder_->records().back();
        QStringList words;
        for (const RecordedFrame& frame : record.frames) {
            words.append(u"%1%2 %3"_s.arg(QChar(frame.out ? u'>' : u'<'))
                             .arg(QLatin1StringView(frame.word))
                             .arg(frame.bytes));
        }
        return record.id == id ? words : QStringList{u"of another"_s};
    }

    // Measures until `enough` is true of what was told.
    bool measureUntil(const std::function<bool(const std::vector<ConnectionFigures>&)>& enough) const
    {
        return QTest::qWaitFor(
            [&] {
                network_->measure();
                return enough(recorder_->figures());
            },
            kPatienceMs);
    }
};

void TestNetworkFigures::countsWhatAConnectionDoes()
{
    QVERIFY(begin(patientConfig()) != 0);
    const auto talker = rawWebSocket(port_, transport_);
    QVERIFY(talker);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{1}, kPatienceMs);
    const auto silent = rawWebSocket(port_, transport_);
    QVERIFY(silent);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{2}, kPatienceMs);
    QVERIFY(recorder_->figures().empty());  // nobody has looked

    const QByteArray frame = clientFrame(0x81, R"({"type":"ping","id":1})");
    talker->write(frame + clientFrame(0x89, "beat") + frame);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->received().size(), std::size_t{2}, kPatienceMs);
    network_->send(recorder_->opened().front(), PreparedFrame::text("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().framesOut, quint64{2}, kPatienceMs);

    QVERIFY(measureUntil([](const auto& figures) { return figures.size() == 2; }));
    const auto figures = recorder_->figures();
    const auto opened = recorder_->opened();
    const ConnectionFigures& said =
        *std::find_if(figures.begin(), figures.end(), [&](const auto& each) { return each.id == opened[0]; });
    const ConnectionFigures& quiet =
        *std::find_if(figures.begin(), figures.end(), [&](const auto& each) { return each.id == opened[1]; });
    QCOMPARE(said.framesIn, quint64{3});
    QCOMPARE(said.bytesIn, base::Bytes{2 * frame.size() + clientFrame(0x89, "beat").size()});
    QVERIFY(said.framesOut >= 2);  // and the ping that measures it
    QVERIFY(said.bytesOut >= PreparedFrame::pong("beat").size() + PreparedFrame::text("hello").size());
    QCOMPARE(quiet.framesIn, quint64{0});
    QCOMPARE(quiet.bytesIn, base::Bytes{0});
    QVERIFY(!quiet.roundTrip);  // it answers no ping
    QVERIFY(quiet.idle.count() >= 0);
    for (const ConnectionFigures& each : figures) {
        QCOMPARE(each.tls, transport_ == Transport::Tls);
        QCOMPARE(each.backlog, base::Bytes{0});
    }
}

void TestNetworkFigures::measuresRoundTrips()
{
    NetworkConfig config = patientConfig();
    config.ioThreads = 2;
    QVERIFY(begin(config) != 0);
    const auto clients = connectMany(4);  // Qt answers pings by itself
    QCOMPARE(clients.size(), std::size_t{4});
    QVERIFY(measureUntil([](const auto& figures) {
        return figures.size() == 4 && std::all_of(figures.begin(), figures.end(), [](const auto& each) {
                   return each.roundTrip && each.roundTrip->count() >= 0 && each.framesIn >= 1;
               });
    }));
    // A pong is no sign that anybody is there: who says nothing grows idle.
    QVERIFY(measureUntil([](const auto& figures) {
        return std::all_of(figures.begin(), figures.end(),
                           [](const auto& each) { return each.idle > std::chrono::milliseconds(100); });
    }));
}

void TestNetworkFigures::showsWhatWaitsForASlowReader()
{
    NetworkConfig config = patientConfig();
    config.writeBudget = {64 * 1024 * 1024};
    QVERIFY(begin(config) != 0);
    const auto stalled = rawWebSocket(port_, transport_);
    QVERIFY(stalled);
    stalled->setReadBufferSize(1);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{1}, kPatienceMs);
    network_->send(recorder_->opened().front(), PreparedFrame::text(QByteArray(30'000'000, 'x')));
    QVERIFY(measureUntil([](const auto& figures) {
        return figures.size() == 1 && figures.front().backlog.count > 1'000'000;
    }));
    QCOMPARE(recorder_->figures().front().framesOut, quint64{0});  // not one whole frame yet
    QVERIFY(recorder_->figures().front().bytesOut.count > 0);
}

void TestNetworkFigures::measuresManyInSlices()
{
    constexpr int kClients = 700;
    QVERIFY(begin(patientConfig()) != 0);
    std::vector<std::unique_ptr<QTcpSocket>> many;
    // Over TLS the beginnings alone would take a second of CPU; what is measured is the same.
    const int count = transport_ == Transport::Tls ? kClients / 7 : kClients;
    for (int i = 0; i < count; ++i) {
        many.push_back(rawWebSocket(port_, transport_));
        QVERIFY(many.back());
    }
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t(count), kPatienceMs);
    QVERIFY(measureUntil([&](const auto& figures) { return figures.size() == std::size_t(count); }));
    QVERIFY(recorder_->mostFiguresAtOnce() <= 500);
    many.resize(10);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{10}, kPatienceMs);
}

void TestNetworkFigures::aFullReceiverIsAskedAgain()
{
    QVERIFY(begin(patientConfig()) != 0);
    const auto clients = connectMany(1);
    QCOMPARE(clients.size(), std::size_t{1});
    recorder_->setFull(true);
    for (int i = 0; i < 100; ++i) {
        network_->measure();  // more than may wait
    }
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().framesIn, quint64{1}, kPatienceMs);  // its pong
    QVERIFY(recorder_->figures().empty());
    recorder_->setFull(false);
    QVERIFY(measureUntil([](const auto& figures) { return figures.size() == 1; }));
}

void TestNetworkFigures::recordsTheLastFrames()
{
    QVERIFY(begin(patientConfig()) != 0);
    const auto before = base::Now::read().wall;
    const auto socket = rawWebSocket(port_, transport_);
    QVERIFY(socket);
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->present()->size(), std::size_t{1}, kPatienceMs);
    const auto id = recorder_->opened().front();
    QCOMPARE(recordOf(id), QStringList());

    socket->write(clientFrame(0x81, R"({"type":"ping","id":1})") + clientFrame(0x81, "nonsense") +
                  clientFrame(0x89, "beat") + clientFrame(0x8a, {}));
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().framesIn, quint64{4}, kPatienceMs);
    network_->send(id, PreparedFrame::text(QByteArray(300, 'x'), "message"));
    network_->sendMany(recorder_->present(), {}, PreparedFrame::text("?"));
    const QStringList expected{u"<ping 22"_s, u"<unreadable 8"_s, u"<ping 4"_s, u">pong 4"_s,
                               u"<pong 0"_s,  u">message 300"_s,  u">frame 1"_s};
    QCOMPARE(recordOf(id), expected);  // behind what was sent before
    const std::vector<ConnectionRecord> records = recorder_->records();
    for (const RecordedFrame& frame : records.back().frames) {
        QVERIFY(frame.at >= before - std::chrono::milliseconds(2));  // two clocks, each cut to milliseconds
        QVERIFY(frame.at <= base::Now::read().wall + std::chrono::milliseconds(2));
    }
    recorder_->setFull(true);
    socket->write(clientFrame(0x81, R"({"type":"leave","room":"den"})"));
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().framesIn, quint64{5}, kPatienceMs);
    recorder_->setFull(false);
    const QStringList after = recordOf(id);
    QCOMPARE(after.at(7), u"<leave 29"_s);
    QVERIFY(after.at(8).startsWith(u">error "_s));

    socket->abort();
    QTRY_COMPARE_WITH_TIMEOUT(recorder_->closedCount(), 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(network_->statistics().connections, qint64{0}, kPatienceMs);
    QCOMPARE(recordOf(id), QStringList());
}

void TestNetworkFigures::keepsNoMoreThanTheRing()
{
    QVERIFY(begin(patientConfig()) != 0);
    const auto clients = connectMany(1);
    QCOMPARE(clients.size(), std::size_t{1});
    const auto id = recorder_->opened().front();
    QStringList expected;
    for (int size = 1; size <= 100; ++size) {
        network_->send(id, PreparedFrame::text(QByteArray(size, 'x')));
        expected.append(u">frame %1"_s.arg(size));
    }
    QCOMPARE(recordOf(id), expected.last(FlightRecorder::kFrames));
}

QTEST_GUILESS_MAIN(TestNetworkFigures)
#include "tst_network_figures.moc"
