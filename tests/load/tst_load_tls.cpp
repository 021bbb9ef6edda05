// SPDX-License-Identifier: GPL-3.0-or-later
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include "load/servers.h"

using namespace snug::load;
using namespace Qt::StringLiterals;

namespace {

struct Identity {
    QByteArray certificate;  // PEM
    QByteArray key;
};

QByteArray take(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_ctrl(bio, BIO_CTRL_INFO, 0, &data);
    QByteArray bytes(data, static_cast<qsizetype>(size));
    BIO_free(bio);
    return bytes;
}

// A certificate for 127.0.0.1 and `name`, made for this run, that vouches for itself.
Identity makeIdentity(const char* name)
{
    EVP_PKEY* const key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
    X509* const certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* const subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    const QByteArray names = QByteArray("IP:127.0.0.1,DNS:") + name;
    X509_EXTENSION* const extension =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(certificate, key, EVP_sha256());

    BIO* const certificateBio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificateBio, certificate);
    BIO* const keyBio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(keyBio, key, nullptr, nullptr, 0, nullptr, nullptr);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return {take(certificateBio), take(keyBio)};
}

}  // namespace

class TestTls : public QObject {
    Q_OBJECT

private:
    // A connection to the server of this test.
    struct Client {
        TcpSocket socket;
        std::unique_ptr<TlsSession> session;
        TlsSession::Handshake state = TlsSession::Handshake::WantsRead;

        bool isUnderWay()
        {
            state = session->shakeHands();
            return state == TlsSession::Handshake::WantsRead || state == TlsSession::Handshake::WantsWrite;
        }
    };

    // Connects as to `host` and shakes hands to the end.
    void shakeHands(Client& client, const TlsContext& context, const std::string& host)
    {
        const std::optional<Target> target = Target::resolve("127.0.0.1", server_.serverPort());
        QVERIFY(target && client.socket.connect(*target, 0));
        QTRY_VERIFY(server_.hasPendingConnections() || client.socket.connected());
        client.session = std::make_unique<TlsSession>(context, client.socket, host);
        QTRY_VERIFY(!client.isUnderWay());
    }

    QTemporaryDir folder_;
    QSslServer server_;
    std::string caFile_;

private Q_SLOTS:
    void initTestCase()
    {
        const Identity identity = makeIdentity("chat.example");
        QFile file(folder_.filePath(u"ca.pem"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(identity.certificate), identity.certificate.size());
        caFile_ = file.fileName().toStdString();

        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(identity.certificate));
        configuration.setPrivateKey(QSslKey(identity.key, QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        server_.setSslConfiguration(configuration);
        QVERIFY(server_.listen(QHostAddress::LocalHost));
        // It echoes.
        connect(&server_, &QTcpServer::pendingConnectionAvailable, this, [this] {
            QTcpSocket* const socket = server_.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
        });
    }

    void trustsWhomItWasToldToTrust_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("known");
        QTest::addColumn<bool>("insecure");
        QTest::addColumn<QByteArray>("failure");
        QTest::newRow("name") << QByteArray("chat.example") << true << false << QByteArray();
        QTest::newRow("address") << QByteArray("127.0.0.1") << true << false << QByteArray();
        QTest::newRow("another name")
            << QByteArray("other.example") << true << false << QByteArray("ostname mismatch");
        QTest::newRow("another address")
            << QByteArray("127.0.0.2") << true << false << QByteArray("address mismatch");
        QTest::newRow("unknown") << QByteArray("chat.example") << false << false
                                 << QByteArray("not trusted: self");
        QTest::newRow("unknown, but never mind")
            << QByteArray("other.example") << false << true << QByteArray();
    }
    void trustsWhomItWasToldToTrust()
    {
        QFETCH(QByteArray, host);
        QFETCH(bool, known);
        QFETCH(bool, insecure);
        QFETCH(QByteArray, failure);
        const auto context = TlsContext::make(known ? caFile_ : std::string(), insecure);
        QVERIFY(context.ok());
        Client client;
        shakeHands(client, *context, host.toStdString());
        QCOMPARE(client.state == TlsSession::Handshake::Done, failure.isEmpty());
        if (!failure.isEmpty()) {
            const QByteArray said = QByteArray::fromStdString(client.session->failure());
            QVERIFY2(said.contains(failure), said.constData());
        }
    }

    // More than a record and more than the socket takes at once.
    void carriesMuch()
    {
        const auto context = TlsContext::make(caFile_, false);
        Client client;
        shakeHands(client, *context, "chat.example");
        QCOMPARE(client.state, TlsSession::Handshake::Done);

        std::string sent;
        for (int i = 0; i < 3'000'000; ++i) {
            sent.push_back(static_cast<char>(i * 7 + i / 256));
        }
        std::string unsent = sent;
        std::string received;
        std::vector<char> buffer(100'000);
        const auto exchange = [&] {
            unsent.erase(0, client.session->write(unsent).bytes);
            const TcpSocket::Transfer transfer = client.session->read(buffer);
            received.append(buffer.data(), transfer.bytes);
            return received.size() == sent.size() || transfer.ended;
        };
        for (int turn = 0; turn < 10'000 && !exchange(); ++turn) {
            QTest::qWait(1);
        }
        QVERIFY(received == sent);
    }

    void saysWhenTheServerIsGone()
    {
        const auto context = TlsContext::make(caFile_, false);
        Client client;
        shakeHands(client, *context, "chat.example");
        qDeleteAll(server_.findChildren<QSslSocket*>());
        std::vector<char> buffer(1000);
        QTRY_VERIFY(client.session->read(buffer).ended);
    }

    void wantsCertificatesInTheFile()
    {
        QVERIFY(!TlsContext::make(folder_.filePath(u"none.pem"_s).toStdString(), false).ok());
        Plan plan;
        plan.servers = {{.host = "127.0.0.1", .port = 1, .tls = true}};
        QVERIFY(Servers::find(plan).ok());
        QVERIFY(Servers::find(plan)->tls.has_value());
        plan.tlsCa = "none";
        QVERIFY(Servers::find(plan).error().find("none") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_load_tls.moc"
