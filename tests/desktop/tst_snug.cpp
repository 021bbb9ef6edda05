// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <vector>

#include "desktop/snug_process.h"
#include "support/test_client.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::SnugProcess;
using test::waitUntil;

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
        QCOMPARE(snug.exitCode(), 0);
        QVERIFY(snug.process().readAllStandardOutput().contains("--host"));
    }

    void aLaterStartHandsOverItsLink()
    {
        SnugProcess ada;
        ada.start({u"--host"_s, u"--nick"_s, u"ada"_s});
        QVERIFY(waitUntil([&] { return ada.port() != 0; }));
        SnugProcess bob;
        bob.start({u"--nick"_s, u"bob"_s});
        SnugProcess later(bob.profile());
        later.start({u"snug://127.0.0.1:%1/lobby"_s.arg(ada.port()), u"--nick"_s, u"bob"_s});
        // It does not matter which of the two came first: one ended well, the other one is there.
        QVERIFY(waitUntil([&] { return bob.isRunning() != later.isRunning(); }));
        SnugProcess& ended = bob.isRunning() ? later : bob;
        SnugProcess& runs = bob.isRunning() ? bob : later;
        QCOMPARE(ended.exitCode(), 0);
        QVERIFY(waitUntil([&] { return runs.port() == ada.port(); }));
        QCOMPARE(runs.end(), 0);
    }

    void ofManyAtOnceOneRuns()
    {
        constexpr std::size_t kStarts = 6;
        SnugProcess first;
        std::vector<std::unique_ptr<SnugProcess>> starts;
        for (std::size_t at = 0; at < kStarts; ++at) {
            starts.push_back(std::make_unique<SnugProcess>(first.profile()));
            starts.back()->start({});
        }
        const auto running = [&] {
            return std::count_if(starts.begin(), starts.end(),
                                 [](const auto& start) { return start->isRunning(); });
        };
        QVERIFY(waitUntil([&] { return running() == 1; }));
        for (const auto& start : starts) {
            QVERIFY(start->isRunning() || start->exitCode() == 0);
        }
        // Once more, to see that the one is there for good and answers.
        first.start({});
        QCOMPARE(first.exitCode(), 0);
        QCOMPARE(running(), 1);
    }

    void whatWasKilledIsNotInTheWay()
    {
        SnugProcess ada;
        ada.start({u"--host"_s, u"--nick"_s, u"ada"_s});
        QVERIFY(waitUntil([&] { return ada.port() != 0; }));
        ada.process().kill();
        QVERIFY(waitUntil([&] { return !ada.isRunning(); }));
        SnugProcess again(ada.profile());
        again.start({u"--host"_s});
        SnugProcess later(ada.profile());
        later.start({u"--hidden"_s});
        QVERIFY(waitUntil([&] { return again.isRunning() != later.isRunning(); }));
        SnugProcess& ended = again.isRunning() ? later : again;
        QCOMPARE(ended.exitCode(), 0);
        QCOMPARE((again.isRunning() ? again : later).end(), 0);
    }

    void profilesRunBesideEachOther()
    {
        SnugProcess ada;
        SnugProcess bob;
        ada.start({u"--host"_s, u"--nick"_s, u"ada"_s});
        bob.start({u"--host"_s, u"--nick"_s, u"bob"_s});
        QVERIFY(waitUntil([&] { return ada.port() != 0 && bob.port() != 0; }));
        QVERIFY(ada.isRunning() && bob.isRunning());
        QCOMPARE(ada.end(), 0);
        QCOMPARE(bob.end(), 0);
    }
};

QTEST_MAIN(TestSnug)
#include "tst_snug.moc"
