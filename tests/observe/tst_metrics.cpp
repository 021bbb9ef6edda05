// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <thread>
#include <vector>

#include "observe/metrics.h"
#include "support/exposition_checker.h"

using namespace snug;
using observe::Direction;
using observe::Metrics;
using test::ExpositionChecker;

namespace {

observe::MetricsVocabulary words()
{
    return {"1.2.3", {"bad_json", "too_long"}, {1000, 1001, 4000}, {"messages", "commands"}};
}

}  // namespace

class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsWellFormed();
    void everyCallShowsInItsSeries();
    void countsFromManyThreadsAreExact();
    void figuresOfTheProcess();
    void checkerFindsFaults_data();
    void checkerFindsFaults();
};

void TestMetrics::textIsWellFormed()
{
    Metrics metrics(words());
    metrics.loopLag("hub");
    metrics.loopLag("net-1");
    const ExpositionChecker text(metrics.exposition());
    QCOMPARE(text.complaints(), QStringList());
    QCOMPARE(text.type(QStringLiteral("snug_connections")), QStringLiteral("gauge"));
    QCOMPARE(text.type(QStringLiteral("snug_messages_total")), QStringLiteral("counter"));
    QCOMPARE(text.type(QStringLiteral("snug_commit_seconds")), QStringLiteral("histogram"));
    // All series are there from the start, at zero: a rate over a counter's birth would be lost.
    QCOMPARE(text.value(QStringLiteral("snug_errors_total{code=\"too_long\"}")), 0.0);
    QCOMPARE(text.value(QStringLiteral("snug_disconnects_total{code=\"other\"}")), 0.0);
    QCOMPARE(text.value(QStringLiteral("snug_loop_lag_seconds_count{thread=\"net-1\"}")), 0.0);
    QVERIFY(metrics.exposition().contains("version=\"1.2.3\""));
}

void TestMetrics::everyCallShowsInItsSeries()
{
    Metrics metrics(words());
    for (int i = 0; i < 4; ++i) {
        metrics.connectionOpened();
    }
    metrics.connectionClosed(4000);
    metrics.connectionClosed(1006);
    metrics.setRooms(7);
    metrics.countMessages(Direction::In);
    metrics.countMessages(Direction::Out, 200);
    metrics.countBytes(Direction::In, 30);
    metrics.countBytes(Direction::Out, 6000);
    metrics.changeSendBacklog(5000);
    metrics.changeSendBacklog(-1000);
    metrics.countError(1);
    metrics.countRateLimited(0);
    metrics.countResume(observe::ResumeResult::Exact);
    metrics.countResume(observe::ResumeResult::Gap);
    metrics.countResume(observe::ResumeResult::Gap);
    metrics.storeCommitted(std::chrono::milliseconds(3), 20);
    metrics.setStoreUp(true);
    metrics.countGap();
    metrics.redisAnswered(std::chrono::milliseconds(2));
    metrics.setDisk({1000}, {5000});
    metrics.setCapacityUsed(0.25);
    base::LatencyCounts deliveries{{}, 0.75};
    deliveries.buckets[3] = 5;
    deliveries.buckets.back() = 2;
    metrics.delivered(deliveries);
    metrics.delivered(deliveries);

    QVERIFY(!metrics.exposition().contains("\nsnug_certificate_expiry_seconds "));
    metrics.setCertificateExpiry(std::chrono::seconds(-5));
    const ExpositionChecker text(metrics.exposition());
    QCOMPARE(text.complaints(), QStringList());
    const QVector<std::pair<const char*, double>> expected{
        {"snug_connections", 2},
        {"snug_disconnects_total{code=\"4000\"}", 1},
        {"snug_disconnects_total{code=\"other\"}", 1},
        {"snug_rooms", 7},
        {"snug_messages_total{direction=\"in\"}", 1},
        {"snug_messages_total{direction=\"out\"}", 200},
        {"snug_bytes_total{direction=\"in\"}", 30},
        {"snug_bytes_total{direction=\"out\"}", 6000},
        {"snug_send_backlog_bytes", 4000},
        {"snug_errors_total{code=\"bad_json\"}", 0},
        {"snug_errors_total{code=\"too_long\"}", 1},
        {"snug_rate_limited_total{limit=\"messages\"}", 1},
        {"snug_resumes_total{result=\"exact\"}", 1},
        {"snug_resumes_total{result=\"gap\"}", 2},
        {"snug_store_operations_total", 20},
        {"snug_store_up", 1},
        {"snug_commit_seconds_count", 1},
        {"snug_commit_seconds_bucket{le=\"0.0025\"}", 0},
        {"snug_commit_seconds_bucket{le=\"0.005\"}", 1},
        {"snug_gaps_total", 1},
        {"snug_redis_command_seconds_count", 1},
        {"snug_redis_command_seconds_bucket{le=\"0.0025\"}", 1},
        {"snug_disk_free_bytes", 1000},
        {"snug_disk_size_bytes", 5000},
        {"snug_capacity_used_ratio", 0.25},
        {"snug_certificate_expiry_seconds", -5},
        {"snug_delivery_seconds_count", 14},
        {"snug_delivery_seconds_sum", 1.5},
        {"snug_delivery_seconds_bucket{le=\"0.0005\"}", 0},
        {"snug_delivery_seconds_bucket{le=\"0.001\"}", 10},
        {"snug_delivery_seconds_bucket{le=\"10\"}", 10},
        {"snug_delivery_seconds_bucket{le=\"+Inf\"}", 14},
    };
    for (const auto& [series, value] : expected) {
        QCOMPARE(text.value(QString::fromLatin1(series)), value);
    }
}

void TestMetrics::countsFromManyThreadsAreExact()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 20'000;
    Metrics metrics(words());
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&metrics] {
            for (int i = 0; i < kEach; ++i) {
                metrics.countMessages(Direction::Out);
                metrics.changeSendBacklog(i % 2 == 0 ? 10 : -10);
                metrics.storeCommitted(std::chrono::microseconds(i), 2);
            }
        });
    }
    // Reading meanwhile disturbs nobody and is always well-formed.
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(ExpositionChecker(metrics.exposition()).complaints(), QStringList());
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    const ExpositionChecker text(metrics.exposition());
    QCOMPARE(text.value(QStringLiteral("snug_messages_total{direction=\"out\"}")), double{kThreads} * kEach);
    QCOMPARE(text.value(QStringLiteral("snug_send_backlog_bytes")), 0.0);
    QCOMPARE(text.value(QStringLiteral("snug_commit_seconds_count")), double{kThreads} * kEach);
    QCOMPARE(text.value(QStringLiteral("snug_store_operations_total")), double{kThreads} * kEach * 2);
}

void TestMetrics::figuresOfTheProcess()
{
    const Metrics metrics(words());
    const ExpositionChecker text(metrics.exposition());
#ifdef Q_OS_LINUX
    QVERIFY(text.value(QStringLiteral("process_cpu_seconds_total")).value_or(0) > 0);
    QVERIFY(text.value(QStringLiteral("process_max_fds")).value_or(0) > 0);
    QVERIFY(text.value(QStringLiteral("process_resident_memory_bytes")).value_or(0) > 1e6);
    QVERIFY(text.value(QStringLiteral("process_open_fds")).value_or(0) >= 3);
    const double age = static_cast<double>(QDateTime::currentSecsSinceEpoch()) -
                       text.value(QStringLiteral("process_start_time_seconds")).value_or(0);
    QVERIFY2(age > -5 && age < 600, qPrintable(QString::number(age)));
#endif
}

void TestMetrics::checkerFindsFaults_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray head = "# HELP a_total A.\n# TYPE a_total counter\n";
    QTest::newRow("no newline at the end") << head + "a_total 1";
    QTest::newRow("no TYPE") << QByteArray("# HELP a_total A.\na_total 1\n");
    QTest::newRow("no HELP") << QByteArray("# TYPE a_total counter\na_total 1\n");
    QTest::newRow("bad name") << QByteArray("# HELP 1a A.\n# TYPE 1a gauge\n1a 1\n");
    QTest::newRow("counter without _total") << QByteArray("# HELP a A.\n# TYPE a counter\na 1\n");
    QTest::newRow("not a number") << head + "a_total one\n";
    QTest::newRow("twice") << head + "a_total 1\na_total 2\n";
    QTest::newRow("label not quoted") << head + "a_total{b=c} 1\n";
    QTest::newRow("label not escaped") << head + "a_total{b=\"\"c\"} 1\n";
    QTest::newRow("outside its family") << head + "b_total 1\n";
    QTest::newRow("negative counter") << head + "a_total -1\n";
    const QByteArray histogram = "# HELP h H.\n# TYPE h histogram\n";
    QTest::newRow("not cumulative")
        << histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n";
    QTest::newRow("count differs")
        << histogram + "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n";
}

void TestMetrics::checkerFindsFaults()
{
    QFETCH(QByteArray, text);
    QVERIFY(!ExpositionChecker(text).complaints().isEmpty());
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
