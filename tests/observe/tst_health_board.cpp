// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>
#include <thread>

#include "observe/disk_space.h"
#include "observe/health_board.h"

using namespace snug;
using namespace std::chrono_literals;
// NOLINTNEXTLINE(misc-unused-using-decls): it does not see that literals use them
using base::operator""_KiB, base::operator""_MiB;
using observe::HealthBoard;
using observe::HealthStatus;
using observe::Reading;

namespace {

const base::Now kStart = base::Now::read();

base::Now after(std::chrono::milliseconds time)
{
    return {kStart.steady + time, kStart.wall + time};
}

Reading pass()
{
    return {HealthStatus::Pass, 0.002, QStringLiteral("s"), {}};
}

}  // namespace

class TestHealthBoard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyBoardPasses();
    void worstProbeDecides();
    void silenceIsAFailureAndEnds();
    void neverMeasuredIsAWarningThenAFailure();
    void unknownAndWithdrawnProbesAreIgnored();
    void writtenAndReadFromManyThreads();
    void diskMarks_data();
    void diskMarks();
    void realDisk();
};

void TestHealthBoard::emptyBoardPasses()
{
    QCOMPARE(HealthBoard().snapshot(kStart), observe::Health());
}

void TestHealthBoard::worstProbeDecides()
{
    HealthBoard board;
    board.declare(QStringLiteral("store:write"), 10s, kStart);
    board.declare(QStringLiteral("disk:free"), 10s, kStart);
    board.set(QStringLiteral("store:write"), pass(), kStart);
    board.set(QStringLiteral("disk:free"), pass(), kStart);
    QCOMPARE(board.snapshot(kStart).overall, HealthStatus::Pass);

    board.set(QStringLiteral("disk:free"),
              {HealthStatus::Warn, 9, QStringLiteral("%"), QStringLiteral("little")}, kStart);
    QCOMPARE(board.snapshot(kStart).overall, HealthStatus::Warn);
    const Reading failed{HealthStatus::Fail, {}, {}, QStringLiteral("disk full")};
    board.set(QStringLiteral("store:write"), failed, after(1s));
    const auto health = board.snapshot(after(1s));
    QCOMPARE(health.overall, HealthStatus::Fail);
    QCOMPARE(health.probes.size(), 2);
    QCOMPARE(health.probes[0].name, QStringLiteral("disk:free"));  // by name
    QCOMPARE(health.probes[1].reading, failed);
    QCOMPARE(*health.probes[1].at, after(1s).wall);

    board.set(QStringLiteral("store:write"), pass(), after(2s));
    board.set(QStringLiteral("disk:free"), pass(), after(2s));
    QCOMPARE(board.snapshot(after(2s)).overall, HealthStatus::Pass);
}

void TestHealthBoard::silenceIsAFailureAndEnds()
{
    HealthBoard board;
    board.declare(QStringLiteral("hub:lag"), 5s, kStart);
    board.set(QStringLiteral("hub:lag"), pass(), after(1s));
    QCOMPARE(board.snapshot(after(6s)).overall, HealthStatus::Pass);
    const auto silent = board.snapshot(after(7s));
    QCOMPARE(silent.overall, HealthStatus::Fail);
    QVERIFY(silent.probes[0].reading.reason.startsWith(QStringLiteral("stalled")));
    QCOMPARE(silent.probes[0].reading.value, pass().value);  // the last figure stays to be seen
    QCOMPARE(*silent.probes[0].at, after(1s).wall);
    board.set(QStringLiteral("hub:lag"), pass(), after(8s));
    QCOMPARE(board.snapshot(after(8s)).overall, HealthStatus::Pass);
}

void TestHealthBoard::neverMeasuredIsAWarningThenAFailure()
{
    HealthBoard board;
    board.declare(QStringLiteral("store:write"), 5s, kStart);
    QCOMPARE(board.snapshot(after(1s)).overall, HealthStatus::Warn);
    QVERIFY(!board.snapshot(after(1s)).probes[0].at);
    QCOMPARE(board.snapshot(after(6s)).overall, HealthStatus::Fail);
}

void TestHealthBoard::unknownAndWithdrawnProbesAreIgnored()
{
    HealthBoard board;
    board.set(QStringLiteral("nobody:knows"), {HealthStatus::Fail, {}, {}, {}}, kStart);
    QVERIFY(board.snapshot(kStart).probes.isEmpty());
    board.declare(QStringLiteral("hub:lag"), 5s, kStart);
    board.withdraw(QStringLiteral("hub:lag"));
    board.withdraw(QStringLiteral("hub:lag"));
    QCOMPARE(board.snapshot(after(1h)).overall, HealthStatus::Pass);
}

void TestHealthBoard::writtenAndReadFromManyThreads()
{
    HealthBoard board;
    std::vector<std::thread> writers;
    for (int t = 0; t < 3; ++t) {
        const QString name = QStringLiteral("thread-%1:lag").arg(t);
        board.declare(name, 1h, kStart);
        writers.emplace_back([&board, name] {
            for (int i = 0; i < 5000; ++i) {
                board.set(name,
                          {i % 2 == 0 ? HealthStatus::Fail : HealthStatus::Pass, i, QStringLiteral("s"), {}},
                          kStart);
            }
        });
    }
    for (int i = 0; i < 2000; ++i) {
        QCOMPARE(board.snapshot(kStart).probes.size(), 3);
    }
    for (std::thread& writer : writers) {
        writer.join();
    }
    QCOMPARE(board.snapshot(kStart).overall, HealthStatus::Pass);
}

void TestHealthBoard::diskMarks_data()
{
    QTest::addColumn<qint64>("availableMiB");
    QTest::addColumn<qint64>("totalMiB");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, qint64 available, qint64 total, HealthStatus status) {
        QTest::newRow(name) << available << total << static_cast<int>(status);
    };
    row("plenty", 50'000, 100'000, HealthStatus::Pass);
    row("9 % of a large disk", 90'000, 1'000'000, HealthStatus::Warn);
    row("1 % of a huge disk", 40'000, 4'000'000, HealthStatus::Warn);
    row("half of a small disk", 900, 1800, HealthStatus::Warn);
    row("90 % of a tiny disk", 58, 64, HealthStatus::Warn);
    row("99 MiB of a usual disk", 99, 100'000, HealthStatus::Fail);
    row("nothing of a tiny disk", 0, 64, HealthStatus::Fail);
}

void TestHealthBoard::diskMarks()
{
    QFETCH(qint64, availableMiB);
    QFETCH(qint64, totalMiB);
    QFETCH(int, status);
    const base::Bytes available{availableMiB * (1_MiB).count};
    const auto reading = observe::judgeDiskSpace(available, {totalMiB * (1_MiB).count}, {});
    QCOMPARE(static_cast<int>(reading.status), status);
    QCOMPARE(reading.value, static_cast<double>(available.count));
    QCOMPARE(reading.reason.isEmpty(), reading.status == HealthStatus::Pass);
}

void TestHealthBoard::realDisk()
{
    const QTemporaryDir folder;
    const observe::DiskMarks never{0, 0_KiB, 0, 0_KiB};
    const auto reading = observe::judgeDiskSpace(observe::measureDiskSpace(folder.path()), never);
    QCOMPARE(reading.status, HealthStatus::Pass);
    QVERIFY(reading.value.value_or(0) > 0);
    const observe::DiskMarks always{101, 0_KiB, 101, {std::numeric_limits<qint64>::max()}};
    QCOMPARE(observe::judgeDiskSpace(observe::measureDiskSpace(folder.path()), always).status,
             HealthStatus::Fail);
}

QTEST_GUILESS_MAIN(TestHealthBoard)
#include "tst_health_board.moc"
