// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <csignal>

#include "store/sqlite_connection.h"
#include "support/snugd_process.h"
#include "support/terminal.h"
#include "support/test_client.h"

using namespace snug;
using namespace Qt::StringLiterals;
using test::SnugdProcess;
using test::TestClient;

namespace {

const QString kRoom = u"lobby"_s;

struct Run {
    int code = -1;
    QString out;
    QString err;
};

Run backup(const QStringList& arguments)
{
    QProcess command;
    command.start(QStringLiteral(SNUGD_PROGRAM), QStringList{u"backup"_s} + arguments);
    command.waitForFinished(60'000);
    return {command.exitCode(), QString::fromUtf8(command.readAllStandardOutput()),
            QString::fromUtf8(command.readAllStandardError())};
}

Run rehearse(const QString& copy)
{
    return backup({u"--rehearse"_s, copy});
}

// The only copy there.
QString copyIn(const QString& folder)
{
    const QStringList copies = QDir(folder).entryList({u"snug-*.db"_s}, QDir::Files);
    return copies.size() == 1 ? QDir(folder).filePath(copies.first()) : QString();
}

// What would show that it was touched: bytes, time, and what lies beside it.
struct Trace {
    QByteArray bytes;
    QDateTime changed;
    QStringList beside;
    friend bool operator==(const Trace&, const Trace&) = default;
};

Trace traceOf(const QString& copy)
{
    QFile file(copy);
    file.open(QIODevice::ReadOnly);
    const QFileInfo info(copy);
    return {file.readAll(), info.lastModified(),
            info.dir().entryList(QDir::AllEntries | QDir::NoDotAndDotDot)};
}

// A file as version 1 of the schema left it.
bool writeOldCopy(const QString& copy)
{
    QFile dump(QStringLiteral(SNUG_STORE_DATA "/version-1.sql"));
    const auto opened = store::SqliteConnection::open(copy);
    if (!dump.open(QIODevice::ReadOnly) || !opened.ok()) {
        return false;
    }
    for (const QString& line : QString::fromUtf8(dump.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u"--") && (*opened)->run(line)) {
            return false;
        }
    }
    return true;
}

bool enter(TestClient& client, quint16 port)
{
    return client.connectTo(port) && client.hello(u"ada"_s).ok() &&
           client.ask<protocol::Joined>(protocol::Join{kRoom, {}}).ok();
}

bool say(TestClient& client, const QString& text)
{
    return client.ask<protocol::Sent>(protocol::Send{kRoom, text, text}).ok();
}

}  // namespace

class TestBackup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRunningServerIsCopiedAndComesBack()
    {
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        TestClient ada;
        QVERIFY(enter(ada, snugd.port()));
        QVERIFY(say(ada, u"before"_s));
        const QTemporaryDir copies;
        const QDir folder(copies.filePath(u"deep/er"_s));
        const Run run = backup({u"--data"_s, snugd.folder(), u"--to"_s, folder.path()});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY2(run.out.contains(u"1 rooms, 1 messages"_s), qPrintable(run.out));
        QVERIFY2(run.err.contains(u"copying   [########################] 100 %"_s) &&
                     run.err.contains(u"checking  [########################] 100 %"_s) &&
                     run.err.contains(u"reading   [########################] 100 %, 1 of 1 rooms"_s),
                 qPrintable(run.err));
        QVERIFY(say(ada, u"after"_s));
        snugd.terminate();
        QCOMPARE(snugd.waitForEnd(), 0);

        // As the help tells it.
        const QStringList made = folder.entryList(QDir::Files);
        QCOMPARE(made.size(), 1);
        const QDir data(snugd.folder());
        for (const QString& file : {u"snug.db"_s, u"snug.db-wal"_s, u"snug.db-shm"_s}) {
            QFile::remove(data.filePath(file));
        }
        QVERIFY(QFile::copy(folder.filePath(made.first()), data.filePath(u"snug.db"_s)));
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        TestClient again;
        QVERIFY(enter(again, snugd.port()));
        const auto history = again.ask<protocol::HistoryPage>(protocol::History{kRoom, {}, 10});
        QVERIFY(history);
        QCOMPARE(history->entries.size(), 1);
        QCOMPARE(history->entries.first().text, u"before"_s);
        QVERIFY(say(again, u"on"_s));
    }

    void soManyCopiesStay()
    {
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        const QTemporaryDir copies;
        const QDir folder(copies.path());
        const QStringList others{u"snug-20200101T000000Z.db"_s, u"snug-20200102T000000Z.db"_s,
                                 u"snug-mine.db"_s, u"notes.txt"_s};
        for (const QString& name : others) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const Run run = backup({u"--data"_s, snugd.folder(), u"--to"_s, copies.path(), u"--keep"_s, u"2"_s});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        const QStringList left = folder.entryList(QDir::Files);
        QCOMPARE(left.size(), 4);
        QVERIFY(!left.contains(others[0]));  // the oldest copy
        QVERIFY(left.contains(others[1]) && left.contains(others[2]) && left.contains(others[3]));
        QVERIFY(run.out.contains(u"removed: "_s + folder.filePath(others[0])));
    }

    void howFarItIsIsDrawnOnATerminal()
    {
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        TestClient ada;
        QVERIFY(enter(ada, snugd.port()));
        const QTemporaryDir copies;
        test::Terminal terminal;
        QVERIFY(terminal.isOpen());
        QProcess command;
        terminal.showErrorsOf(command);
        command.start(QStringLiteral(SNUGD_PROGRAM),
                      {u"backup"_s, u"--data"_s, snugd.folder(), u"--to"_s, copies.path()});
        QVERIFY(command.waitForFinished(60'000));
        QCOMPARE(command.exitCode(), 0);
        const QString drawn = terminal.drawn();
        static const QRegularExpression whole(
            u"\rcopying   \\[#{24}\\] 100 %, .* of .*, .* a second\x1b\\[K\r?\n.*"
            "\rchecking  \\[#{24}\\] 100 %.*\rreading   \\[#{24}\\] 100 %, 1 of 1 rooms"_s,
            QRegularExpression::DotMatchesEverythingOption);
        QVERIFY2(whole.match(drawn).hasMatch() && drawn.endsWith(u'\n'), qPrintable(drawn));
    }

    void whatIsInterruptedLeavesNothing_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    // SQLite cannot be called back: it waits for what never comes, as it would for a slow disk.
    void whatIsInterruptedLeavesNothing()
    {
        QFETCH(const int, signal);
        const QTemporaryDir source;
        const QTemporaryDir copies;
        const QString pipe = source.filePath(u"snug.db"_s);
        QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
        const auto begun = [&] {
            return QDir(copies.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        };
        QProcess command;
        command.start(QStringLiteral(SNUGD_PROGRAM),
                      {u"backup"_s, u"--data"_s, source.path(), u"--to"_s, copies.path()});
        QTRY_COMPARE_WITH_TIMEOUT(begun().size(), 1, 60'000);
        ::kill(static_cast<pid_t>(command.processId()), signal);
        QVERIFY(command.waitForFinished(60'000));
        QCOMPARE(command.exitStatus(), QProcess::NormalExit);
        QCOMPARE(command.exitCode(), 75);
        QVERIFY(command.readAllStandardError().contains("interrupted"));
        QVERIFY(command.readAllStandardOutput().isEmpty());
        QCOMPARE(begun(), QStringList());
    }

    void aCopyIsTriedOut()
    {
        SnugdProcess snugd;
        QVERIFY2(snugd.start(), qPrintable(snugd.err()));
        TestClient ada;
        QVERIFY(enter(ada, snugd.port()));
        for (int count = 0; count < 5; ++count) {
            QVERIFY(say(ada, QString::number(count)));
        }
        const QTemporaryDir copies;
        const Run made = backup({u"--data"_s, snugd.folder(), u"--to"_s, copies.path()});
        QVERIFY2(made.code == 0, qPrintable(made.err));
        const QString copy = copyIn(copies.path());
        const Trace before = traceOf(copy);
        const Run run = rehearse(copy);
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY2(run.out.contains(u"a server starts with it: "_s + copy), qPrintable(run.out));
        QVERIFY2(run.out.contains(u"1 rooms, 5 messages"_s), qPrintable(run.out));
        QVERIFY(traceOf(copy) == before);
    }

    void anOldCopyIsTriedOutWithAllMigrations()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(u"old.db"_s);
        QVERIFY(writeOldCopy(copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner));
        const Trace before = traceOf(copy);
        const Run run = rehearse(copy);
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY2(run.out.contains(u"2 rooms, 3 messages"_s), qPrintable(run.out));
        QVERIFY2(run.err.contains(u"migrating"_s), qPrintable(run.err));
        QVERIFY(traceOf(copy) == before);
    }

    void whatNoServerStartsWithIsSaid()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(u"copy.db"_s);
        QCOMPARE(rehearse(copy).code, 74);
        QVERIFY(rehearse(copy).err.contains(u"There is no file "_s + copy));
        QVERIFY(writeOldCopy(copy));
        QFile damaged(copy);
        QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(damaged.size() / 2));
        damaged.write(QByteArray(static_cast<qsizetype>(damaged.size() / 2), 'x'));
        damaged.close();
        const Run broken = rehearse(copy);
        QCOMPARE(broken.code, 74);
        QVERIFY2(broken.err.contains(copy) && broken.out.isEmpty(), qPrintable(broken.err));
        QCOMPARE(backup({u"--rehearse"_s, copy, u"--to"_s, folder.path()}).code, 64);
    }

    void whatCannotBeIsSaid()
    {
        const QTemporaryDir folder;
        QCOMPARE(backup({}).code, 64);
        QCOMPARE(backup({u"--to"_s, folder.path(), u"--keep"_s, u"some"_s}).code, 64);
        QCOMPARE(backup({u"--help"_s}).code, 0);
        const Run nothing = backup({u"--data"_s, folder.path(), u"--to"_s, folder.path()});
        QCOMPARE(nothing.code, 74);
        QVERIFY2(nothing.err.contains(u"snug.db"_s), qPrintable(nothing.err));
        QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
        const Run redis = backup({u"--store"_s, u"redis://127.0.0.1"_s, u"--to"_s, folder.path()});
        QCOMPARE(redis.code, 74);
        QVERIFY2(redis.err.contains(u"Redis"_s), qPrintable(redis.err));
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
