// SPDX-License-Identifier: GPL-3.0-or-later
// The lists behind the administration's tables: each change is told as small as it is.
#include <QTest>
#include <random>

#include "client/administration.h"
#include "client/client_fixture.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using protocol::admin::Audit;
using protocol::admin::Connection;
using protocol::admin::kRows;
using protocol::admin::LogLine;

namespace {

Connection rowOf(quint64 id, const QString& nick = QStringLiteral("ada"))
{
    Connection row;
    row.id = id;
    row.nick = nick;
    return row;
}

QVector<Connection> rowsOf(quint64 first, quint64 last)
{
    QVector<Connection> rows;
    for (quint64 id = first; id <= last; ++id) {
        rows.append(rowOf(id));
    }
    return rows;
}

QVector<quint64> idsOf(const ConnectionRows& table)
{
    QVector<quint64> ids;
    for (const Connection& row : table.rows()) {
        ids.append(row.id);
    }
    return ids;
}

LogLine lineOf(int number)
{
    return {{}, QStringLiteral("info"), QStringLiteral("snug"), QString::number(number)};
}

Audit auditOf(const QString& target)
{
    return {{}, {}, {}, QStringLiteral("kick"), target, {}, QStringLiteral("ok")};
}

// What a view would believe, from the signals alone, and what it was told.
class Watcher : public QObject {
public:
    template <class Rows>
    explicit Watcher(const Rows& rows)
    {
        connect(&rows, &RowSignals::inserting, this, [this](int first, int last) {
            told.append(QStringLiteral("+%1-%2").arg(first).arg(last));
            size += last - first + 1;
        });
        connect(&rows, &RowSignals::inserted, this, [this, &rows] { QCOMPARE(rows.rows().size(), size); });
        connect(&rows, &RowSignals::removing, this, [this](int first, int last) {
            told.append(QStringLiteral("-%1-%2").arg(first).arg(last));
            size -= last - first + 1;
        });
        connect(&rows, &RowSignals::removed, this, [this, &rows] { QCOMPARE(rows.rows().size(), size); });
        connect(&rows, &RowSignals::changed, this,
                [this](int first, int last) { told.append(QStringLiteral("~%1-%2").arg(first).arg(last)); });
        size = rows.rows().size();
    }
    QStringList take() { return std::exchange(told, {}); }

    QStringList told;
    qsizetype size = 0;
};

}  // namespace

class AdminRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsComeChangeAndGo()
    {
        ConnectionRows table;
        Watcher watcher(table);
        table.apply(rowsOf(1, 6), {}, true);
        QCOMPARE(watcher.take(), QStringList{QStringLiteral("+0-5")});
        table.apply({rowOf(2, QStringLiteral("bob")), rowOf(3, QStringLiteral("bob")), rowOf(4),
                     rowOf(6, QStringLiteral("bob")), rowOf(7)},
                    {1, 99}, false);
        QCOMPARE(watcher.take(), (QStringList{QStringLiteral("-0-0"), QStringLiteral("~4-4"),
                                              QStringLiteral("~0-1"), QStringLiteral("+5-5")}));
        QCOMPARE(idsOf(table), (QVector<quint64>{2, 3, 4, 5, 6, 7}));
        QCOMPARE(table.find(3)->nick, QStringLiteral("bob"));
        QCOMPARE(table.find(1), nullptr);
        table.clear();
        QCOMPARE(watcher.take(), QStringList{QStringLiteral("-0-5")});
    }

    void aWholeTellingIsADifference()
    {
        ConnectionRows table;
        table.apply(rowsOf(1, kRows), {}, true);
        table.apply(rowsOf(kRows + 1, kRows + 100), {}, false);
        Watcher watcher(table);
        // The same again, in frames, but for the second and the last; and one more.
        QVector<Connection> first = rowsOf(1, kRows + 1);
        first.remove(1);
        table.apply(first, {}, true);
        QCOMPARE(watcher.take(), QStringList());  // the rest is still to come
        table.apply(rowsOf(kRows + 2, kRows + 99) + rowsOf(1'000, 1'000), {}, false);
        QCOMPARE(watcher.take(), (QStringList{QStringLiteral("-599-599"), QStringLiteral("-1-1"),
                                              QStringLiteral("+598-598")}));
        table.apply({}, {}, true);
        QVERIFY(table.rows().isEmpty());
    }

    void rowsAreBounded()
    {
        ConnectionRows table;
        table.apply(rowsOf(1, ConnectionRows::kMost + 10), {}, true);
        QCOMPARE(table.rows().size(), ConnectionRows::kMost);
        QVERIFY(table.find(ConnectionRows::kMost + 1) == nullptr);
    }

    void aRowThatIsToldTwiceIsOne()
    {
        ConnectionRows table;
        table.put({rowOf(1), rowOf(1, QStringLiteral("bob"))});
        QCOMPARE(idsOf(table), QVector<quint64>{1});
        QCOMPARE(table.find(1)->nick, QStringLiteral("bob"));
        table.setAll({rowOf(2), rowOf(2, QStringLiteral("eve"))});
        QCOMPARE(idsOf(table), QVector<quint64>{2});
    }

    void orderIsTakenAtRandom()
    {
        std::mt19937 engine(testSeed());
        ConnectionRows table;
        Watcher watcher(table);
        for (int round = 0; round < 200; ++round) {
            QVector<Connection> rows;
            for (quint64 id = 1; id <= 12; ++id) {
                if (engine() % 3 != 0) {
                    rows.append(rowOf(id, QString::number(engine() % 2)));
                }
            }
            if (engine() % 2 == 0) {
                std::shuffle(rows.begin(), rows.end(), engine);
            }
            table.setAll(rows);
            QCOMPARE(table.rows(), rows);
            QCOMPARE(watcher.size, rows.size());
        }
    }

    void linesAreTheLatest()
    {
        LatestLines log;
        Watcher watcher(log);
        log.append({lineOf(1), lineOf(2)});
        QCOMPARE(watcher.take(), QStringList{QStringLiteral("+0-1")});
        log.append({lineOf(2)});  // said twice
        QCOMPARE(log.rows().size(), 3);
        log.expectRepeats();
        log.append({lineOf(1), lineOf(2), lineOf(2), lineOf(3)});
        QCOMPARE(watcher.take(), (QStringList{QStringLiteral("+2-2"), QStringLiteral("+3-3")}));
        QVector<LogLine> many;
        for (int i = 0; i < LatestLines::kMost - 1; ++i) {
            many.append(lineOf(100 + i));
        }
        log.append(many);
        QCOMPARE(watcher.take(), (QStringList{QStringLiteral("-0-2"), QStringLiteral("+1-1999")}));
        QCOMPARE(log.rows().size(), LatestLines::kMost);
        QCOMPARE(log.rows().first(), lineOf(3));
        log.append(many + many);
        QCOMPARE(log.rows().size(), LatestLines::kMost);
        log.clear();
        QCOMPARE(watcher.size, 0);
    }

    void auditGrowsInFront()
    {
        AuditTrail trail;
        Watcher watcher(trail);
        const auto a = auditOf(QStringLiteral("a"));
        const auto b = auditOf(QStringLiteral("b"));
        const auto c = auditOf(QStringLiteral("c"));
        trail.setAll({b, a});
        QCOMPARE(watcher.take(), QStringList{QStringLiteral("+0-1")});
        trail.setAll({b, a});
        QCOMPARE(watcher.take(), QStringList());
        trail.setAll({c, b, b, a});  // the second b is the one that is known
        QCOMPARE(trail.rows(), (QVector<Audit>{c, b, b, a}));
        trail.setAll({c, c, b});
        QCOMPARE(trail.rows(), (QVector<Audit>{c, c, b}));
        trail.setAll({a});
        QCOMPARE(trail.rows(), QVector<Audit>{a});
        trail.setAll({a, b, c});
        QCOMPARE(trail.rows(), (QVector<Audit>{a, b, c}));
        trail.setAll({});
        QCOMPARE(watcher.size, 0);
        trail.setAll(QVector<Audit>(AuditTrail::kMost + 5, a));
        QCOMPARE(trail.rows().size(), AuditTrail::kMost);
    }

    void trendIsBounded()
    {
        ServerTrend trend;
        protocol::admin::Watching facts;
        facts.minute = QVector<protocol::admin::Sample>(70);
        for (int i = 0; i < facts.minute.size(); ++i) {
            facts.minute[i].at = base::WallTime(std::chrono::seconds(i));
        }
        trend.begin(facts);
        QCOMPARE(trend.samples(ServerTrend::Span::Minute).size(), 60);
        protocol::admin::Overview overview;
        overview.now.at = base::WallTime(std::chrono::seconds(69));  // is there already
        trend.take(overview);
        overview.now.at = base::WallTime(std::chrono::seconds(70));
        overview.hour = overview.now;
        trend.take(overview);
        QCOMPARE(trend.samples(ServerTrend::Span::Minute).size(), 60);
        QCOMPARE(trend.samples(ServerTrend::Span::Minute).first().at,
                 base::WallTime(std::chrono::seconds(11)));
        QCOMPARE(trend.samples(ServerTrend::Span::Hour).size(), 1);
        QVERIFY(trend.samples(ServerTrend::Span::Day).isEmpty());
        QCOMPARE(trend.latest()->now.at, overview.now.at);
    }

    void recordIsOfOneConnection()
    {
        FlightRecord record;
        record.lookAt(7);
        record.take(protocol::admin::Record{8, {{}}});
        QVERIFY(record.frames().isEmpty());
        record.take(protocol::admin::Record{7, QVector<protocol::admin::Frame>(FlightRecord::kFrames + 1)});
        QCOMPARE(record.frames().size(), FlightRecord::kFrames);
        Connection row = rowOf(7);
        for (int i = 0; i < FlightRecord::kRoundTrips + 5; ++i) {
            row.roundTripSeconds = i;
            row.rateLimited = i;
            record.take(row);
        }
        QCOMPARE(record.roundTripSeconds().size(), FlightRecord::kRoundTrips);
        QCOMPARE(record.roundTripSeconds().first(), 5.0);
        QCOMPARE(record.rateLimited(), FlightRecord::kRoundTrips + 4);
        record.lookAt(0);
        QVERIFY(record.frames().isEmpty() && record.roundTripSeconds().isEmpty());
    }
};

QTEST_GUILESS_MAIN(AdminRowsTest)
#include "tst_admin_rows.moc"
