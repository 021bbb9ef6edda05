// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QMap>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/sqlite_fresh.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

namespace {

const QStringList kRooms{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")};

// A store with a copy of another's files, taken while that had them open: what is left after a crash.
Backend crashedCopyOf(const QString& folder)
{
    return {[folder](const QString& own) -> StoreFactory {
                for (const auto& end : {QStringLiteral("/snug.db"), QStringLiteral("/snug.db-wal")}) {
                    QFile::copy(folder + end, own + end);
                }
                return sqliteIn(own);
            },
            false, true};
}

// What the store must know: of each room its entries in order, and its topic.
class Model {
public:
    void add(const Append& said, const Appended& answer)
    {
        Room& room = rooms_[said.room];
        room.entries.append({said.room, answer.seq, answer.at, said.from, said.kind, said.text, said.nonce});
        if (said.kind == protocol::EntryKind::Topic) {
            room.topic = said.text;
        }
    }

    Entries expected(const Read& op) const
    {
        Entries answer;
        for (const protocol::LogEntry& entry : rooms_.value(op.room).entries) {
            if (entry.seq > op.after && (op.before == 0 || entry.seq < op.before)) {
                answer.entries.append(entry);
            }
        }
        answer.more = answer.entries.size() > op.limit;
        if (answer.more) {
            answer.entries = op.newest ? answer.entries.last(op.limit) : answer.entries.first(op.limit);
        }
        return answer;
    }

    quint64 headOf(const QString& room) const
    {
        return static_cast<quint64>(rooms_.value(room).entries.size());
    }
    QString topicOf(const QString& room) const
    {
        const QString set = rooms_.value(room).topic;
        return set.isEmpty() ? create(room).create->topic : set;
    }
    const QVector<protocol::LogEntry>& of(const QString& room) { return rooms_[room].entries; }

private:
    struct Room {
        QVector<protocol::LogEntry> entries;
        QString topic;
    };
    QMap<QString, Room> rooms_;
};

}  // namespace

// Entries are first fresh, then settled; nobody can tell which they are.
class SqliteFreshTest : public QObject {
    Q_OBJECT

private:
    static QString difference(StoreHarness& store, const Model& model, QRandomGenerator& random)
    {
        for (const QString& room : kRooms) {
            const quint64 head = model.headOf(room);
            const auto after = static_cast<quint64>(random.bounded(static_cast<int>(head) + 2));
            const auto before = static_cast<quint64>(random.bounded(static_cast<int>(head) + 3));
            for (const Read& op : {read(room, 0, 0, 10'000, false), read(room, 0, 0, 40, true),
                                   read(room, after, before, 1 + random.bounded(300), true),
                                   read(room, after, before, 1 + random.bounded(300), false)}) {
                auto answer = store.get<Entries>(op);
                answer.epoch.clear();
                if (answer != model.expected(op)) {
                    return QStringLiteral("room %1, %2 … %3 of %4, %5, newest %6")
                        .arg(room)
                        .arg(op.after)
                        .arg(op.before)
                        .arg(head)
                        .arg(op.limit)
                        .arg(op.newest);
                }
            }
        }
        const auto list = store.get<RoomList>(ListRooms{0, {}, 100});
        for (const RoomFacts& facts : list.rooms) {
            if (facts.head.seq != model.headOf(facts.room) || facts.topic != model.topicOf(facts.room)) {
                return QStringLiteral("room %1 is listed with %2 and %3, not %4 and %5")
                    .arg(facts.room, QString::number(facts.head.seq), facts.topic,
                         QString::number(model.headOf(facts.room)), model.topicOf(facts.room));
            }
        }
        return list.rooms.size() == kRooms.size() ? QString() : QStringLiteral("a room is missing");
    }

private Q_SLOTS:
    void nobodyCanTell()
    {
        const quint32 seed = qEnvironmentVariableIsSet("SNUG_TEST_SEED")
                                 ? qEnvironmentVariable("SNUG_TEST_SEED").toUInt()
                                 : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        StoreHarness store({sqliteIn, false, true});
        Model model;
        std::vector<Operation> rooms;
        for (const QString& room : kRooms) {
            rooms.emplace_back(create(room));
        }
        store.run(std::move(rooms));
        int number = 0;
        for (int round = 0; round < 40; ++round) {
            std::vector<Operation> batch;
            std::vector<Append> said;
            for (int count = random.bounded(700); count > 0; --count) {
                Append append = say(kRooms.at(random.bounded(4)), QStringLiteral("text %1").arg(number),
                                    random.bounded(5) == 0 ? QString() : QString::number(number), number);
                append.kind =
                    random.bounded(50) == 0 ? protocol::EntryKind::Topic : protocol::EntryKind::Message;
                ++number;
                said.push_back(append);
                batch.emplace_back(append);
            }
            const auto answers = store.run(std::move(batch));
            for (std::size_t i = 0; i < said.size(); ++i) {
                QVERIFY(answers[i].ok());
                model.add(said[i], std::get<Appended>(*answers[i]));
            }
            QCOMPARE(difference(store, model, random), QString());
            if (round % 8 == 3) {
                StoreHarness crashed(crashedCopyOf(store.folder()));
                QCOMPARE(difference(crashed, model, random), QString());
                crashed.close();
                QCOMPARE(crashed.trouble(), QString());
            } else if (round % 8 == 7) {
                store.reopen();
            }
        }
        QVERIFY(number > 2 * static_cast<int>(SqliteFresh::kEntries));
        store.close();
        QCOMPARE(store.trouble(), QString());
    }

    void noncesAreKnownOnBothSides()
    {
        StoreHarness store({sqliteIn, false, true});
        store.run({create(kRooms.first())});
        constexpr int kMessages = static_cast<int>(SqliteFresh::kEntries) + 300;
        const auto batch = [] {
            std::vector<Operation> all;
            for (int number = 1; number <= kMessages; ++number) {
                all.emplace_back(say(kRooms.first(), QStringLiteral("hi"), QString::number(number)));
            }
            return all;
        };
        // In two batches, so that one begins when the first has made the table full.
        auto first = batch();
        std::vector<Operation> rest(first.begin() + SqliteFresh::kEntries, first.end());
        first.resize(SqliteFresh::kEntries);
        store.run(std::move(first));
        store.run(std::move(rest));
        for (int round = 0; round < 2; ++round) {
            const auto again = store.run(batch());
            for (std::size_t i = 0; i < again.size(); ++i) {
                const auto answer = std::get<Appended>(*again[i]);
                QVERIFY(answer.repeated);
                QCOMPARE(answer.seq, quint64{i} + 1);
            }
            store.reopen();
        }
        store.close();
        QCOMPARE(store.trouble(), QString());
    }

    // Large texts settle by their bytes, long before there are many.
    void largeTextsSettleEarlier()
    {
        StoreHarness store({sqliteIn, false, true});
        store.run({create(kRooms.first())});
        const QString large(200'000, u'x');
        const auto opened = SqliteConnection::openForReading(store.folder() + QStringLiteral("/snug.db"));
        QVERIFY(opened.ok());
        qint64 mostFresh = 0;
        for (int number = 0; number < 14; ++number) {
            store.run({say(kRooms.first(), large, QString::number(number))});
            const auto fresh = (*opened)->ask(QStringLiteral("SELECT count(*) FROM fresh"));
            QVERIFY(fresh.ok());
            mostFresh = std::max(mostFresh, fresh->toLongLong());
        }
        QCOMPARE(mostFresh, qint64{11});  // the eleventh makes 4 MiB full
        QCOMPARE(store.get<Entries>(read(kRooms.first(), 0, 0, 100, false)).entries.size(), 14);
        store.close();
        QCOMPARE(store.trouble(), QString());
    }
};

QTEST_GUILESS_MAIN(SqliteFreshTest)
#include "sqlite_fresh_test.moc"
