// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QProcess>
#include <QTest>

#include "support/snugd_process.h"
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
