// SPDX-License-Identifier: GPL-3.0-or-later
#include <QScopedValueRollback>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>
#include <algorithm>
#include <array>

#include "net/socket_stream.h"
#include "net/stream.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace snug::net;

namespace {

constexpr int kPatienceMs = 20'000;

enum class Kind { Platform, Portable, Tls };

// Writes down what a stream tells, and reads what comes.
class Listening final : public Stream::Reader {
public:
    void readable() override
    {
        const QScopedValueRollback depth(depth_, depth_ + 1);
        deepest = std::max(deepest, depth_);
        std::array<char, 16> buffer{};
        while (true) {
            const qint64 size = stream->read(buffer.data(), buffer.size());
            if (size <= 0) {
                ended = ended || size == Stream::kEnded;
                return;
            }
            seen.append(buffer.data(), size);
            if (echoes) {
                const std::array<QByteArrayView, 1> parts{QByteArrayView(buffer.data(), size)};
                stream->write(parts);
            }
        }
    }
    void writable() override { ++writables; }
    void lost() override
    {
        readable();
        ++losses;
    }

    Stream* stream = nullptr;
    QByteArray seen;
    bool ended = false;
    int writables = 0;
    int losses = 0;
    bool echoes = false;
    int deepest = 0;  // 1: never told from inside a call

private:
    int depth_ = 0;
};

}  // namespace

// What all kinds of stream promise alike: the platform's own, the portable one, and the same over TLS.
class TestStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void readsAndWrites();
    void tellsNothingFromInsideACall();
    void takesNoMoreThanFits();
    void endsAfterWhatWasWritten();
    void seesThePeerGo();
    void aborts();

private:
    std::unique_ptr<QTcpServer> server_;
    std::unique_ptr<QTcpSocket> peer_;
    Listening reader_;
    std::unique_ptr<Stream> stream_;
};

void TestStream::initTestCase_data()
{
    websocket::test::trustTestCertificate();
    QTest::addColumn<Kind>("kind");
    QTest::newRow("the platform's") << Kind::Platform;
    QTest::newRow("portable") << Kind::Portable;
    QTest::newRow("TLS") << Kind::Tls;
}

void TestStream::init()
{
    QFETCH_GLOBAL(const Kind, kind);
    const QString host = QHostAddress(QHostAddress::LocalHost).toString();
    if (kind == Kind::Tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(websocket::test::serverTls());
        QVERIFY(server->listen(QHostAddress::LocalHost));
        auto peer = std::make_unique<QSslSocket>();
        peer->connectToHostEncrypted(host, server->serverPort());
        QTRY_VERIFY_WITH_TIMEOUT(peer->isEncrypted(), kPatienceMs);
        server_ = std::move(server);
        peer_ = std::move(peer);
    } else {
        server_ = std::make_unique<QTcpServer>();
        QVERIFY(server_->listen(QHostAddress::LocalHost));
        peer_ = std::make_unique<QTcpSocket>();
        peer_->connectToHost(host, server_->serverPort());
        QVERIFY(peer_->waitForConnected(kPatienceMs));
    }
    QTRY_VERIFY_WITH_TIMEOUT(server_->hasPendingConnections(), kPatienceMs);
    std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket(server_->nextPendingConnection());
    socket->setParent(nullptr);
    reader_ = {};
    stream_ = kind == Kind::Platform ? makeStream(std::move(socket), reader_)
                                     : std::make_unique<SocketStream>(std::move(socket), reader_);
    reader_.stream = stream_.get();
}

void TestStream::cleanup()
{
    stream_.reset();
    peer_.reset();
    server_.reset();
}

void TestStream::readsAndWrites()
{
    peer_->write("hello");
    QTRY_COMPARE_WITH_TIMEOUT(reader_.seen, QByteArray("hello"), kPatienceMs);
    QCOMPARE(reader_.ended, false);
    const std::array<QByteArrayView, 3> parts{"one ", "two ", "three"};
    QCOMPARE(stream_->write(parts), qint64{13});
    QTRY_COMPARE_WITH_TIMEOUT(peer_->bytesAvailable(), qint64{13}, kPatienceMs);
    QCOMPARE(peer_->readAll(), QByteArray("one two three"));
    // More than any buffer on the way.
    const QByteArray large(3'000'000, 'x');
    peer_->write(large);
    QTRY_COMPARE_WITH_TIMEOUT(reader_.seen.size(), large.size() + 5, kPatienceMs);
}

void TestStream::tellsNothingFromInsideACall()
{
    // A TLS socket reads while it writes: answers must not bring the next message in the middle of one.
    constexpr int kMessages = 500;
    reader_.echoes = true;
    QByteArray sent;
    QByteArray back;
    for (int i = 0; i < kMessages; ++i) {
        const QByteArray message = QByteArray::number(i) + ' ';
        peer_->write(message);
        peer_->flush();
        sent += message;
    }
    QTRY_COMPARE_WITH_TIMEOUT((back += peer_->readAll(), back.size()), sent.size(), kPatienceMs);
    QCOMPARE(back, sent);
    QCOMPARE(reader_.deepest, 1);
}

void TestStream::takesNoMoreThanFits()
{
    peer_->setReadBufferSize(1);
    const QByteArray block(256 * 1024, 'x');
    const std::array<QByteArrayView, 1> parts{block};
    qint64 written = 0;
    qint64 taken = 0;
    int blocks = 0;
    do {
        taken = stream_->write(parts);
        QVERIFY(taken >= 0);
        written += taken;
        QVERIFY(++blocks < 1000);
    } while (taken > 0);
    QVERIFY(written > 0);
    QVERIFY(stream_->waiting() <= base::Bytes{33 * 1024});
    stream_->waitWritable();
    QTest::qWait(50);
    peer_->setReadBufferSize(0);
    QTRY_VERIFY_WITH_TIMEOUT((peer_->readAll(), reader_.writables == 1), kPatienceMs);
    QVERIFY(stream_->write(parts) > 0);
    // Told once for each time it was asked for.
    QTest::qWait(50);
    QCOMPARE(reader_.writables, 1);
}

void TestStream::endsAfterWhatWasWritten()
{
    const QByteArray block(30'000, 'x');
    const std::array<QByteArrayView, 1> parts{block};
    QCOMPARE(stream_->write(parts), qint64{block.size()});
    stream_->finishWriting();
    QTRY_COMPARE_WITH_TIMEOUT(peer_->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    QCOMPARE(peer_->readAll().size(), block.size());
}

void TestStream::seesThePeerGo()
{
    peer_->write("last words");
    peer_->disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(reader_.ended, kPatienceMs);
    QCOMPARE(reader_.seen, QByteArray("last words"));
    QVERIFY(reader_.losses <= 1);
}

void TestStream::aborts()
{
    stream_->abort();
    QTRY_COMPARE_WITH_TIMEOUT(peer_->state(), QAbstractSocket::UnconnectedState, kPatienceMs);
    const std::array<QByteArrayView, 1> parts{"x"};
    QCOMPARE(stream_->write(parts), Stream::kEnded);
    std::array<char, 8> buffer{};
    QCOMPARE(stream_->read(buffer.data(), buffer.size()), Stream::kEnded);
    stream_->waitWritable();
    stream_->finishWriting();
    stream_->abort();
    QTest::qWait(20);
    QCOMPARE(reader_.writables, 0);
    QCOMPARE(reader_.losses, 0);
}

QTEST_GUILESS_MAIN(TestStream)
#include "tst_stream.moc"
