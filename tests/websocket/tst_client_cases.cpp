// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSslServer>
#include <QTcpServer>
#include <QTest>
#include <QUrl>
#include <algorithm>

#include "client/wire.h"
#include "websocket/case_runner.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace snug::websocket::test;

namespace {

enum class Scheme { Ws, Wss };

// The opening's writes, with the value of Sec-WebSocket-Accept in its place.
QByteArrayList answersTo(const QByteArray& request, const QByteArrayList& opening)
{
    if (opening.isEmpty()) {
        return {usualAnswer(request)};
    }
    const QByteArray head = opening.join().replace(kAccept, acceptFor(request));
    QByteArrayList writes;
    if (opening.size() == 1) {
        return {head};
    }
    if (opening.size() == 2) {
        const qsizetype cut = std::min(opening.first().size(), head.size() - 1);
        return {head.first(cut), head.sliced(cut)};
    }
    for (const char byte : head) {
        writes.append(QByteArray(1, byte));
    }
    return writes;
}

std::unique_ptr<QTcpServer> listening(Scheme scheme)
{
    std::unique_ptr<QTcpServer> server;
    if (scheme == Scheme::Wss) {
        auto secure = std::make_unique<QSslServer>();
        secure->setSslConfiguration(serverTls());
        server = std::move(secure);
    } else {
        server = std::make_unique<QTcpServer>();
    }
    server->listen(QHostAddress(QHostAddress::LocalHost));
    return server;
}

client::Timing patientTiming()
{
    client::Timing timing;
    timing.handshake = std::chrono::minutes(5);
    timing.closing = std::chrono::minutes(5);
    return timing;
}

}  // namespace

// The case list against the client's Wire, over real sockets. Behind it a program that says back what it
// heard.
class TestClientCases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase() { trustTestCertificate(); }
    void init();
    void cases_data() { addCaseRows(Side::Client); }
    void cases();
    void thereAreEnough();

private:
    QByteArray run(const Case& test, Peer& peer);

    std::unique_ptr<client::Wire> wire_;
    Seen seen_;
    QByteArray reason_;
    int ends_ = 0;
};

void TestClientCases::initTestCase_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("ws") << Scheme::Ws;
    QTest::newRow("wss") << Scheme::Wss;
}

void TestClientCases::init()
{
    wire_ = std::make_unique<client::Wire>(patientTiming());
    seen_ = {};
    seen_.opening = "refused";
    ends_ = 0;
    connect(wire_.get(), &client::Wire::opened, this,
            [this] { seen_.opening = wire_->speaksSnug() ? "snug.v1" : "another protocol"; });
    connect(wire_.get(), &client::Wire::received, this, [this](const QByteArray& message) {
        seen_.messages.append(message);
        if (message.size() <= kEchoed) {
            wire_->send(message);
        }
    });
    connect(wire_.get(), &client::Wire::ended, this, [this](quint16 code, const QString& reason) {
        ++ends_;
        seen_.told = QByteArray::number(code);
        reason_ = reason.toUtf8();
    });
}

QByteArray TestClientCases::run(const Case& test, Peer& peer)
{
    const auto request = peer.takeHead();
    if (!request) {
        return "no request came";
    }
    QByteArrayList opening = answersTo(*request, test.opening);
    QByteArrayList writes = test.writes;
    if (test.glued) {
        opening.last() += writes.takeFirst();
    }
    peer.send(opening);
    peer.startFrames();
    const auto gone = [this] { return ends_ > 0; };
    if (test.end == Case::End::Refused) {
        seen_.end = "no close frame";
        if (!opening.last().endsWith("\r\n\r\n")) {
            peer.hangUp();
        }
        return waitFor(gone) ? "" : "the refusal is not told";
    }
    const QByteArray trouble = play(test, peer, writes, Side::Client, gone);
    noteAnswers(test, peer, seen_);
    return trouble;
}

void TestClientCases::cases()
{
    QFETCH(const Case, test);
    QFETCH_GLOBAL(const Scheme, scheme);
    const std::unique_ptr<QTcpServer> server = listening(scheme);
    QVERIFY(server->isListening());
    const QString url =
        scheme == Scheme::Wss ? QStringLiteral("wss://localhost:%1/") : QStringLiteral("ws://127.0.0.1:%1/");
    wire_->open(QUrl(url.arg(server->serverPort())));
    QVERIFY(waitFor([&] { return server->hasPendingConnections() || ends_ > 0; }));
    const std::unique_ptr<QTcpSocket> socket(server->nextPendingConnection());
    QVERIFY2(socket != nullptr, reason_.constData());
    Peer peer(*socket, Side::Client);
    QCOMPARE(run(test, peer), QByteArray());
    QCOMPARE(ends_, 1);
    if (test.end == Case::End::ClosedByUs) {  // in the other cases it is a sentence of the client's own
        seen_.told += ' ' + reason_;
    }
    QCOMPARE(seen_.shown(),
             expectedOf(test, Side::Client, [](const QByteArray& message) { return message; }).shown());
}

void TestClientCases::thereAreEnough()
{
    for (const Side side : {Side::Server, Side::Client}) {
        QByteArrayList names;
        for (const Case& test : casesFor(side)) {
            QVERIFY2(!names.contains(test.name), test.name.constData());
            names.append(test.name);
        }
        QVERIFY(names.size() >= 250);
        qInfo("%d cases for the %s", static_cast<int>(names.size()),
              side == Side::Server ? "server" : "client");
    }
}

QTEST_GUILESS_MAIN(TestClientCases)
#include "tst_client_cases.moc"
