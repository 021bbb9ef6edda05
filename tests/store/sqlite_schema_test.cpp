// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/sqlite_schema.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

// Versions of the schema: files of older ones are brought up, of newer ones refused.
class SqliteSchemaTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;

    std::unique_ptr<SqliteConnection> connect()
    {
        auto opened = SqliteConnection::open(path_);
        if (!opened.ok()) {
            qFatal("%s", qPrintable(opened.error().reason));
        }
        return std::move(opened).value();
    }
    static QString valueOf(SqliteConnection& connection, const QString& sql)
    {
        const auto answer = connection.ask(sql);
        return answer.ok() ? answer->toString() : answer.error().reason;
    }
    QByteArray bytes() const
    {
        QFile file(path_);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static const std::vector<Migration>& threeSteps()
    {
        static const std::vector<Migration> steps{
            {QStringLiteral("CREATE TABLE a (x INTEGER)"), QStringLiteral("INSERT INTO a VALUES (1)")},
            {QStringLiteral("ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5")},
            {QStringLiteral("UPDATE a SET y = y + x"), QStringLiteral("CREATE TABLE b (z TEXT)")},
        };
        return steps;
    }
    static std::vector<Migration> firstSteps(std::ptrdiff_t count)
    {
        return {threeSteps().begin(), threeSteps().begin() + count};
    }
    // A store on a saved file of an older version.
    static Backend savedAs(const QString& name)
    {
        return {[name](const QString& folder) {
                    QFile dump(QStringLiteral(SNUG_STORE_DATA "/") + name);
                    const QString path = folder + QStringLiteral("/snug.db");
                    if (!QFile::exists(path) && dump.open(QIODevice::ReadOnly)) {
                        const auto opened = SqliteConnection::open(path);
                        for (const QString& line :
                             QString::fromUtf8(dump.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
                            if (!line.startsWith(QStringLiteral("--"))) {
                                if (const auto failed = (*opened)->run(line)) {
                                    qFatal("%s", qPrintable(failed->reason));
                                }
                            }
                        }
                    }
                    return sqliteIn(folder);
                },
                false, true};
    }

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(QStringLiteral("snug.db"));
    }

    void everyVersionComesToTheNewest()
    {
        for (int from = 0; from <= 3; ++from) {
            init();
            auto connection = connect();
            QVERIFY(!migrate(*connection, firstSteps(from)));
            connection = connect();
            QVERIFY(!checkSchema(*connection, threeSteps()));
            QVERIFY(!migrate(*connection, threeSteps()));
            QVERIFY(!migrate(*connection, threeSteps()));  // nothing to do
            QCOMPARE(valueOf(*connection, QStringLiteral("PRAGMA user_version")), QStringLiteral("3"));
            QCOMPARE(valueOf(*connection, QStringLiteral("SELECT y FROM a")), QStringLiteral("6"));
            QCOMPARE(valueOf(*connection, QStringLiteral("SELECT count(*) FROM b")), QStringLiteral("0"));
        }
    }

    void failedStepLeavesTheVersionBefore()
    {
        auto connection = connect();
        auto steps = firstSteps(2);
        steps.push_back(
            {QStringLiteral("UPDATE a SET y = 77"), QStringLiteral("INSERT INTO missing VALUES (1)")});
        const auto failed = migrate(*connection, steps);
        QVERIFY(failed);
        QVERIFY2(failed->reason.contains(QStringLiteral("to version 3")), qPrintable(failed->reason));
        QCOMPARE(valueOf(*connection, QStringLiteral("PRAGMA user_version")), QStringLiteral("2"));
        QCOMPARE(valueOf(*connection, QStringLiteral("SELECT y FROM a")), QStringLiteral("5"));
        QVERIFY(!migrate(*connection, threeSteps()));
        QCOMPARE(valueOf(*connection, QStringLiteral("SELECT y FROM a")), QStringLiteral("6"));
    }

    void stepThatLeavesDanglingRowsIsRefused()
    {
        auto connection = connect();
        const std::vector<Migration> steps{{QStringLiteral("CREATE TABLE p (id INTEGER PRIMARY KEY)"),
                                            QStringLiteral("CREATE TABLE c (p INTEGER REFERENCES p (id))"),
                                            QStringLiteral("INSERT INTO c VALUES (9)")}};
        const auto failed = migrate(*connection, steps);
        QVERIFY(failed);
        QCOMPARE(failed->code, ErrorCode::Corrupt);
        QCOMPARE(valueOf(*connection, QStringLiteral("PRAGMA user_version")), QStringLiteral("0"));
    }

    void newerSchemaIsRefusedAndUntouched()
    {
        {
            auto connection = connect();
            QVERIFY(!migrate(*connection, sqliteMigrations()));
            QVERIFY(!connection->run(
                QStringLiteral("PRAGMA user_version=%1").arg(sqliteMigrations().size() + 1)));
        }
        const QByteArray before = bytes();
        const auto opened = SqliteStore::open({path_, {}, std::chrono::days(90)}, {});
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::Unavailable);
        QVERIFY2(opened.error().reason.contains(QStringLiteral("newer version")),
                 qPrintable(opened.error().reason));
        QVERIFY(opened.error().reason.contains(path_));
        QCOMPARE(bytes(), before);
    }

    void databaseOfAnotherProgramIsRefusedAndUntouched()
    {
        {
            auto connection = connect();
            QVERIFY(!connection->run(QStringLiteral("CREATE TABLE bookmarks (url TEXT)")));
        }
        const QByteArray before = bytes();
        const auto opened = SqliteStore::open({path_, {}, std::chrono::days(90)}, {});
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().reason.contains(QStringLiteral("another program")),
                 qPrintable(opened.error().reason));
        QCOMPARE(bytes(), before);
    }

    void fileOfVersion1IsRead()
    {
        StoreHarness store(savedAs(QStringLiteral("version-1.sql")));
        QCOMPARE(store.get<RoomFacts>(OpenRoom{0, QStringLiteral("lobby"), {}, false}),
                 (RoomFacts{QStringLiteral("lobby"),
                            QStringLiteral("the new topic"),
                            true,
                            {QStringLiteral("epoch-of-lobby"), 3},
                            false}));
        const auto entries = store.get<Entries>(read(QStringLiteral("lobby"), 0, 0, 10, false)).entries;
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries[1], (protocol::LogEntry{QStringLiteral("lobby"),
                                                 2,
                                                 atMs(1'700'000'001'000),
                                                 {QStringLiteral("u-bob"), QStringLiteral("bob")},
                                                 protocol::EntryKind::Topic,
                                                 QStringLiteral("the new topic"),
                                                 QStringLiteral("n1")}));
        QCOMPARE(entries[2].text, QStringLiteral("größer"));
        QVERIFY(store
                    .get<Appended>(
                        say(QStringLiteral("lobby"), {}, QStringLiteral("n1"), 1, QStringLiteral("u-ada")))
                    .repeated);
        QCOMPARE(store.get<Appended>(say(QStringLiteral("lobby"), {}, QStringLiteral("n2"))).seq, 4u);
        QVERIFY(store.get<SessionFound>(FindSession{0, QByteArray("abcd"), {}}).person);
        QCOMPARE(store.get<RoomList>(ListRooms{0, {}, 10}).total, 2);
        store.get<Probed>(Probe{});
        // What later versions can do works on what was there before.
        for (const bool indexed : {false, true}) {
            if (indexed) {
                store.upkeep();
            }
            const Search search{0, QStringLiteral("lobby"), {QStringLiteral("gross")}, 0, 10};
            QCOMPARE(store.get<Found>(search).entries, (QVector<protocol::LogEntry>{entries[2]}));
        }
        QCOMPARE(store.get<Trimmed>(Trim{0, {}, 10, {}, 1}), (Trimmed{{}, false, 3}));
        QCOMPARE(store.get<Appended>(
                     say(QStringLiteral("lobby"), {}, QStringLiteral("n1"), 1, QStringLiteral("u-ada"))),
                 (Appended{1, atMs(1'700'000'000'000), true}));
        store.close();
        QCOMPARE(store.trouble(), QString());
    }

    void fileOfVersion4IsRead()
    {
        StoreHarness store(savedAs(QStringLiteral("version-4.sql")));
        const QString lobby = QStringLiteral("lobby");
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(store.get<RoomFacts>(OpenRoom{0, lobby, {}, false}),
                     (RoomFacts{lobby,
                                QStringLiteral("the new topic"),
                                true,
                                {QStringLiteral("epoch-of-lobby"), 5},
                                false}));
            QCOMPARE(store.get<Entries>(read(lobby, 0, 0, 10, false)).entries.size(), 4);
            QCOMPARE(store.get<Entries>(read(QStringLiteral("den"), 0, 0, 10, false)).entries.size(), 1);
            QCOMPARE(store.get<RoomList>(ListRooms{0, {}, 10}).total, 3);
            QVERIFY(store.get<Appended>(say(lobby, {}, QStringLiteral("n1"), 1, QStringLiteral("u-ada")))
                        .repeated);
            // 'the old topic', 'größer', 'größer als'; 'the new topic', which is fresh at first.
            QCOMPARE(store.get<RoomSizes>(MeasureRooms{0, {lobby, QStringLiteral("den")}}),
                     (RoomSizes{{{lobby, 4, 13 + 8 + 12 + 13 + 4 * kEntryBytes},
                                 {QStringLiteral("den"), 1, 6 + kEntryBytes}}}));
            const Search search{0, lobby, {QStringLiteral("gross")}, 0, 10};
            QCOMPARE(store.get<Found>(search).entries.size(), 2);
            store.reopen();
            store.upkeep();
        }
        store.get<RoomFacts>(ClearRoom{0, lobby});
        store.upkeep();
        QVERIFY(store.get<Entries>(read(lobby, 0, 0, 10, false)).entries.isEmpty());
        QCOMPARE(store.get<Facts>(ListFacts{}), Facts{});
        store.get<base::Done>(PutFact{0, QStringLiteral("owner"), "ada", QByteArray()});
        QCOMPARE(store.get<Facts>(ListFacts{}), (Facts{{{QStringLiteral("owner"), "ada"}}}));
        store.close();
        QCOMPARE(store.trouble(), QString());
    }

    // Nothing but old entries that went is written down for late resends, and only as long as it counts.
    void noncesOfTrimmedEntriesAreBounded()
    {
        StoreHarness store({[](const QString& folder) { return sqliteIn(folder); }, false, true});
        const QString room = QStringLiteral("lobby");
        std::vector<Operation> batch{create(room)};
        for (int count = 1; count <= kNonceMemory + 50; ++count) {
            batch.emplace_back(say(room, {}, count % 2 == 0 ? QString() : QString::number(count)));
        }
        store.run(std::move(batch));
        for (bool more = true; more;) {
            more = store.get<Trimmed>(Trim{0, {}, 10, {}, 10}).more;
        }
        QVERIFY(!store.get<Appended>(say(room, {}, QStringLiteral("49"))).repeated);  // long ago
        QVERIFY(store.get<Appended>(say(room, {}, QStringLiteral("53"))).repeated);
        store.get<Trimmed>(Trim{0, {}, 10, {}, 10});
        QCOMPARE(store.get<RoomFacts>(OpenRoom{0, room, {}, false}).head.seq, quint64{kNonceMemory + 51});
        path_ = store.folder() + QStringLiteral("/snug.db");
        store.close();
        auto connection = connect();
        QCOMPARE(valueOf(*connection, QStringLiteral("SELECT min(seq) FROM trimmed_nonce")),
                 QStringLiteral("53"));
        QCOMPARE(valueOf(*connection, QStringLiteral("SELECT count(*) FROM trimmed_nonce")),
                 QString::number((kNonceMemory - 10) / 2));
    }

    void commitsWaitForTheDisk()
    {
        auto connection = connect();
        QVERIFY(!connection->prepareWriting({}));
        const QMap<QString, QString> settings{{QStringLiteral("journal_mode"), QStringLiteral("wal")},
                                              {QStringLiteral("synchronous"), QStringLiteral("2")},
                                              {QStringLiteral("foreign_keys"), QStringLiteral("1")},
                                              {QStringLiteral("busy_timeout"), QStringLiteral("5000")},
                                              {QStringLiteral("mmap_size"), QStringLiteral("0")},
                                              {QStringLiteral("trusted_schema"), QStringLiteral("0")}};
        for (auto setting = settings.cbegin(); setting != settings.cend(); ++setting) {
            QCOMPARE(valueOf(*connection, QStringLiteral("PRAGMA ") + setting.key()), setting.value());
        }
    }
};

QTEST_GUILESS_MAIN(SqliteSchemaTest)
#include "sqlite_schema_test.moc"
