// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "load/comparison.h"
#include "load/limit_search.h"
#include "load/progress.h"
#include "load/report.h"

using namespace snug::load;
using namespace Qt::StringLiterals;

namespace {

// A good run with a delivery latency, in ms, and deliveries a second.
RunResult resultOf(int latencyMs, std::uint64_t perSecond)
{
    RunResult result;
    result.ready = true;
    result.seconds = 10;
    result.deliveries = perSecond * 10;
    result.serverCpuSeconds = 5;
    result.deliveryLatency.record(latencyMs * 1'000'000LL);
    return result;
}

QByteArray compareText(const RunResult& before, const RunResult& after)
{
    return compareResults(jsonOf(before), jsonOf(after), std::nullopt)->text;
}

bool isWorse(const RunResult& before, const RunResult& after, double worseAtMost)
{
    return compareResults(jsonOf(before), jsonOf(after), worseAtMost)->worse;
}

}  // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsOfStorms()
    {
        RunResult result = resultOf(10, 1000);
        QVERIFY(QJsonDocument::fromJson(jsonOf(result)).object().value("storm"_L1).isNull());
        result.plan.storms = 2;
        result.plan.stormClients = 7;
        result.plan.backWithin = 1;
        QVERIFY(!result.good());
        result.storm = StormResult{};
        result.storm->seconds = {0.5};
        QVERIFY(!result.isCorrect());
        QVERIFY(tableOf(result).contains("1 of 2 storms took place"));
        result.storm->seconds = {0.5, 0.75};
        QVERIFY(result.good());
        QVERIFY(tableOf(result).contains("7 clients were back after 0.750 s"));
        result.storm->missing = 1;
        QVERIFY(!result.isCorrect());
        result.storm->missing = 0;
        result.plan.backWithin = 0.6;
        QVERIFY(result.isCorrect());
        QVERIFY(!result.good());
    }

    void comparesTwoRuns()
    {
        const QByteArray text = compareText(resultOf(10, 1000), resultOf(20, 1500));
        const QList<QByteArray> lines = text.split('\n');
        QVERIFY(lines[0].contains("before"));
        QCOMPARE(lines[1].simplified(), "deliveries/s 1000 1500 1.50 better");
        QCOMPARE(lines[2].simplified(), "deliveries a CPU second 2000 3000 1.50 better");
        QVERIFY(lines[4].endsWith("worse"));
        QCOMPARE(lines[6].simplified(), "KiB a connection – –");
        QVERIFY(compareText(resultOf(10, 1000), resultOf(10, 1010)).contains("same"));
    }

    void comparesStorms()
    {
        RunResult before = resultOf(10, 1000);
        before.storm = StormResult{};
        before.storm->seconds = {0.5, 1.0};
        RunResult after = before;
        after.storm->seconds = {0.25, 0.1};
        QVERIFY(compareText(before, after).simplified().contains("all back after s 1.000 0.250 0.25 better"));
    }

    void warnsWhereTheRunsDoNotFit()
    {
        RunResult after = resultOf(10, 1000);
        QVERIFY(!compareText(after, after).contains("WARNING"));
        after.plan.rooms = 7;
        QVERIFY(compareText(resultOf(10, 1000), after).contains("did not do the same work"));
        after.faults.gaps = 1;
        QVERIFY(compareText(resultOf(10, 1000), after).contains("the run after was not good"));
    }

    void judges()
    {
        const RunResult before = resultOf(100, 1000);
        QVERIFY(!isWorse(before, resultOf(100, 950), 10));
        QVERIFY(isWorse(before, resultOf(100, 850), 10));
        QVERIFY(!isWorse(before, resultOf(105, 1000), 10));
        QVERIFY(isWorse(before, resultOf(120, 1000), 10));
        RunResult wrong = before;
        wrong.faults.missing = 1;
        QVERIFY(isWorse(before, wrong, 10));
        QVERIFY(!compareResults(jsonOf(before), jsonOf(wrong), std::nullopt)->worse);
    }

    void refusesWhatIsNoResult()
    {
        const QByteArray good = jsonOf(resultOf(10, 1000));
        QVERIFY(compareResults("hello", good, {}).error().contains(u"first"_s));
        QVERIFY(compareResults(good, "{}", {}).error().contains(u"second"_s));
        QByteArray newer = good;
        newer.replace("\"format\": 1", "\"format\": 2");
        QVERIFY(compareResults(good, newer, {}).error().contains(u"format 2"_s));
    }

    // Whatever the limit is, it is found to a tenth, from wherever the search begins.
    void findsTheLimit()
    {
        for (const std::size_t first : {1U, 8U, 5000U}) {
            for (const std::size_t limit : {1U, 7U, 8U, 100U, 1023U, 60'000U}) {
                LimitSearch search(first, 100'000);
                while (search.next() != 0) {
                    search.tell(search.next() <= limit);
                }
                QVERIFY(search.held() <= limit);
                QVERIFY(search.held() + std::max<std::size_t>(search.held() / 10, 1) >= limit);
            }
        }
    }

    void endsWhereNothingHoldsOrAllDoes()
    {
        LimitSearch nothing(8, 100);
        while (nothing.next() != 0) {
            nothing.tell(false);
        }
        QCOMPARE(nothing.held(), 0U);
        LimitSearch all(8, 100);
        while (all.next() != 0) {
            all.tell(true);
        }
        QCOMPARE(all.held(), 100U);
    }

    void drawsABar()
    {
        QCOMPARE(Progress::barOf(u"connecting"_s, 0.5, u"5/10"_s),
                 u"[###############               ] connecting, 5/10"_s);
        QVERIFY(Progress::barOf(u"x"_s, -1, {}).startsWith(u"[ "_s));
        QVERIFY(Progress::barOf(u"x"_s, 7, {}).endsWith(u"#] x"_s));
    }
};

QTEST_APPLESS_MAIN(TestReport)
#include "tst_load_report.moc"
