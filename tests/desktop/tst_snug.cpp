// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "client/server_address.h"
#include "shell/settings.h"
#include "support/test_client.h"

using namespace snug;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::waitUntil;

namespace {

// The program itself, as built, with a profile of its own.
class SnugProcess {
public:
    SnugProcess() { process_.setProcessChannelMode(QProcess::ForwardedErrorChannel); }
    ~SnugProcess()
    {
        process_.kill();
        process_.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(SnugProcess)

    QProcess& process() { return process_; }

    void start(const QStringList& options)
    {
        process_.start(QStringLiteral(SNUG_PROGRAM), options + QStringList{u"--profile"_s, profile_.path()});
    }

    // Where the program chats, from the list of recent servers it writes; 0: nowhere.
    quint16 port() const
    {
        const auto servers =
            shell::Settings(shell::Folders::of(profile_.path()).settingsFile).recentServers();
        const auto address =
            client::ServerAddress::parse(servers.isEmpty() ? QString() : servers.at(0).address);
        return address ? address->port() : 0;
    }

    // SIGTERM; answers the exit code, -1: it crashed or goes on.
    int end()
    {
        process_.terminate();
        const bool ended = waitUntil([this] { return process_.state() == QProcess::NotRunning; }, 5s);
        return ended && process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1;
    }

private:
    QTemporaryDir profile_;
    QProcess process_;
};

}  // namespace

class TestSnug : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSignalEndsItWithoutAQuestion()
    {
        SnugProcess ada;
        ada.start({u"--host"_s, u"--nick"_s, u"ada"_s});
        QVERIFY(waitUntil([&] { return ada.port() != 0; }));
        test::TestClient bob;
        QVERIFY(bob.connectTo(ada.port()));
        QVERIFY(bob.hello(u"bob"_s));
        QTest::qWait(1500);  // until the host's figures, told each second, know of bob
        QCOMPARE(ada.end(), 0);
        QCOMPARE(bob.closed(), 1001);
    }

    void helpNeedsNoDisplay()
    {
        SnugProcess snug;
        snug.process().setProcessEnvironment([] {
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.remove(u"QT_QPA_PLATFORM"_s);
            environment.remove(u"DISPLAY"_s);
            return environment;
        }());
        snug.start({u"--help"_s});
        QVERIFY(waitUntil([&] { return snug.process().state() == QProcess::NotRunning; }));
        QCOMPARE(snug.process().exitCode(), 0);
        QVERIFY(snug.process().readAllStandardOutput().contains("--host"));
    }
};

QTEST_MAIN(TestSnug)
#include "tst_snug.moc"
