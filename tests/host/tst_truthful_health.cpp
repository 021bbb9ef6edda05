// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <csignal>

#include "host/owner.h"
#include "support/held_database.h"
#include "support/http_get.h"
#include "support/redis_process.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace snug::protocol;
using namespace snug::test;
using namespace Qt::StringLiterals;

namespace {

// A server with somebody who watches it in the panel, and beside it what monitoring sees.
class Watched {
public:
    SnugdProcess server;
    TestClient owner;

    bool start(const QStringList& more = {}, bool tls = false)
    {
        if (tls) {
            owner.useTls();
        }
        if (!server.start(more) || !enterAsOwner(owner, server, u"ada"_s)) {
            qWarning("%s", qPrintable(server.err()));
            return false;
        }
        admin::Watch watch;
        watch.overview = true;
        return !refusal(owner, watch) && comes({u"chat:roundtrip"_s, u"store:write"_s}, admin::Status::Pass);
    }

    // Waits until /health and the panel both say this of one of the probes; tells how long that took.
    bool comes(const QStringList& probes, admin::Status status)
    {
        QElapsedTimer timer;
        timer.start();
        qint64 panel = -1;
        qint64 health = -1;
        const bool came = waitUntil([&] {
            if (panel < 0 && inPanel(probes, status)) {
                panel = timer.elapsed();
            }
            if (health < 0 && inHealth(probes, status)) {
                health = timer.elapsed();
            }
            return panel >= 0 && health >= 0;
        });
        qInfo("%s %s: /health after %lld ms, panel after %lld ms", qPrintable(probes.join(u", "_s)),
              status == admin::Status::Pass   ? "pass"
              : status == admin::Status::Warn ? "warn"
                                              : "fail",
              static_cast<long long>(health), static_cast<long long>(panel));
        return came;
    }
    bool fails(const QStringList& probes) { return comes(probes, admin::Status::Fail); }
    bool passes(const QStringList& probes) { return comes(probes, admin::Status::Pass); }

private:
    // All of them, as the newest push has it.
    bool inPanel(const QStringList& probes, admin::Status status) const
    {
        const auto pushes = owner.pushes<AdminPush>();
        for (auto push = pushes.rbegin(); push != pushes.rend(); ++push) {
            if (const auto* const overview = std::get_if<admin::Overview>(&*push)) {
                return std::all_of(probes.begin(), probes.end(), [&](const QString& name) {
                    return std::any_of(overview->probes.begin(), overview->probes.end(),
                                       [&](const admin::Probe& probe) {
                                           return probe.name == name && probe.status == status;
                                       });
                });
            }
        }
        return false;
    }
    bool inHealth(const QStringList& probes, admin::Status status) const
    {
        const auto answer = httpGet(server.httpPort(), u"/health"_s);
        if ((answer.status == 503) != (status == admin::Status::Fail)) {
            return false;
        }
        const QJsonObject checks = QJsonDocument::fromJson(answer.body).object()[u"checks"].toObject();
        const QString word = status == admin::Status::Pass   ? u"pass"_s
                             : status == admin::Status::Warn ? u"warn"_s
                                                             : u"fail"_s;
        return std::all_of(probes.begin(), probes.end(), [&](const QString& name) {
            return checks[name].toArray().at(0).toObject()[u"status"].toString() == word;
        });
    }
};

// A certificate for this machine that is good for so many days.
bool makeCertificate(const QString& certificate, const QString& key, int days)
{
    return QProcess::execute(
               u"openssl"_s,
               {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                u"-nodes"_s, u"-days"_s, QString::number(days), u"-subj"_s, u"/CN=Snug tests"_s, u"-addext"_s,
                u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate}) == 0;
}

}  // namespace

// Every probe made to fail for real turns /health and the panel, and back.
class TestTruthfulHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRedisThatStandsStill()
    {
        RedisProcess redis;
        QVERIFY(redis.start());
        Watched watched;
        QVERIFY(watched.start({u"--store"_s, redis.address()}));
        redis.pause();
        QVERIFY(watched.fails({u"chat:roundtrip"_s}));
        QVERIFY(watched.fails({u"redis:roundtrip"_s, u"store:write"_s}));
        redis.goOn();
        QVERIFY(watched.passes({u"chat:roundtrip"_s, u"redis:roundtrip"_s, u"store:write"_s}));
    }

    void aRedisThatIsGone()
    {
        RedisProcess redis({u"appendonly yes"_s});
        QVERIFY(redis.start());
        Watched watched;
        QVERIFY(watched.start({u"--store"_s, redis.address()}));
        redis.killHard();
        QVERIFY(watched.fails({u"chat:roundtrip"_s, u"store:write"_s}));
        QVERIFY(redis.start());
        QVERIFY(watched.passes({u"chat:roundtrip"_s, u"store:write"_s}));
    }

    void aFullDisk()
    {
        constexpr qint64 kDisk = 3LL * 1024 * 1024 * 1024;
        Watched watched;
        watched.server.useOwnDisk(kDisk);
        QVERIFY(watched.start());
        QVERIFY(watched.passes({u"disk:free"_s}));
        QVERIFY(watched.server.remountDisk(u"size=%1"_s.arg(watched.server.usedOfDisk())));
        QVERIFY(watched.fails({u"disk:free"_s}));
        QVERIFY(watched.fails({u"chat:roundtrip"_s, u"store:write"_s, u"disk:free"_s}));
        QVERIFY(watched.server.remountDisk(u"size=%1"_s.arg(kDisk)));
        QVERIFY(watched.passes({u"chat:roundtrip"_s, u"store:write"_s, u"disk:free"_s}));
    }

    void aDatabaseThatCannotBeWritten()
    {
        Watched watched;
        QVERIFY(watched.start());
        watched.server.refuseWrites(true);
        QVERIFY(watched.fails({u"chat:roundtrip"_s, u"store:write"_s}));
        watched.server.refuseWrites(false);
        QVERIFY(watched.passes({u"chat:roundtrip"_s, u"store:write"_s}));
    }

    void aStoreThreadThatStandsStill()
    {
        Watched watched;
        QVERIFY(watched.start());
        {
            const HeldDatabase held(watched.server.folder() + u"/snug.db"_s);
            QVERIFY(held.isHeld());
            QVERIFY(watched.fails({u"chat:roundtrip"_s}));
        }
        QVERIFY(watched.passes({u"chat:roundtrip"_s, u"store:write"_s}));
    }

    void aCertificateNearItsEnd()
    {
        QTemporaryDir files;
        const QString certificate = files.filePath(u"certificate.pem"_s);
        const QString key = files.filePath(u"key.pem"_s);
        QVERIFY(makeCertificate(certificate, key, 365));
        websocket::test::trust(certificate);
        Watched watched;
        QVERIFY(watched.start({u"--tls-certificate"_s, certificate, u"--tls-key"_s, key}, true));
        QVERIFY(watched.passes({u"certificate:expiry"_s}));
        const auto pid = static_cast<pid_t>(watched.server.pid());
        QVERIFY(makeCertificate(certificate, key, 5));
        ::kill(pid, SIGHUP);
        QVERIFY(watched.comes({u"certificate:expiry"_s}, admin::Status::Warn));
        QVERIFY(makeCertificate(certificate, key, 365));
        ::kill(pid, SIGHUP);
        QVERIFY(watched.passes({u"certificate:expiry"_s, u"chat:roundtrip"_s}));
    }
};

QTEST_GUILESS_MAIN(TestTruthfulHealth)
#include "tst_truthful_health.moc"
