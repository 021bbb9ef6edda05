// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/network_fixture.h"
#include "protocol/codec.h"
#include "websocket/case_runner.h"

using namespace snug;
using namespace snug::websocket::test;
using snug::net::PreparedFrame;
using snug::net::test::Recorder;

namespace {

QByteArray shown(const base::Result<protocol::Request, protocol::DecodeError>& request)
{
    return request.ok() ? protocol::encodeRequest(*request)
                        : "error " + protocol::errorWord(request.error().error.code).toString().toUtf8();
}

// The server hands commands on, not bytes: a message is shown as the command that it is.
QByteArray readByServer(const QByteArray& message)
{
    return shown(protocol::decodeRequest(message));
}

}  // namespace

// The case list against the server's network, over real sockets. Behind it a program that says back what it
// heard.
class TestServerCases : public net::test::NetworkFixture {
    Q_OBJECT

private Q_SLOTS:
    void cases_data() { addCaseRows(Side::Server); }
    void cases();

private:
    quint16 beginEchoing();
    // Opens the connection and plays the case; answers what went wrong with the run itself.
    QByteArray run(const Case& test, Peer& peer, Seen& seen) const;
};

quint16 TestServerCases::beginEchoing()
{
    net::NetworkConfig config = net::test::patientConfig();
    config.limits.frame = {kServerTakes};
    config.writeBudget = {4 * kServerTakes};
    recorder_->onReceived([this](const Recorder::Received& received) {
        network_->send(received.from, PreparedFrame::text(shown(received.request)));
    });
    return begin(config);
}

QByteArray TestServerCases::run(const Case& test, Peer& peer, Seen& seen) const
{
    QByteArrayList opening = test.opening;
    if (opening.isEmpty()) {
        opening = {net::test::handshakeRequest("Sec-WebSocket-Protocol: snug.v1\r\n")};
    }
    QByteArrayList writes = test.writes;
    if (test.glued) {
        opening.last() += writes.takeFirst();
    }
    peer.send(opening);
    const auto head = peer.takeHead();
    if (!head || !head->startsWith("HTTP/1.1 101 ")) {
        seen.opening = "refused";
        seen.end = "no close frame";
        seen.told = "not clean";
        return waitFor([&] { return peer.ended(); }) ? "" : "refused, but not hung up";
    }
    const QByteArray fields = head->toLower();
    if (fields.contains("\r\nsec-websocket-extensions:")) {
        return "an extension was taken";
    }
    seen.opening =
        fields.contains("\r\nsec-websocket-protocol: snug.v1\r\n") ? "snug.v1" : "another protocol";
    peer.startFrames();
    const QByteArray trouble =
        play(test, peer, writes, Side::Server, [this] { return recorder_->closedCount() == 1; });
    noteAnswers(test, peer, seen);
    for (const Recorder::Received& received : recorder_->received()) {
        seen.messages.append(shown(received.request));
    }
    seen.told = recorder_->cleanCount() == 1 ? "clean" : "not clean";
    return trouble;
}

void TestServerCases::cases()
{
    QFETCH(const Case, test);
    QVERIFY(beginEchoing() != 0);
    const auto socket = net::test::rawSocket(port_, transport_);
    QVERIFY(socket);
    Peer peer(*socket, Side::Server);
    Seen seen;
    QCOMPARE(run(test, peer, seen), QByteArray());
    QCOMPARE(seen.shown(), expectedOf(test, Side::Server, readByServer).shown());
}

QTEST_GUILESS_MAIN(TestServerCases)
#include "tst_server_cases.moc"
