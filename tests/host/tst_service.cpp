// SPDX-License-Identifier: GPL-3.0-or-later
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "support/snugd_process.h"
#include "websocket/test_tls.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::SnugdProcess;

namespace {

// What systemd would listen on.
class NotifySocket {
public:
    NotifySocket()
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path().constData(), sizeof address.sun_path);
        socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        bound_ = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~NotifySocket() { ::close(socket_); }
    Q_DISABLE_COPY_MOVE(NotifySocket)

    bool isBound() const { return bound_; }
    QByteArray path() const { return folder_.filePath(u"notify"_s).toUtf8(); }
    // All that was told, in order.
    const QByteArrayList& told()
    {
        char buffer[4096];
        for (ssize_t size = 0; (size = ::recv(socket_, buffer, sizeof buffer, 0)) > 0;) {
            told_.append(QByteArray(buffer, size));
        }
        return told_;
    }

private:
    QTemporaryDir folder_;
    int socket_ = -1;
    bool bound_ = false;
    QByteArrayList told_;
};

// The certificate that a server shows to a client, which stays connected; empty: none.
QByteArray certificateOf(QSslSocket& client, quint16 port)
{
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return client.waitForEncrypted(10'000) ? client.peerCertificate().toDer() : QByteArray();
}

// For the servers started while it lives.
class Environment {
public:
    Environment(const char* name, const QByteArray& value)
        : name_(name)
    {
        qputenv(name, value);
    }
    ~Environment() { qunsetenv(name_); }
    Q_DISABLE_COPY_MOVE(Environment)

private:
    const char* name_;
};

}  // namespace

// snugd as a service: what it tells the service manager, and how it writes its log.
class TestService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theManagerIsToldHowItGoes()
    {
        NotifySocket socket;
        QVERIFY(socket.isBound());
        const Environment notify("NOTIFY_SOCKET", socket.path());
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QTRY_VERIFY(socket.told().contains("READY=1"));
        QTRY_VERIFY(socket.told().contains("STATUS=0 connected, 0 rooms in use"));
        QVERIFY(!socket.told().contains("WATCHDOG=1"));  // not asked for
        QVERIFY(!socket.told().contains("STOPPING=1"));
        snugd.terminate();
        QCOMPARE(snugd.waitForEnd(), 0);
        QVERIFY(socket.told().contains("STOPPING=1"));
    }

    void aServerThatHangsGivesNoSignOfLife()
    {
        NotifySocket socket;
        QVERIFY(socket.isBound());
        const Environment notify("NOTIFY_SOCKET", socket.path());
        const Environment watchdog("WATCHDOG_USEC", "5000000");
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QTRY_VERIFY(socket.told().count("WATCHDOG=1") >= 2);
        ::kill(static_cast<pid_t>(snugd.pid()), SIGSTOP);
        QTest::qWait(1'500);
        const auto before = socket.told().count("WATCHDOG=1");
        QTest::qWait(2'500);
        QCOMPARE(socket.told().count("WATCHDOG=1"), before);
        ::kill(static_cast<pid_t>(snugd.pid()), SIGCONT);
        QTRY_VERIFY(socket.told().count("WATCHDOG=1") > before);
    }

    void theWatchdogOfAnotherProcessIsNotOurs()
    {
        NotifySocket socket;
        const Environment notify("NOTIFY_SOCKET", socket.path());
        const Environment watchdog("WATCHDOG_USEC", "5000000");
        const Environment whose("WATCHDOG_PID", "1");
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        QTest::qWait(2'500);
        QVERIFY(!socket.told().contains("WATCHDOG=1"));
    }

    void aNewCertificateIsTakenOverByASignal()
    {
        QTemporaryDir files;
        const QString certificate = files.filePath(u"certificate.pem"_s);
        const QString key = files.filePath(u"key.pem"_s);
        const auto put = [&](const QString& newCertificate, const QString& newKey) {
            QFile::remove(certificate);
            QFile::remove(key);
            return QFile::copy(newCertificate, certificate) && QFile::copy(newKey, key);
        };
        QVERIFY(put(websocket::test::certificateFile(), websocket::test::keyFile()));
        NotifySocket socket;
        const Environment notify("NOTIFY_SOCKET", socket.path());
        SnugdProcess snugd;
        QVERIFY2(snugd.start({u"--tls-certificate"_s, certificate, u"--tls-key"_s, key}),
                 qPrintable(snugd.err()));
        QSslSocket old;
        const QByteArray before = certificateOf(old, snugd.port());
        QVERIFY(!before.isEmpty());

        QVERIFY(put(websocket::test::rsaCertificateFile(), websocket::test::rsaKeyFile()));
        ::kill(static_cast<pid_t>(snugd.pid()), SIGHUP);
        QTRY_COMPARE(socket.told().count("READY=1"), 2);
        QVERIFY(std::any_of(socket.told().begin(), socket.told().end(), [](const QByteArray& lines) {
            return lines.startsWith("RELOADING=1\nMONOTONIC_USEC=");
        }));
        QSslSocket fresh;
        const QByteArray after = certificateOf(fresh, snugd.port());
        QVERIFY(!after.isEmpty() && after != before);
        QCOMPARE(old.state(), QAbstractSocket::ConnectedState);  // nobody was thrown out

        // What cannot be used changes nothing.
        QVERIFY(put(websocket::test::certificateFile(), websocket::test::rsaKeyFile()));
        ::kill(static_cast<pid_t>(snugd.pid()), SIGHUP);
        QTRY_COMPARE(socket.told().count("READY=1"), 3);
        QTRY_VERIFY2(snugd.err().contains(u"the certificate stays as it was"_s), qPrintable(snugd.err()));
        QSslSocket again;
        QCOMPARE(certificateOf(again, snugd.port()), after);
        QVERIFY(snugd.isRunning());
    }

    void whatWaitsForTheNextStartIsSaid()
    {
        QTemporaryDir files;
        const auto write = [&](const QByteArray& text) {
            QFile file(files.filePath(u"snugd.conf"_s));
            return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(text) == text.size();
        };
        QVERIFY(write("log-level = info\nmax-rooms = 100\n"));
        SnugdProcess snugd;
        QVERIFY2(snugd.start({u"--config"_s, files.filePath(u"snugd.conf"_s)}), qPrintable(snugd.err()));
        QVERIFY(write("log-level = info\nlog-format = json\nmax-rooms = 200\n"));
        ::kill(static_cast<pid_t>(snugd.pid()), SIGHUP);
        QTRY_VERIFY2(snugd.err().contains(u"\"message\":\"only a new start takes over: max-rooms\""_s),
                     qPrintable(snugd.err()));
        QVERIFY(write("max-rooms = many\n"));
        ::kill(static_cast<pid_t>(snugd.pid()), SIGHUP);
        QTRY_VERIFY2(snugd.err().contains(u"the configuration stays as it was"_s), qPrintable(snugd.err()));
        QVERIFY(snugd.isRunning());
    }

    void theLogIsJsonWhereAskedFor()
    {
        SnugdProcess snugd;
        QVERIFY2(snugd.start({u"--log-format"_s, u"json"_s, u"--log-level"_s, u"debug"_s}),
                 qPrintable(snugd.err()));
        snugd.terminate();
        QCOMPARE(snugd.waitForEnd(), 0);
        const QStringList lines = snugd.err().split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(!lines.isEmpty());
        for (const QString& line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
            QVERIFY2(object.contains(u"time"_s) && object.contains(u"level"_s) &&
                         object.contains(u"category"_s) && object.contains(u"message"_s),
                     qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestService)
#include "tst_service.moc"
