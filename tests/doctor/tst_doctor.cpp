// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include "doctor/doctor.h"
#include "doctor/machine.h"
#include "doctor/reachability.h"
#include "support/redis_process.h"
#include "support/test_server.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace Qt::StringLiterals;
using doctor::Finding;
using Verdict = doctor::Finding::Verdict;
using test::TestServer;

namespace {

const Finding* about(const QVector<Finding>& findings, const QString& subject)
{
    for (const Finding& finding : findings) {
        if (finding.subject == subject) {
            return &finding;
        }
    }
    return nullptr;
}

base::WallTime at(std::chrono::hours time)
{
    return base::WallTime{time};
}

}  // namespace

class TestDoctor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServerOnLoopbackReachesNobody()
    {
        TestServer server;
        QVERIFY2(server.start(), qPrintable(server.error()));
        host::ServerConfig config = server.config;
        config.port = server.port();
        const auto findings = doctor::examine(config);
        const Finding* const addresses = about(findings, u"Addresses"_s);
        QVERIFY(addresses);
        QCOMPARE(addresses->verdict, Verdict::Bad);
        QVERIFY(addresses->advice.contains(u"--listen 0.0.0.0"_s));
        const Finding* const port = about(findings, u"Port, from here"_s);
        QVERIFY(port);
        QVERIFY2(port->verdict == Verdict::Good, qPrintable(port->found));
        for (const QString& subject : {u"Firewall"_s, u"Name"_s, u"Clock"_s, u"Disk"_s, u"Data"_s}) {
            QVERIFY2(about(findings, subject), qPrintable(subject));
        }
        QVERIFY(!about(findings, u"Certificate"_s));
        QCOMPARE(about(findings, u"Data"_s)->verdict, Verdict::Good);
    }

    void aServerWithTlsIsFoundToo()
    {
        TestServer server;
        server.config.tlsCertificate = websocket::test::certificateFile();
        server.config.tlsKey = websocket::test::keyFile();
        QVERIFY2(server.start(), qPrintable(server.error()));
        host::ServerConfig config = server.config;
        config.port = server.port();
        const auto findings = doctor::lookAtPort(config);
        QVERIFY2(findings.first().verdict == Verdict::Good, qPrintable(findings.first().found));
        QCOMPARE(doctor::lookAtCertificate(config).subject, u"Certificate"_s);
        config.tlsKey = websocket::test::rsaKeyFile();
        const Finding wrong = doctor::lookAtCertificate(config);
        QCOMPARE(wrong.verdict, Verdict::Bad);
        QVERIFY2(wrong.found.contains(config.tlsKey), qPrintable(wrong.found));
    }

    void nothingAndSomethingElseAreToldApart()
    {
        host::ServerConfig config;
        config.listen = u"127.0.0.1"_s;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        config.port = other.serverPort();
        connect(&other, &QTcpServer::newConnection, &other, [] {});
        const Finding strange = doctor::lookAtPort(config).first();
        QCOMPARE(strange.verdict, Verdict::Bad);
        QVERIFY2(strange.found.contains(u"no Snug server"_s), qPrintable(strange.found));
        other.close();
        const Finding silent = doctor::lookAtPort(config).first();
        QCOMPARE(silent.verdict, Verdict::Bad);
        QVERIFY2(silent.found.startsWith(u"Nothing answers"_s), qPrintable(silent.found));
    }

    void certificatesAreJudgedByTheirDays()
    {
        using std::chrono::hours;
        const auto verdict = [](hours now) {
            return doctor::judgeValidity(at(hours(100)), at(hours(1'000)), at(now)).verdict;
        };
        QCOMPARE(verdict(hours(99)), Verdict::Bad);
        QCOMPARE(verdict(hours(100)), Verdict::Good);
        QCOMPARE(verdict(hours(1'000 - 14 * 24)), Verdict::Good);
        QCOMPARE(verdict(hours(1'001 - 14 * 24)), Verdict::Unsure);
        QCOMPARE(verdict(hours(1'000)), Verdict::Bad);
    }

    void redisIsLookedAt()
    {
        test::RedisProcess redis;
        QVERIFY(redis.start());
        host::ServerConfig config;
        config.store = *host::parseStoreChoice(redis.address());
        const Finding there = doctor::lookAtStore(config).first();
        QVERIFY2(there.verdict != Verdict::Bad, qPrintable(there.found));
        redis.killHard();
        const Finding away = doctor::lookAtStore(config).first();
        QCOMPARE(away.verdict, Verdict::Bad);
        QVERIFY(!away.advice.isEmpty());
    }

    void damagedDataIsFound()
    {
        QTemporaryDir folder;
        host::ServerConfig config;
        config.dataFolder = folder.path();
        QFile file(folder.filePath(u"snug.db"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8'192, 'x'));
        file.close();
        const auto findings = doctor::lookAtStore(config);
        const Finding* const data = about(findings, u"Data"_s);
        QVERIFY(data);
        QCOMPARE(data->verdict, Verdict::Bad);
    }

    void theCommandSaysItInWordsAndCodes()
    {
        const auto run = [](const QStringList& arguments) {
            QProcess doctor;
            doctor.start(QStringLiteral(SNUGD_PROGRAM), QStringList{u"doctor"_s} + arguments);
            doctor.waitForFinished(60'000);
            return std::pair(doctor.exitCode(), QString::fromUtf8(doctor.readAllStandardOutput()));
        };
        QTemporaryDir folder;
        const auto [code, text] =
            run({u"--listen"_s, u"127.0.0.1"_s, u"--port"_s, u"1"_s, u"--data"_s, folder.path()});
        QCOMPARE(code, 1);
        QVERIFY2(text.contains(u"BAD     Port, from here: Nothing answers on 127.0.0.1:1."_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"→ "_s), qPrintable(text));
        QCOMPARE(run({u"--no-such"_s}).first, 64);
        QCOMPARE(run({u"--help"_s}).first, 0);
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
