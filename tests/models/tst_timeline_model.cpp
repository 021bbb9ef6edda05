// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/model_mirror.h"
#include "models/timeline_model.h"
#include "models/timeline_words.h"

using namespace snug;
using namespace snug::client;
using namespace snug::models;
using namespace snug::tests;
using ui::MessageState;
namespace Role = ui::TimelineRole;

class TimelineModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsByAuthorTimeAndDay()
    {
        RoomState room(kRoom, kSelf);
        room.joined(joinedAt(0));
        TimelineModel model(room);
        ModelMirror mirror(model);
        room.setPhase(RoomPhase::Live);
        room.setReading(true);
        room.arrived(entryOf(1, QStringLiteral("bob"), local(1, 10, 0)));
        room.arrived(entryOf(2, QStringLiteral("bob"), local(1, 10, 4)));
        room.arrived(entryOf(3, QStringLiteral("bob"), local(1, 10, 10)));
        room.arrived(entryOf(4, QStringLiteral("eve"), local(1, 10, 10)));
        room.arrived(entryOf(5, QStringLiteral("eve"), local(1, 10, 10), protocol::EntryKind::Topic));
        room.arrived(entryOf(6, QStringLiteral("eve"), local(1, 10, 11)));
        room.arrived(entryOf(7, QStringLiteral("eve"), local(2, 0, 0)));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 M3* M4* T5 M6* D M7*"));
        QCOMPARE(mirror.inserted, 9);
        QCOMPARE(mirror.removed + mirror.resets + mirror.changed, 0);
        const QModelIndex row = model.index(2, 0);
        QCOMPARE(row.data(Role::Author).toString(), QStringLiteral("bob"));
        QCOMPARE(row.data(Role::AuthorId).toString(), QStringLiteral("bob"));
        QCOMPARE(row.data(Role::Text).toString(), QStringLiteral("text2"));
        QCOMPARE(row.data(Role::At).toDateTime(), QDateTime(QDate(2026, 3, 1), QTime(10, 4)));
        QCOMPARE(row.data(Role::Own).toBool(), false);
        QCOMPARE(model.index(0, 0).data(Role::At).toDateTime().date(), QDate(2026, 3, 1));
        QVERIFY(!row.data(Qt::DecorationRole).isValid());
        QVERIFY(mirror.isTrue());
    }

    void ownMessageKeepsItsRow()
    {
        RoomState room(kRoom, kSelf);
        room.joined(joinedAt(0));
        room.setPhase(RoomPhase::Live);
        TimelineModel model(room);
        room.arrived(entryOf(1, QStringLiteral("me"), local(1, 9, 59)));
        ModelMirror mirror(model);
        room.putPending(outgoing(QStringLiteral("n2"), local(1, 10, 0)));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* Qn2"));
        room.putPending(outgoing(QStringLiteral("n2"), local(1, 10, 0), OutgoingState::Sending));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* Sn2"));
        QVERIFY(model.index(2, 0).data(Role::Own).toBool());
        room.arrived(entryOf(2, QStringLiteral("me"), local(1, 10, 1)));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2"));
        QCOMPARE(mirror.inserted, 1);
        QCOMPARE(mirror.removed, 0);
        QCOMPARE(mirror.changed, 2);
        QCOMPARE(model.index(2, 0).data(Role::State).toInt(), static_cast<int>(MessageState::Stored));
        room.putPending(outgoing(QStringLiteral("bad"), local(1, 10, 2), OutgoingState::Failed));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 Fbad"));
        QVERIFY(!model.index(3, 0).data(Role::FailureReason).toString().isEmpty());
        room.dropPending(QStringLiteral("bad"));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2"));
        QVERIFY(mirror.isTrue());
    }

    void newLineAndGapAndLoading()
    {
        RoomState room(kRoom, kSelf);
        room.joined(joinedAt(2));
        room.olderArrived({kRoom,
                           QStringLiteral("e"),
                           {entryOf(1, QStringLiteral("bob"), local(1, 10, 0)),
                            entryOf(2, QStringLiteral("bob"), local(1, 10, 0))},
                           false});
        room.setPhase(RoomPhase::Live);
        TimelineModel model(room);
        ModelMirror mirror(model);
        room.arrived(entryOf(3, QStringLiteral("bob"), local(1, 10, 1)));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 N M3*"));
        room.setReading(true);
        room.arrived(entryOf(4, QStringLiteral("bob"), local(1, 10, 1)));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 N M3* M4"));
        room.setReading(false);
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 M3 M4"));
        room.setReading(true);
        room.setPhase(RoomPhase::CatchingUp);
        room.joined(joinedAt(9, true));
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 M3 M4 G"));
        room.olderArrived({kRoom,
                           QStringLiteral("e"),
                           {entryOf(8, QStringLiteral("bob"), local(1, 10, 2)),
                            entryOf(9, QStringLiteral("bob"), local(1, 10, 2))},
                           true});
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 M3 M4 G M8* M9"));
        model.setLoading(true);
        QCOMPARE(wordsOf(model), QStringLiteral("L D M1* M2 M3 M4 G M8* M9"));
        model.setLoading(false);
        room.olderArrived({kRoom,
                           QStringLiteral("e"),
                           {entryOf(5, QStringLiteral("bob"), local(1, 10, 1)),
                            entryOf(6, QStringLiteral("bob"), local(1, 10, 1)),
                            entryOf(7, QStringLiteral("bob"), local(1, 10, 1))},
                           true});
        QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 M3 M4 N M5* M6 M7 M8 M9"));
        QCOMPARE(mirror.resets, 0);
        QVERIFY(mirror.isTrue());
    }

    void entriesHaveARowWhileTheyAreLoaded()
    {
        for (const bool sameLog : {true, false}) {
            RoomState room(kRoom, kSelf);
            room.joined(joinedAt(2));
            room.olderArrived({kRoom,
                               QStringLiteral("e"),
                               {entryOf(1, QStringLiteral("bob"), local(1, 10, 0)),
                                entryOf(2, QStringLiteral("bob"), local(1, 10, 0))},
                               false});
            TimelineModel model(room);
            QCOMPARE(model.rowOf(1).row(), 1);
            auto joined = joinedAt(9, true);
            joined.head.epoch = sameLog ? QStringLiteral("e") : QStringLiteral("other");
            room.joined(joined);
            room.olderArrived(
                {kRoom, joined.head.epoch, {entryOf(9, QStringLiteral("bob"), local(1, 10, 2))}, true});
            room.putPending(outgoing(QStringLiteral("mine"), local(1, 10, 3)));
            QCOMPARE(wordsOf(model), QStringLiteral("D M1* M2 G M9* Qmine*"));
            QCOMPARE(model.rowOf(9).row(), 4);
            QVERIFY(!model.rowOf(5).isValid());
            QVERIFY(!model.rowOf(0).isValid());
            // Of another log that number is another entry.
            QCOMPARE(model.rowOf(2).isValid(), sameLog);
        }
    }

    void olderPageInsertsOnlyItself()
    {
        RoomState room(kRoom, kSelf);
        room.joined(joinedAt(100));
        const auto page = [](quint64 from, quint64 to) {
            protocol::HistoryPage history{kRoom, QStringLiteral("e"), {}, true};
            for (quint64 seq = from; seq <= to; ++seq) {
                history.entries.append(entryOf(seq, QStringLiteral("bob"), local(1, 10, 0)));
            }
            return history;
        };
        room.olderArrived(page(51, 100));
        TimelineModel model(room);
        ModelMirror mirror(model);
        room.olderArrived(page(1, 50));
        QCOMPARE(mirror.inserted, 50);
        QCOMPARE(mirror.removed, 0);
        QCOMPARE(mirror.changed, 1);  // number 51 is no longer the first of its group
        QVERIFY(mirror.isTrue());
    }

    void identityChangeChangesWhoseItIs()
    {
        RoomState room(kRoom, kSelf);
        room.joined(joinedAt(0));
        room.arrived(entryOf(1, QStringLiteral("me"), local(1, 10, 0)));
        TimelineModel model(room);
        ModelMirror mirror(model);
        room.setSelf({{QStringLiteral("new"), QStringLiteral("ada")}, {}});
        QVERIFY(!model.index(1, 0).data(Role::Own).toBool());
        room.setSelf({{QStringLiteral("new"), QStringLiteral("ada")}, {QStringLiteral("me")}});
        QVERIFY(model.index(1, 0).data(Role::Own).toBool());
        QVERIFY(mirror.isTrue());
    }

    void appendingIsQuickWhateverIsThere()
    {
        RoomState room(kRoom, kSelf);
        room.joined(joinedAt(0));
        room.setPhase(RoomPhase::Live);
        room.setReading(true);
        TimelineModel model(room);
        int told = 0;
        connect(&model, &TimelineModel::rowsInserted, this, [&told] { ++told; });
        for (quint64 seq = 1; seq <= 20'000; ++seq) {
            room.arrived(entryOf(seq, QStringLiteral("bob"), local(1, 10, 0)));
        }
        QVERIFY(told >= 20'000);
        QVERIFY(model.rowCount() <= Timeline::kLive + 210);
    }
};

QTEST_GUILESS_MAIN(TimelineModelTest)
#include "tst_timeline_model.moc"
