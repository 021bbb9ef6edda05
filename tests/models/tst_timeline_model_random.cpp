// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <random>

#include "client/client_fixture.h"
#include "models/model_mirror.h"
#include "models/timeline_model.h"
#include "models/timeline_words.h"

using namespace snug;
using namespace snug::client;
using namespace snug::models;
using namespace snug::tests;

namespace {

// A room to which random things happen.
class RandomRoom {
public:
    explicit RandomRoom(std::mt19937& engine)
        : engine_(engine)
    {
        for (int i = 0; i < 60; ++i) {
            say();
        }
        room.joined(joinedAt(60));
        room.setPhase(RoomPhase::Live);
    }

    void step()
    {
        switch (lot(8)) {
            case 0:
                return miss(lot(6));
            case 1:
                return pageBack();
            case 2:
                return room.putPending(outgoing(QStringLiteral("p%1").arg(++nonces_), now_));
            case 3:
                return changePending();
            case 4:
                return endPending();
            case 5:
                return room.setReading(lot(2) == 0);
            default:
                room.arrived(say());
        }
    }

    RoomState room{kRoom, kSelf};

private:
    int lot(int below) { return static_cast<int>(engine_() % static_cast<quint32>(below)); }

    protocol::LogEntry say()
    {
        const QStringList users{kSelf.person.user, QStringLiteral("bob"), QStringLiteral("eve")};
        now_ += std::chrono::minutes(lot(20) == 0 ? 400 : lot(4));
        const auto kind = lot(10) == 0 ? protocol::EntryKind::Topic : protocol::EntryKind::Message;
        log_.append(entryOf(static_cast<quint64>(log_.size()) + 1, users.at(lot(3)), now_, kind));
        return log_.last();
    }

    void miss(int count)
    {
        for (int i = 0; i < count; ++i) {
            say();
        }
        const quint64 from = room.head()->seq;
        room.setPhase(RoomPhase::CatchingUp);
        const auto start = room.joined(joinedAt(static_cast<quint64>(log_.size()), count > 3));
        for (auto i = static_cast<qsizetype>(from); start == RoomState::Start::Resumed && i < log_.size();
             ++i) {
            room.arrived(log_.at(i));
        }
        room.setPhase(RoomPhase::Live);
    }

    void pageBack()
    {
        if (room.olderThere()) {
            const auto end = static_cast<qsizetype>(room.liveFirst()) - 1;
            const auto first = std::max<qsizetype>(0, end - 1 - lot(10));
            room.olderArrived({kRoom, QStringLiteral("e"), log_.mid(first, end - first), first > 0});
        }
    }

    void changePending()
    {
        if (!room.pending().isEmpty()) {
            Outgoing message = room.pending().at(lot(static_cast<int>(room.pending().size())));
            message.state = lot(2) == 0 ? OutgoingState::Sending : OutgoingState::Failed;
            room.putPending(message);
        }
    }

    void endPending()
    {
        if (room.pending().isEmpty()) {
            return;
        }
        const Outgoing message = room.pending().at(lot(static_cast<int>(room.pending().size())));
        if (lot(3) == 0) {
            room.dropPending(message.nonce);
            return;
        }
        protocol::LogEntry entry = entryOf(static_cast<quint64>(log_.size()) + 1, kSelf.person.user, now_);
        entry.nonce = message.nonce;
        log_.append(entry);
        room.arrived(entry);
    }

    std::mt19937& engine_;
    QVector<protocol::LogEntry> log_;
    base::WallTime now_ = local(1, 12, 0);
    int nonces_ = 0;
};

}  // namespace

class TimelineModelRandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomAgainstThePlainModel()
    {
        std::mt19937 engine(testSeed());
        for (int round = 0; round < 10; ++round) {
            RandomRoom random(engine);
            TimelineModel model(random.room);
            ModelMirror mirror(model);
            for (int step = 0; step < 300; ++step) {
                random.step();
                QCOMPARE(wordsOf(model), expectedWords(random.room));
                QVERIFY(mirror.isTrue());
            }
            QCOMPARE(mirror.resets, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TimelineModelRandomTest)
#include "tst_timeline_model_random.moc"
