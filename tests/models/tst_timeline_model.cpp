// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <random>

#include "client/client_fixture.h"
#include "models/model_mirror.h"
#include "models/timeline_model.h"

using namespace snug;
using namespace snug::client;
using namespace snug::models;
using namespace snug::tests;
using namespace std::chrono_literals;
using ui::MessageState;
using ui::TimelineKind;
namespace Role = ui::TimelineRole;

namespace {

const QString kRoom = QStringLiteral("lobby");
const Self kSelf{{QStringLiteral("me"), QStringLiteral("ada")}, {}};

base::WallTime local(int day, int hour, int minute)
{
    const QDateTime at(QDate(2026, 3, day), QTime(hour, minute));
    return base::WallTime(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
}

protocol::LogEntry entryOf(quint64 seq, const QString& user, base::WallTime at,
                           protocol::EntryKind kind = protocol::EntryKind::Message)
{
    const QString nick = user == kSelf.person.user ? kSelf.person.nick : user;
    return {kRoom,
            seq,
            at,
            {user, nick},
            kind,
            QStringLiteral("text%1").arg(seq),
            QStringLiteral("n%1").arg(seq)};
}

protocol::Joined joinedAt(quint64 seq, bool gap = false)
{
    protocol::Joined joined;
    joined.room = kRoom;
    joined.head = {QStringLiteral("e"), seq};
    joined.gap = gap;
    return joined;
}

Outgoing outgoing(const QString& nonce, base::WallTime at, OutgoingState state = OutgoingState::Queued)
{
    Outgoing message{kRoom, QStringLiteral("mine"), nonce, at, state, {}, 0};
    if (state == OutgoingState::Failed) {
        message.error = protocol::makeError(protocol::ErrorCode::TooLong);
    }
    return message;
}

// One word a row: "D" day, "N" new, "G" gap, "L" loading, "T5" topic, "M5" message (with * first of its
// group), "Qn9"/"Sn9"/"Fn9" pending.
QString wordOf(const QAbstractItemModel& model, int row)
{
    const QModelIndex index = model.index(row, 0);
    const quint64 seq = index.data(Role::Seq).toULongLong();
    const QString star = index.data(Role::FirstOfGroup).toBool() ? QStringLiteral("*") : QString();
    switch (static_cast<TimelineKind>(index.data(Role::Kind).toInt())) {
        case TimelineKind::Day:
            return QStringLiteral("D");
        case TimelineKind::NewMarker:
            return QStringLiteral("N");
        case TimelineKind::Gap:
            return QStringLiteral("G");
        case TimelineKind::Loading:
            return QStringLiteral("L");
        case TimelineKind::Topic:
            return QStringLiteral("T%1").arg(seq);
        case TimelineKind::Message:
            break;
        default:
            return QStringLiteral("?");
    }
    if (seq > 0) {
        return QStringLiteral("M%1").arg(seq) + star;
    }
    const QString letter = QStringLiteral("?QSF").at(index.data(Role::State).toInt());
    return letter + index.data(Role::Nonce).toString() + star;
}

QString wordsOf(const QAbstractItemModel& model)
{
    QStringList words;
    for (int i = 0; i < model.rowCount(); ++i) {
        words.append(wordOf(model, i));
    }
    return words.join(u' ');
}

QDate dateOf(base::WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
}

// The same, said in the plainest way from the room's state.
QString expectedWords(const RoomState& room)
{
    struct Line {
        base::WallTime at;
        QString user;
        QString word;
    };
    QStringList words;
    std::optional<Line> before;  // the message right above, if nothing stands between
    QDate day;
    const auto separate = [&](const QString& word) {
        words.append(word);
        before.reset();
    };
    const auto message = [&](const Line& line) {
        const bool follows = before && before->user == line.user && line.at - before->at <= 5min;
        words.append(line.word + (follows ? QString() : QStringLiteral("*")));
        before = line;
    };
    const auto& entries = room.timeline().entries();
    bool marked = false;
    for (int i = 0; i < entries.size(); ++i) {
        const auto& entry = entries.at(i);
        const bool live = i >= room.timeline().liveBegin();
        if (room.timeline().hasGap() && i == room.timeline().liveBegin()) {
            separate(QStringLiteral("G"));
        }
        if (dateOf(entry.at) != day) {
            day = dateOf(entry.at);
            separate(QStringLiteral("D"));
        }
        const quint64 newFrom = room.unread().newFrom();
        if (live && !marked && newFrom > 0 && newFrom == entry.seq) {
            marked = true;
            separate(QStringLiteral("N"));
        }
        if (entry.kind == protocol::EntryKind::Topic) {
            separate(QStringLiteral("T%1").arg(entry.seq));
        } else {
            message({entry.at, entry.from.user, QStringLiteral("M%1").arg(entry.seq)});
        }
    }
    if (room.timeline().hasGap() && room.timeline().liveBegin() == entries.size()) {
        separate(QStringLiteral("G"));
    }
    for (const Outgoing& pending : room.pending()) {
        if (dateOf(pending.queuedAt) != day) {
            day = dateOf(pending.queuedAt);
            separate(QStringLiteral("D"));
        }
        const QString letter = pending.state == OutgoingState::Queued    ? QStringLiteral("Q")
                               : pending.state == OutgoingState::Sending ? QStringLiteral("S")
                                                                         : QStringLiteral("F");
        message({pending.queuedAt, QStringLiteral("me"), letter + pending.nonce});
    }
    return words.join(u' ');
}

}  // namespace

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

    void randomAgainstThePlainModel()
    {
        std::mt19937 engine(testSeed());
        const auto lot = [&engine](int below) {
            return static_cast<int>(engine() % static_cast<quint32>(below));
        };
        const QStringList users{QStringLiteral("me"), QStringLiteral("bob"), QStringLiteral("eve")};
        for (int round = 0; round < 10; ++round) {
            QVector<protocol::LogEntry> log;
            base::WallTime now = local(1, 12, 0);
            int nonces = 0;
            const auto say = [&] {
                now += std::chrono::minutes(lot(20) == 0 ? 400 : lot(4));
                const auto kind = lot(10) == 0 ? protocol::EntryKind::Topic : protocol::EntryKind::Message;
                log.append(entryOf(static_cast<quint64>(log.size()) + 1, users.at(lot(3)), now, kind));
                return log.last();
            };
            for (int i = 0; i < 60; ++i) {
                say();
            }
            RoomState room(kRoom, kSelf);
            room.joined(joinedAt(60));
            room.setPhase(RoomPhase::Live);
            TimelineModel model(room);
            ModelMirror mirror(model);
            for (int step = 0; step < 400; ++step) {
                switch (lot(8)) {
                    case 0: {  // missed some
                        const int missed = lot(6);
                        for (int i = 0; i < missed; ++i) {
                            say();
                        }
                        const bool gap = missed > 3;
                        const quint64 from = room.head()->seq;
                        room.setPhase(RoomPhase::CatchingUp);
                        if (room.joined(joinedAt(static_cast<quint64>(log.size()), gap)) ==
                            RoomState::Start::Resumed) {
                            for (auto i = static_cast<qsizetype>(from); i < log.size(); ++i) {
                                room.arrived(log.at(i));
                            }
                        }
                        room.setPhase(RoomPhase::Live);
                        break;
                    }
                    case 1:
                        if (room.olderThere()) {
                            const auto end = static_cast<qsizetype>(room.liveFirst()) - 1;
                            const auto first = std::max<qsizetype>(0, end - 1 - lot(10));
                            room.olderArrived(
                                {kRoom, QStringLiteral("e"), log.mid(first, end - first), first > 0});
                        }
                        break;
                    case 2:
                        room.putPending(outgoing(QStringLiteral("p%1").arg(++nonces), now));
                        break;
                    case 3:
                        if (!room.pending().isEmpty()) {
                            Outgoing message =
                                room.pending().at(lot(static_cast<int>(room.pending().size())));
                            message.state = lot(2) == 0 ? OutgoingState::Sending : OutgoingState::Failed;
                            room.putPending(message);
                        }
                        break;
                    case 4:
                        if (!room.pending().isEmpty()) {
                            const Outgoing message =
                                room.pending().at(lot(static_cast<int>(room.pending().size())));
                            if (lot(3) == 0) {
                                room.dropPending(message.nonce);
                            } else {  // stored
                                protocol::LogEntry entry =
                                    entryOf(static_cast<quint64>(log.size()) + 1, QStringLiteral("me"), now);
                                entry.from = kSelf.person;
                                entry.nonce = message.nonce;
                                log.append(entry);
                                room.arrived(entry);
                            }
                        }
                        break;
                    case 5:
                        room.setReading(lot(2) == 0);
                        break;
                    default:
                        room.arrived(say());
                }
                QCOMPARE(wordsOf(model), expectedWords(room));
                QVERIFY(mirror.isTrue());
            }
            QCOMPARE(mirror.resets, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TimelineModelTest)
#include "tst_timeline_model.moc"
