// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the administration: what their cells say, and that they change as little as what they show.
#include <QPersistentModelIndex>
#include <QTest>
#include <random>

#include "client/chat_server.h"
#include "client/session_trace.h"
#include "models/admin_audit_model.h"
#include "models/admin_connections_model.h"
#include "models/admin_instances_model.h"
#include "models/admin_log_model.h"
#include "models/admin_probes_model.h"
#include "models/admin_rooms_model.h"
#include "models/admin_sanctions_model.h"
#include "models/admin_settings_model.h"
#include "models/admin_text.h"
#include "models/model_mirror.h"

using namespace snug;
using namespace snug::client;
using namespace snug::models;
using namespace snug::tests;
using namespace snug::protocol::admin;
using ui::Tone;
namespace Role = ui::AdminRole;

namespace {

base::WallTime at(int seconds)
{
    return base::WallTime(std::chrono::seconds(1'700'000'000 + seconds));
}

Connection rowOf(quint64 id)
{
    Connection row;
    row.id = id;
    row.nick = QStringLiteral("nick%1").arg(id);
    row.since = at(0);
    return row;
}

QVector<Connection> rowsOf(int first, int count, quint64 frames)
{
    QVector<Connection> rows;
    for (int i = 0; i < count; ++i) {
        rows.append(rowOf(static_cast<quint64>(first + i)));
        rows.last().framesIn = frames;
    }
    return rows;
}

template <class Column>
QModelIndex cell(const QAbstractItemModel& model, int row, Column column)
{
    return model.index(row, static_cast<int>(column));
}

template <class Column>
QString text(const QAbstractItemModel& model, int row, Column column)
{
    return cell(model, row, column).data().toString();
}

template <class Column>
Tone tone(const QAbstractItemModel& model, int row, Column column)
{
    return static_cast<Tone>(cell(model, row, column).data(Role::Tone).toInt());
}

// Every column has a title and a tip, every cell a text, an order and a tone.
void verifyShape(const QAbstractItemModel& model, int columns)
{
    QCOMPARE(model.columnCount(), columns);
    for (int column = 0; column < columns; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.index(row, column).data().typeId(), static_cast<int>(QMetaType::QString));
            QVERIFY(model.index(row, column).data(Role::Sort).isValid());
            QVERIFY(model.index(row, column).data(Role::Tone).isValid());
            QCOMPARE(model.index(row, column).data(Role::Id), model.index(row, 0).data(Role::Id));
        }
    }
}

}  // namespace

class AdminModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void connectionsAreShown()
    {
        ConnectionRows rows;
        AdminConnectionsModel model(rows);
        Connection busy = rowOf(1ULL << 60);
        busy.address = QStringLiteral("10.0.0.7");
        busy.client = QStringLiteral("snug 1");
        busy.rooms = 3;
        busy.roundTripSeconds = 0.75;
        busy.framesIn = 12'345;
        busy.bytesOut = 12'400'000;
        busy.backlogBytes = 600 * 1024;
        busy.idleSeconds = 200;
        busy.tls = true;
        rows.put({busy, Connection{}});
        verifyShape(model, static_cast<int>(ui::ConnectionColumn::Count));
        using Column = ui::ConnectionColumn;
        QCOMPARE(model.index(0, 3).data(Role::Id).toULongLong(), 1ULL << 60);
        QCOMPARE(text(model, 0, Column::RoundTrip), QStringLiteral("750 ms"));
        QCOMPARE(text(model, 0, Column::MessagesIn), QLocale().toString(12'345));
        QCOMPARE(text(model, 0, Column::BytesOut), QStringLiteral("12.4 MB"));
        QCOMPARE(text(model, 0, Column::Idle), QStringLiteral("3 min"));
        QCOMPARE(cell(model, 0, Column::BytesOut).data(Role::Sort).toLongLong(), 12'400'000);
        QCOMPARE(tone(model, 0, Column::Backlog), Tone::Bad);
        QCOMPARE(tone(model, 0, Column::RoundTrip), Tone::Warning);
        QCOMPARE(tone(model, 0, Column::Who), Tone::Plain);
        QVERIFY(cell(model, 0, Column::Who).data(Qt::ToolTipRole).toString().contains(u"since"));
        QVERIFY(!text(model, 1, Column::Who).isEmpty());  // has not said hello
        QVERIFY(text(model, 1, Column::RoundTrip).isEmpty());
        QVERIFY(cell(model, 1, Column::RoundTrip).data(Role::Sort).toDouble() < 0);
    }

    void manyConnectionsASecondAreFewSignals()
    {
        ConnectionRows rows;
        AdminConnectionsModel model(rows);
        ModelMirror mirror(model);
        constexpr int kMany = 2'000;
        const auto tell = [&](quint64 frames, bool whole) {
            for (int first = 0; first < kMany; first += kRows) {
                rows.apply(rowsOf(1 + first, kRows, frames), {}, whole && first == 0);
            }
            rows.apply({}, {}, false);
        };
        tell(0, true);
        const QPersistentModelIndex looked = model.index(1'500, 0);
        QCOMPARE(mirror.inserted, kMany);
        tell(1, false);
        QCOMPARE(mirror.changed, kMany / kRows);
        tell(2, true);  // as after a reconnect
        QCOMPARE(mirror.changed, 2 * kMany / kRows);
        QCOMPARE(mirror.removed, 0);
        QCOMPARE(mirror.inserted, kMany);
        rows.apply({}, {1, 2, 3, 700}, false);
        QCOMPARE(mirror.removed, 4);
        QCOMPARE(looked.row(), 1'496);
        QCOMPARE(looked.data(Role::Id).toULongLong(), 1'501U);
        QCOMPARE(mirror.resets, 0);
        QVERIFY(mirror.isTrue());
    }

    void connectionsAtRandom()
    {
        std::mt19937 engine(testSeed());
        ConnectionRows rows;
        AdminConnectionsModel model(rows);
        ModelMirror mirror(model);
        for (int round = 0; round < 300; ++round) {
            QVector<Connection> told;
            QVector<quint64> gone;
            for (quint64 id = 1; id <= 30; ++id) {
                const auto lot = engine() % 5;
                if (lot == 0) {
                    gone.append(id);
                } else if (lot < 3) {
                    told.append(rowOf(id));
                    told.last().framesIn = engine() % 3;
                }
            }
            rows.apply(told, gone, engine() % 10 == 0);
        }
        QVERIFY(mirror.isTrue());
        QCOMPARE(mirror.resets, 0);
    }

    void roomsAreShown()
    {
        AdminRoomRows rows;
        AdminRoomsModel model(rows);
        rows.put({{QStringLiteral("den"), QStringLiteral("tea"), 4, 0.25, 1'000, 2'500, false, 0, 0, true},
                  {QStringLiteral("hall"), {}, 0, 0, 0, 0, true, 0, 0, false},
                  {QStringLiteral("kitchen"), {}, 0, 0, 0, 0, true, 30, 200, false},
                  {QStringLiteral("lobby"), {}, 0, 0, 0, 0, true, 1, 0, false}});
        using Column = ui::AdminRoomColumn;
        verifyShape(model, static_cast<int>(Column::Count));
        QCOMPARE(model.index(0, 2).data(Role::Id).toString(), QStringLiteral("den"));
        QCOMPARE(text(model, 0, Column::StoredBytes), QStringLiteral("2.5 kB"));
        QCOMPARE(text(model, 0, Column::MessageRate), QStringLiteral("0.3"));
        QCOMPARE(text(model, 0, Column::Retention), QStringLiteral("not kept"));
        QCOMPARE(text(model, 1, Column::Retention), QStringLiteral("all kept"));
        QCOMPARE(text(model, 2, Column::Retention), QStringLiteral("30 days, newest 200"));
        QCOMPARE(text(model, 3, Column::Retention), QStringLiteral("1 day"));
        QVERIFY(model.index(0, 0).data(Role::Locked).toBool());
        QCOMPARE(tone(model, 0, Column::Locked), Tone::Warning);
        QVERIFY(!model.index(1, 0).data(Role::Locked).toBool());
    }

    void sanctionsAreShown()
    {
        SanctionRows rows;
        AdminSanctionsModel model(rows);
        Sanction ban;
        ban.id = QStringLiteral("a");
        ban.pattern = QStringLiteral("10.0.0.0/8");
        ban.at = at(0);
        Sanction mute = ban;
        mute.id = QStringLiteral("b");
        mute.kind = Sanction::Kind::Mute;
        mute.subject = Sanction::Subject::Name;
        mute.until = at(600);
        rows.setAll({ban, mute});
        using Column = ui::SanctionColumn;
        verifyShape(model, static_cast<int>(Column::Count));
        QCOMPARE(text(model, 0, Column::Until), QStringLiteral("for good"));
        QCOMPARE(text(model, 1, Column::Until), timeText(at(600)));
        QVERIFY(cell(model, 0, Column::Until).data(Role::Sort).toLongLong() >
                cell(model, 1, Column::Until).data(Role::Sort).toLongLong());
        QCOMPARE(tone(model, 0, Column::Kind), Tone::Bad);
        QCOMPARE(tone(model, 1, Column::Kind), Tone::Warning);
        QCOMPARE(cell(model, 1, Column::Subject).data(Qt::ToolTipRole).toString(), QStringLiteral("By name"));
    }

    void auditAndLogGrow()
    {
        AuditTrail trail;
        AdminAuditModel audit(trail);
        ModelMirror auditMirror(audit);
        const Audit kick{at(1),
                         {QStringLiteral("u1"), QStringLiteral("ada")},
                         QStringLiteral("10.0.0.1"),
                         QStringLiteral("kick"),
                         QStringLiteral("bob"),
                         QStringLiteral("Enough."),
                         QStringLiteral("ok")};
        Audit refused = kick;
        refused.result = QStringLiteral("not_found");
        refused.detail.clear();
        trail.setAll({kick});
        trail.setAll({refused, kick});
        using Column = ui::AuditColumn;
        verifyShape(audit, static_cast<int>(Column::Count));
        QCOMPARE(text(audit, 1, Column::Target), QStringLiteral("bob: Enough."));
        QCOMPARE(text(audit, 0, Column::Target), QStringLiteral("bob"));
        QCOMPARE(tone(audit, 0, Column::Result), Tone::Warning);
        QVERIFY(!cell(audit, 0, Column::Result).data(Qt::ToolTipRole).toString().isEmpty());
        QVERIFY(auditMirror.isTrue());
        QCOMPARE(auditMirror.inserted, 2);

        LatestLines lines;
        AdminLogModel log(lines);
        ModelMirror logMirror(log);
        for (int i = 0; i < LatestLines::kMost / 100 + 3; ++i) {
            lines.append(QVector<LogLine>(
                100, {at(i), QStringLiteral("critical"), QStringLiteral("snug.net"), QString::number(i)}));
        }
        verifyShape(log, static_cast<int>(ui::LogColumn::Count));
        QCOMPARE(log.rowCount(), LatestLines::kMost);
        QCOMPARE(tone(log, 0, ui::LogColumn::Level), Tone::Bad);
        QCOMPARE(logMirror.removed, 300);
        QVERIFY(logMirror.isTrue());
    }

    void probesAndSettingsAreShown()
    {
        ProbeRows rows;
        AdminProbesModel probes(rows);
        rows.setAll({{QStringLiteral("store:write"), Status::Fail, 1.5, QStringLiteral("s"),
                      QStringLiteral("The disk is full."), at(0)},
                     {QStringLiteral("disk:free"), Status::Pass, 5e9, QStringLiteral("B"), {}, {}},
                     {QStringLiteral("hub:queue"), Status::Pass, 12, QStringLiteral("1"), {}, {}}});
        using Column = ui::ProbeColumn;
        verifyShape(probes, static_cast<int>(Column::Count));
        QCOMPARE(text(probes, 0, Column::Value), QStringLiteral("1.5 s"));
        QCOMPARE(text(probes, 1, Column::Value), QStringLiteral("5.0 GB"));
        QCOMPARE(text(probes, 2, Column::Value), QStringLiteral("12"));
        QCOMPARE(tone(probes, 0, Column::Status), Tone::Bad);
        QCOMPARE(tone(probes, 1, Column::Status), Tone::Good);

        SettingRows settings;
        AdminSettingsModel model(settings);
        settings.setAll({{QStringLiteral("port"), QStringLiteral("4777"), QStringLiteral("4777"),
                          QStringLiteral("Where it listens."), false},
                         {QStringLiteral("text-characters"), QStringLiteral("2000"), QStringLiteral("4000"),
                          QStringLiteral("Of a message."), true}});
        verifyShape(model, static_cast<int>(ui::SettingColumn::Count));
        QVERIFY(!model.index(0, 0).data(Role::Changeable).toBool());
        QVERIFY(model.index(1, 0).data(Role::Changeable).toBool());
        QCOMPARE(text(model, 1, ui::SettingColumn::Value), QStringLiteral("2000"));
    }

    void instancesKnowWhichIsOurs()
    {
        ChatServer server;
        server.start();
        Session session(sessionOptions(server.address()));
        Administration administration(session);
        AdminInstancesModel model(administration);
        ModelMirror mirror(model);
        session.start();
        QTRY_VERIFY(session.isOnline());
        Instance first;
        first.id = QStringLiteral("i1");
        first.connections = 90;
        first.capacity = 100;
        Instance second = first;
        second.id = QStringLiteral("i2");
        second.draining = true;
        second.lagSeconds = 2;
        server.pushAll(protocol::AdminPush(Instances{{first, second}, QStringLiteral("i1")}));
        QTRY_COMPARE(model.rowCount(), 2);
        using Column = ui::InstanceColumn;
        verifyShape(model, static_cast<int>(Column::Count));
        QVERIFY(model.index(0, 0).data(Role::Mine).toBool());
        QVERIFY(!model.index(0, 0).data(Role::Draining).toBool());
        QVERIFY(model.index(1, 0).data(Role::Draining).toBool());
        QCOMPARE(text(model, 0, Column::Load), QStringLiteral("90 %"));
        QCOMPARE(tone(model, 0, Column::Load), Tone::Warning);
        QCOMPARE(tone(model, 1, Column::Lag), Tone::Bad);
        server.pushAll(protocol::AdminPush(Instances{{first, second}, QStringLiteral("i2")}));
        QTRY_VERIFY(model.index(1, 0).data(Role::Mine).toBool());
        QVERIFY(mirror.isTrue());
    }

    void figuresAreShort_data()
    {
        QTest::addColumn<QString>("is");
        QTest::addColumn<QString>("should");
        QTest::newRow("no rate") << rateText(0) << QStringLiteral("0");
        QTest::newRow("small rate") << rateText(0.04) << QStringLiteral("< 0.1");
        QTest::newRow("rate") << rateText(0.25) << QStringLiteral("0.3");
        QTest::newRow("big rate") << rateText(1'234.6) << QStringLiteral("1235");
        QTest::newRow("bytes") << bytesText(820) << QStringLiteral("820 B");
        QTest::newRow("kilobytes") << bytesText(8'200) << QStringLiteral("8.2 kB");
        QTest::newRow("span") << spanText(0.0004) << QStringLiteral("0.4 ms");
        QTest::newRow("long span") << spanText(12.3) << QStringLiteral("12 s");
        QTest::newRow("seconds") << durationText(59.9) << QStringLiteral("59 s");
        QTest::newRow("hours") << durationText(7'260) << QStringLiteral("2 h 1 min");
        QTest::newRow("days") << durationText(90'000) << QStringLiteral("1 d 1 h");
    }

    void figuresAreShort()
    {
        QFETCH(QString, is);
        QFETCH(QString, should);
        QCOMPARE(is, should);
    }
};

QTEST_GUILESS_MAIN(AdminModelsTest)
#include "tst_admin_models.moc"
