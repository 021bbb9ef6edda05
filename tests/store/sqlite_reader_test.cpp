// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"
#include "store/sqlite_reader.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

namespace {

const QString kRoom = QStringLiteral("lobby");

// Reads the file in the folder of another harness.
Backend readerOf(const QString& path)
{
    return {[path](const QString&) -> StoreFactory {
                return [path](Store::Sink sink) { return SqliteReader::open(path, std::move(sink)); };
            },
            false, true};
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

// A file that a server uses, read beside it.
class SqliteReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsCommittedIsSeen()
    {
        StoreHarness server({sqliteIn, false, true});
        const auto made = server.get<RoomFacts>(create(kRoom));
        StoreHarness reader(readerOf(server.folder() + QStringLiteral("/snug.db")));
        for (quint64 seq = 1; seq <= 50; ++seq) {
            server.run({say(kRoom, QStringLiteral("größer"), QString::number(seq)),
                        SaveSession{0, QByteArray::number(seq), {QStringLiteral("u"), {}}, atMs(5)}});
            const auto all = reader.run({ListRooms{0, {}, 10}, read(kRoom, 0, 0, 100, false),
                                         ListSessions{0, {}, 100}, OpenRoom{0, kRoom, {}, false}});
            QCOMPARE(std::get<RoomList>(*all[0]).rooms.first().head,
                     (protocol::Position{made.head.epoch, seq}));
            QCOMPARE(std::get<Entries>(*all[1]).entries.size(), static_cast<qsizetype>(seq));
            QCOMPARE(std::get<SessionPage>(*all[2]).sessions.size(), static_cast<qsizetype>(seq));
            QCOMPARE(std::get<RoomFacts>(*all[3]).head.seq, seq);
        }
        reader.close();
        server.close();
        QCOMPARE(reader.trouble() + server.trouble(), QString());
    }

    // Whether a server has it open or not, and nothing can be written through it.
    void nothingIsWritten()
    {
        StoreHarness server({sqliteIn, false, true});
        server.run({create(kRoom), say(kRoom, QStringLiteral("hi"), {})});
        const QString path = server.folder() + QStringLiteral("/snug.db");
        for (int round = 0; round < 2; ++round) {
            const QByteArray before = bytesOf(path);
            const QByteArray log = bytesOf(path + QStringLiteral("-wal"));
            StoreHarness reader(readerOf(path));
            QCOMPARE(reader.errorOf(create(QStringLiteral("other"))), ErrorCode::Unavailable);
            QCOMPARE(reader.errorOf(say(kRoom, QStringLiteral("hi"), {})), ErrorCode::Unavailable);
            QCOMPARE(reader.errorOf(Trim{0, {}, 10, {}, 1}), ErrorCode::Unavailable);
            QCOMPARE(reader.errorOf(SaveSession{0, QByteArray("x"), {}, {}}), ErrorCode::Unavailable);
            QCOMPARE(reader.errorOf(Probe{}), ErrorCode::Unavailable);
            QCOMPARE(reader.get<Entries>(read(kRoom, 0, 0, 10, true)).entries.size(), 1);
            reader.close();
            QCOMPARE(bytesOf(path), before);
            QCOMPARE(bytesOf(path + QStringLiteral("-wal")), log);
            server.close();
        }
        server.reopen();
        QCOMPARE(server.get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.seq, 1u);
    }

    void fileOfVersion1IsReadAsItIs()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.db"));
        {
            QFile dump(QStringLiteral(SNUG_STORE_DATA "/version-1.sql"));
            QVERIFY(dump.open(QIODevice::ReadOnly));
            const auto opened = SqliteConnection::open(path);
            for (const QString& line : QString::fromUtf8(dump.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
                QVERIFY(line.startsWith(QStringLiteral("--")) || !(*opened)->run(line));
            }
        }
        const QByteArray before = bytesOf(path);
        StoreHarness reader(readerOf(path));
        QCOMPARE(reader.get<RoomList>(ListRooms{0, {}, 10}).total, 2);
        QCOMPARE(reader.get<Entries>(read(kRoom, 0, 0, 10, true)).entries.size(), 3);
        const auto sessions = reader.get<SessionPage>(ListSessions{0, {}, 10}).sessions;
        QCOMPARE(sessions.size(), 1);
        QCOMPARE(sessions.first().tokenHash, QByteArray("abcd"));
        reader.close();
        QCOMPARE(bytesOf(path), before);
    }

    void whatIsNoFileOfOursIsRefused()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("snug.db"));
        const auto reason = [&path] {
            const auto opened = SqliteReader::open(path, {});
            return opened.ok() ? QString() : opened.error().reason;
        };
        QVERIFY2(reason().contains(path), qPrintable(reason()));
        QVERIFY(!QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY2(reason().contains(QStringLiteral("empty")), qPrintable(reason()));
        file.write(QByteArray("this is no database\n").repeated(1'000));
        file.close();
        QVERIFY2(reason().contains(QStringLiteral("not a database")), qPrintable(reason()));
    }
};

QTEST_GUILESS_MAIN(SqliteReaderTest)
#include "sqlite_reader_test.moc"
