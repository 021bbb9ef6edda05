// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTest>

#include "support/http_get.h"
#include "support/snugd_process.h"
#include "support/test_client.h"
#include "websocket/test_tls.h"

using namespace snug;
using test::httpGet;
using test::SnugdProcess;
using test::TestClient;
using test::waitUntil;
using namespace snug::websocket::test;

namespace {

// What is promised, and what is forgiven where a sanitizer makes everything many times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kStopMs = 20'000;
#else
constexpr int kStopMs = 2000;
#endif

}  // namespace

// The program's outside: options, the ready line, signals, exit codes.
class TestSnugd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhenItIsReady();
    void withoutHttp();
    void speaksTls_data();
    void speaksTls();
    void wrongTlsFiles_data();
    void wrongTlsFiles();
    void signalsDrain_data();
    void signalsDrain();
    void stopsInTimeWithFiveHundredConnections();
    void secondOnTheSameDataIsRefused();
    void takenPorts();
    void dataThatCannotBeUsed();
    void wrongOptions_data();
    void wrongOptions();
    void textsInsteadOfServing();
    void configurationFile();
    void whatIsChangedWinsOverTheDefaults();
};

void TestSnugd::saysWhenItIsReady()
{
    SnugdProcess snugd;
    QVERIFY2(snugd.start(), qPrintable(snugd.err()));
    QVERIFY(snugd.port() != 0 && snugd.httpPort() != 0);
    QCOMPARE(snugd.out().count(QLatin1Char('\n')), 1);
    TestClient client;
    QVERIFY(client.connectTo(snugd.port()));
    QVERIFY(client.hello(QStringLiteral("ada")));
    QCOMPARE(httpGet(snugd.httpPort(), QStringLiteral("/readyz")).status, 200);
    QCOMPARE(httpGet(snugd.httpPort(), QStringLiteral("/livez")).status, 200);
    QVERIFY(httpGet(snugd.httpPort(), QStringLiteral("/metrics")).body.contains("\nsnug_build_info{"));
}

void TestSnugd::withoutHttp()
{
    SnugdProcess snugd;
    QVERIFY2(snugd.start({QStringLiteral("--http"), QStringLiteral("no")}), qPrintable(snugd.err()));
    QCOMPARE(snugd.httpPort(), quint16{0});
    TestClient client;
    QVERIFY(client.connectTo(snugd.port()));
}

void TestSnugd::speaksTls_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::newRow("EC") << certificateFile() << keyFile();
    QTest::newRow("RSA") << rsaCertificateFile() << rsaKeyFile();
}

void TestSnugd::speaksTls()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = usual;
    trusting.setCaCertificates(QSslCertificate::fromPath(certificate));
    QSslConfiguration::setDefaultConfiguration(trusting);
    SnugdProcess snugd;
    QVERIFY2(
        snugd.start({QStringLiteral("--tls-certificate"), certificate, QStringLiteral("--tls-key"), key}),
        qPrintable(snugd.err()));
    QVERIFY2(snugd.out().startsWith(QStringLiteral("snugd ready: wss://127.0.0.1:%1 http://127.0.0.1:%2")
                                        .arg(snugd.port())
                                        .arg(snugd.httpPort())),
             qPrintable(snugd.out()));
    TestClient client;
    client.useTls();
    QVERIFY(client.connectTo(snugd.port()));
    QVERIFY(client.hello(QStringLiteral("ada")));
    TestClient plain;
    QVERIFY(!plain.connectTo(snugd.port()));
    QCOMPARE(httpGet(snugd.httpPort(), QStringLiteral("/readyz")).status, 200);
    snugd.terminate();
    QCOMPARE(client.closed(), 1001);
    QCOMPARE(snugd.waitForEnd(), 0);
    QSslConfiguration::setDefaultConfiguration(usual);
}

void TestSnugd::wrongTlsFiles_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("said");
    const QString missing = QStringLiteral("/nowhere/at-all.pem");
    QTest::newRow("no key") << certificateFile() << QString() << QStringLiteral("tls-key");
    QTest::newRow("no certificate") << QString() << keyFile() << QStringLiteral("tls-certificate");
    QTest::newRow("missing certificate") << missing << keyFile() << missing;
    QTest::newRow("missing key") << certificateFile() << missing << missing;
    QTest::newRow("a folder") << QDir::tempPath() << keyFile() << QDir::tempPath();
    QTest::newRow("not a certificate") << keyFile() << keyFile() << QStringLiteral("is no certificate");
    QTest::newRow("not a key") << certificateFile() << certificateFile()
                               << QStringLiteral("is no private key");
    QTest::newRow("RSA for EC") << certificateFile() << rsaKeyFile() << QStringLiteral("is not that of");
    QTest::newRow("EC for RSA") << rsaCertificateFile() << keyFile() << QStringLiteral("is not that of");
}

void TestSnugd::wrongTlsFiles()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QString, said);
    SnugdProcess snugd;
    QVERIFY(
        !snugd.start({QStringLiteral("--tls-certificate"), certificate, QStringLiteral("--tls-key"), key}));
    QCOMPARE(snugd.waitForEnd(), 78);
    QVERIFY2(snugd.err().contains(said), qPrintable(snugd.err()));
    QVERIFY(snugd.out().isEmpty());
}

void TestSnugd::signalsDrain_data()
{
    QTest::addColumn<bool>("interrupt");
    QTest::newRow("SIGTERM") << false;
    QTest::newRow("SIGINT") << true;
}

void TestSnugd::signalsDrain()
{
    QFETCH(bool, interrupt);
    SnugdProcess snugd;
    QVERIFY2(snugd.start(), qPrintable(snugd.err()));
    TestClient client;
    QVERIFY(client.connectTo(snugd.port()) && client.hello(QStringLiteral("ada")));
    QVERIFY(client.ask<protocol::Joined>(protocol::Join{QStringLiteral("lobby"), {}}));
    QVector<qint64> ids;
    for (int i = 0; i < 100; ++i) {
        ids.append(
            client.post(protocol::Send{QStringLiteral("lobby"), QStringLiteral("hi"), QString::number(i)}));
    }
    QVERIFY(waitUntil([&] { return client.answerTo(ids.constFirst()).has_value(); }));
    interrupt ? snugd.interrupt() : snugd.terminate();
    QCOMPARE(client.closed(), 1001);
    QCOMPARE(snugd.waitForEnd(), 0);
    // What was taken before the signal was stored and answered.
    const auto acknowledged = std::count_if(ids.begin(), ids.end(), [&](qint64 id) {
        const auto answer = client.answerTo(id);
        return answer && std::holds_alternative<protocol::Sent>(*answer);
    });
    QVERIFY2(snugd.start(), qPrintable(snugd.err()));
    QVERIFY(client.connectTo(snugd.port()) && client.hello(QStringLiteral("ada")));
    const auto joined = client.ask<protocol::Joined>(protocol::Join{QStringLiteral("lobby"), {}});
    QVERIFY(joined);
    QVERIFY(joined->head.seq >= static_cast<quint64>(acknowledged));
}

void TestSnugd::stopsInTimeWithFiveHundredConnections()
{
    constexpr int kConnections = 500;
    SnugdProcess snugd;
    QVERIFY2(snugd.start(), qPrintable(snugd.err()));
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < kConnections; ++i) {
        clients.push_back(std::make_unique<TestClient>());
        QVERIFY2(clients.back()->connectTo(snugd.port()), qPrintable(QString::number(i)));
        QVERIFY(clients.back()->hello(QStringLiteral("c%1").arg(i)));
        QVERIFY(
            clients.back()->ask<protocol::Joined>(protocol::Join{QStringLiteral("room-%1").arg(i % 10), {}}));
    }
    for (int i = 0; i < kConnections; ++i) {
        clients[static_cast<std::size_t>(i)]->tell(protocol::Send{
            QStringLiteral("room-%1").arg(i % 10), QStringLiteral("bye"), QStringLiteral("n")});
    }
    QElapsedTimer time;
    time.start();
    snugd.terminate();
    QCOMPARE(snugd.waitForEnd(), 0);
    const qint64 took = time.elapsed();
    qInfo("stopped in %lld ms", took);
    QVERIFY2(took <= kStopMs, qPrintable(QString::number(took)));
    for (const auto& client : clients) {
        QCOMPARE(client->closed(), 1001);
    }
}

void TestSnugd::secondOnTheSameDataIsRefused()
{
    SnugdProcess first;
    QVERIFY2(first.start(), qPrintable(first.err()));
    SnugdProcess second;
    const QStringList sameData{QStringLiteral("--data"), first.folder()};
    QVERIFY(!second.start(sameData));
    QCOMPARE(second.waitForEnd(), 74);
    QVERIFY2(second.err().contains(first.folder()), qPrintable(second.err()));
    QVERIFY(second.out().isEmpty());
    // The first did not notice.
    TestClient client;
    QVERIFY(client.connectTo(first.port()) && client.hello(QStringLiteral("ada")));
    // Once it is gone, also by force, the data is free.
    first.killHard();
    QVERIFY2(second.start(sameData), qPrintable(second.err()));
}

void TestSnugd::takenPorts()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString port = QString::number(taken.serverPort());
    for (const char* option : {"--port", "--http-port"}) {
        SnugdProcess snugd;
        QVERIFY(!snugd.start({QString::fromLatin1(option), port}));
        QCOMPARE(snugd.waitForEnd(), 69);
        QVERIFY2(snugd.err().contains(port), qPrintable(snugd.err()));
        QVERIFY(snugd.out().isEmpty());
    }
}

void TestSnugd::dataThatCannotBeUsed()
{
    SnugdProcess snugd;
    QFile file(snugd.folder() + QStringLiteral("/file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!snugd.start({QStringLiteral("--data"), file.fileName() + QStringLiteral("/below")}));
    QCOMPARE(snugd.waitForEnd(), 74);
    QVERIFY2(snugd.err().contains(file.fileName()), qPrintable(snugd.err()));

    // Something that is no database where the database should be.
    QFile database(snugd.folder() + QStringLiteral("/snug.db"));
    QVERIFY(database.open(QIODevice::WriteOnly));
    database.write(QByteArray("this is no database\n").repeated(1000));
    database.close();
    QVERIFY(!snugd.start());
    QCOMPARE(snugd.waitForEnd(), 74);
    QVERIFY(!snugd.err().isEmpty());
}

void TestSnugd::wrongOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--fly")} << QStringLiteral("fly");
    QTest::newRow("no option at all") << QStringList{QStringLiteral("serve")} << QStringLiteral("serve");
    QTest::newRow("port out of range")
        << QStringList{QStringLiteral("--port"), QStringLiteral("65536")} << QStringLiteral("port");
    QTest::newRow("not an address") << QStringList{QStringLiteral("--listen"), QStringLiteral("everywhere")}
                                    << QStringLiteral("listen");
    QTest::newRow("value missing") << QStringList{QStringLiteral("--data")} << QStringLiteral("data");
}

void TestSnugd::wrongOptions()
{
    QFETCH(QStringList, options);
    QFETCH(QString, named);
    SnugdProcess snugd;
    QCOMPARE(snugd.runToEnd(options), 64);
    QVERIFY2(snugd.err().contains(named), qPrintable(snugd.err()));
    QVERIFY(snugd.out().isEmpty());
}

void TestSnugd::textsInsteadOfServing()
{
    SnugdProcess snugd;
    QCOMPARE(snugd.runToEnd({QStringLiteral("--help")}), 0);
    for (const char* option :
         {"--listen", "--port", "--data", "--http-port", "--io-threads", "--config", "--log-level"}) {
        QVERIFY2(snugd.out().contains(QLatin1StringView(option)), option);
    }
    QCOMPARE(snugd.runToEnd({QStringLiteral("--version")}), 0);
    QVERIFY(snugd.out().startsWith(QStringLiteral("snugd ")));
}

void TestSnugd::configurationFile()
{
    SnugdProcess snugd;
    QCOMPARE(
        snugd.runToEnd({QStringLiteral("--print-config"), QStringLiteral("--name"),
                        QStringLiteral("Tea room"), QStringLiteral("--max-text"), QStringLiteral("123")}),
        0);
    const QString path = snugd.folder() + QStringLiteral("/snugd.conf");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(snugd.out().toUtf8());
    file.close();
    QVERIFY2(snugd.start({QStringLiteral("--config"), path}), qPrintable(snugd.err()));
    TestClient client;
    QVERIFY(client.connectTo(snugd.port()));
    const auto welcome = client.hello(QStringLiteral("ada"));
    QVERIFY(welcome);
    QCOMPARE(welcome->server.name, QStringLiteral("Tea room"));
    QCOMPARE(welcome->limits.textCharacters, 123);
    snugd.killHard();

    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# fine\nport = many\n");
    file.close();
    QCOMPARE(snugd.runToEnd({QStringLiteral("--config"), path}), 78);
    QVERIFY2(snugd.err().contains(QStringLiteral("Line 2")), qPrintable(snugd.err()));
    QCOMPARE(snugd.runToEnd({QStringLiteral("--config"), path + QStringLiteral(".missing")}), 78);
}

void TestSnugd::whatIsChangedWinsOverTheDefaults()
{
    SnugdProcess snugd;
    const auto write = [](const QString& path, const QByteArray& text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const QString defaults = snugd.folder() + QStringLiteral("/machine.conf");
    const QString changed = snugd.folder() + QStringLiteral("/snugd.conf");
    const QStringList arguments{QStringLiteral("--defaults"), defaults, QStringLiteral("--data"),
                                snugd.folder(), QStringLiteral("--print-config")};
    QCOMPARE(snugd.runToEnd(arguments), 0);  // neither is there
    QVERIFY(write(defaults, "name = Tea room\nmax-text = 123\n"));
    QVERIFY(write(changed, "max-text = 456\n"));
    QCOMPARE(snugd.runToEnd(arguments), 0);
    QVERIFY2(snugd.out().contains(QStringLiteral("\nname = Tea room\n")), qPrintable(snugd.out()));
    QVERIFY2(snugd.out().contains(QStringLiteral("\nmax-text = 456\n")), qPrintable(snugd.out()));
    QVERIFY(write(defaults, "max-text = many\n"));
    QCOMPARE(snugd.runToEnd(arguments), 78);
    QVERIFY2(snugd.err().contains(defaults), qPrintable(snugd.err()));
}

QTEST_GUILESS_MAIN(TestSnugd)
#include "tst_snugd.moc"
