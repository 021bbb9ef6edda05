// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "contract/store_harness.h"
#include "store/faults.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_store.h"

using namespace snug;
using snug::store_test::AsNobody;
using snug::store_test::FileSizeLimit;
using namespace snug::contract;
using namespace snug::store;

namespace {

const QString kRoom = QStringLiteral("lobby");

}  // namespace

// Disks and files that fail: a clear error, nothing acknowledged lost, and work goes on when it can.
class SqliteTroubleTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
    base::Bytes largest_;
    std::unique_ptr<StoreHarness> store_;
    int appended_ = 0;

    Result<std::unique_ptr<SqliteStore>> open()
    {
        return SqliteStore::open({path_, largest_, std::chrono::days(90)}, {});
    }

    // Why it does not open, as people read it.
    Error refusal()
    {
        const auto opened = open();
        return opened.ok() ? Error{ErrorCode::NoSuchRoom, QStringLiteral("it opened")} : opened.error();
    }
    void start()
    {
        store_ = std::make_unique<StoreHarness>(
            Backend{[this](const QString&) -> StoreFactory {
                        return [this](Store::Sink sink) -> Result<std::unique_ptr<Store>> {
                            auto opened =
                                SqliteStore::open({path_, largest_, std::chrono::days(90)}, std::move(sink));
                            if (!opened.ok()) {
                                return opened.error();
                            }
                            return std::unique_ptr<Store>(std::move(opened).value());
                        };
                    },
                    false, true});
    }
    void restart()
    {
        store_.reset();
        start();
    }
    // Appends a batch of texts, and takes down those that were acknowledged. False: the batch failed, as a
    // whole.
    bool append(int count, QStringList& acknowledged)
    {
        std::vector<Operation> batch;
        QStringList texts;
        for (int index = 0; index < count; ++index) {
            texts.append(QStringLiteral("text %1 ").arg(++appended_) + QString(500, u'x'));
            batch.emplace_back(say(kRoom, texts.last(), QString::number(appended_)));
        }
        batch.emplace_back(read(kRoom, 0, 0, 1, true));
        const auto all = store_->run(std::move(batch));
        const auto failed =
            std::count_if(all.begin(), all.end(), [](const auto& result) { return !result.ok(); });
        if (failed == 0) {
            acknowledged += texts;
        } else if (failed != count + 1 || all.front().error().code != ErrorCode::Unavailable) {
            qFatal("half a batch failed, or not as it should: %s", qPrintable(all.front().error().reason));
        }
        return failed == 0;
    }
    QStringList textsInLog()
    {
        QStringList texts;
        for (const protocol::LogEntry& entry :
             store_->get<Entries>(read(kRoom, 0, 0, 1'000'000, true)).entries) {
            texts.append(entry.text);
        }
        return texts;
    }
    void overwrite(qint64 from, qint64 bytes)
    {
        QFile file(path_);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from));
        QCOMPARE(file.write(QByteArray(bytes, '\xa5')), bytes);
    }

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(QStringLiteral("data/snug.db"));
        largest_ = {};
        appended_ = 0;
    }
    void cleanup()
    {
        if (store_) {
            store_->close();
            QCOMPARE(store_->trouble(), QString());
            store_.reset();
        }
    }

    void onlyTheOwnerMayLook()
    {
        start();
        QStringList texts;
        store_->run({create(kRoom)});
        append(1, texts);
        const auto all = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                         QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther |
                         QFile::ExeOther;
        QCOMPARE(QFileInfo(folder_->filePath(QStringLiteral("data"))).permissions() & all,
                 QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        for (const auto* end : {"", "-wal", "-shm", ".lock"}) {
            QCOMPARE(QFileInfo(path_ + QLatin1String(end)).permissions() & all,
                     QFile::ReadOwner | QFile::WriteOwner);
        }
    }

    void notADatabase()
    {
        start();
        store_.reset();
        overwrite(0, 5'000);
        QCOMPARE(refusal().code, ErrorCode::Corrupt);
        QVERIFY2(refusal().reason.contains(QStringLiteral("is not a database")),
                 qPrintable(refusal().reason));
    }

    void damagedPagesAreToldNotServed()
    {
        start();
        store_->run({create(kRoom), create(QStringLiteral("healthy"))});
        QStringList texts;
        QVERIFY(append(2'000, texts));
        store_.reset();
        // Past the first page of each table: the entries lie there.
        overwrite(qint64{4'096} * 12, QFileInfo(path_).size() - qint64{4'096} * 12);
        start();
        QCOMPARE(store_->errorOf(read(kRoom, 0, 0, 5'000, true)), ErrorCode::Corrupt);
        store_->get<RoomFacts>(OpenRoom{0, QStringLiteral("healthy"), {}, false});
        store_->get<Probed>(Probe{});
        QVERIFY(store_->available().empty());  // it can store all the same
    }

    void folderInPlaceOfTheFile()
    {
        QVERIFY(QDir().mkpath(path_));
        QCOMPARE(refusal().code, ErrorCode::Unavailable);
        QVERIFY2(refusal().reason.contains(QStringLiteral("is a folder")), qPrintable(refusal().reason));
    }

    void fileInPlaceOfTheFolder()
    {
        QFile file(folder_->filePath(QStringLiteral("data")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY2(refusal().reason.contains(QStringLiteral("cannot be made")), qPrintable(refusal().reason));
    }

    void readOnlyFolder()
    {
        start();
        store_.reset();
        QFile::remove(path_ + QStringLiteral(".lock"));
        const QString data = QFileInfo(path_).absolutePath();
        QCOMPARE(::chmod(QFile::encodeName(folder_->path()).constData(), 0755), 0);
        QCOMPARE(::chmod(QFile::encodeName(data).constData(), 0555), 0);
        const AsNobody nobody;
        QCOMPARE(refusal().code, ErrorCode::Unavailable);
        QVERIFY2(refusal().reason.contains(QStringLiteral("cannot be written")),
                 qPrintable(refusal().reason));
    }

    void readOnlyFile()
    {
        start();
        store_.reset();
        QFile::remove(path_ + QStringLiteral(".lock"));
        QCOMPARE(::chmod(QFile::encodeName(folder_->path()).constData(), 0755), 0);
        QCOMPARE(::chmod(QFile::encodeName(QFileInfo(path_).absolutePath()).constData(), 0777), 0);
        QCOMPARE(::chmod(QFile::encodeName(path_).constData(), 0444), 0);
        const AsNobody nobody;
        QCOMPARE(refusal().code, ErrorCode::Unavailable);
        QVERIFY2(refusal().reason.startsWith(path_ + QStringLiteral(" cannot be written")),
                 qPrintable(refusal().reason));
    }

    void diskFillsUpAndIsFreedAgain()
    {
        start();
        store_->run({create(kRoom)});
        QStringList acknowledged;
        QVERIFY(append(50, acknowledged));
        int refused = 0;
        {
            const FileSizeLimit limit(600'000);
            for (int batch = 0; batch < 100; ++batch) {
                refused += append(20, acknowledged) ? 0 : 1;
            }
            QVERIFY(refused > 10);
            const std::vector<bool> said = store_->available();
            QVERIFY(!said.empty() && !said.back());
            // A probe is small and may still fit, but not for ever.
            int fitting = 0;
            while (store_->run({Probe{}}).front().ok()) {
                QVERIFY(++fitting < 1'000);
            }
            QCOMPARE(store_->available(), said);  // one that fits does not mean that messages do
        }
        store_->get<Probed>(Probe{});
        QVERIFY(!store_->available().back());
        QVERIFY(append(20, acknowledged));
        QVERIFY(store_->available().back());
        QCOMPARE(textsInLog(), acknowledged);
        restart();
        QCOMPARE(textsInLog(), acknowledged);
        QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.seq,
                 static_cast<quint64>(acknowledged.size()));
    }

    void databaseGrowsToItsBoundOnly()
    {
        largest_ = {400'000};
        start();
        store_->run({create(kRoom)});
        QStringList acknowledged;
        while (append(20, acknowledged)) {
            QVERIFY(acknowledged.size() < 10'000);
        }
        QVERIFY(acknowledged.size() >= 20);
        QCOMPARE(store_->get<RoomFacts>(OpenRoom{0, kRoom, {}, false}).head.seq,
                 static_cast<quint64>(acknowledged.size()));
        QCOMPARE(textsInLog(), acknowledged);  // full, but it still reads
        store_->get<Probed>(Probe{});
        QCOMPARE(store_->available(), std::vector<bool>{false});
        QVERIFY(QFileInfo(path_).size() <= largest_.count);
        largest_ = {};
        restart();
        QVERIFY(append(20, acknowledged));
        QCOMPARE(textsInLog(), acknowledged);
    }

    void anotherServerIsLockedOut()
    {
        QProcess other;
        other.start(QStringLiteral(SNUG_STORE_HOLDER), {path_});
        QVERIFY(other.waitForReadyRead(30'000));
        QCOMPARE(other.readLine().trimmed(), QByteArray("open"));
        const Error error = refusal();
        QCOMPARE(error.code, ErrorCode::Unavailable);
        QVERIFY2(error.reason.contains(
                     QStringLiteral("held by another server (process %1)").arg(other.processId())),
                 qPrintable(error.reason));
        other.kill();  // SIGKILL: no time to tidy up
        QVERIFY(other.waitForFinished(30'000));
        const auto opened = open();
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().reason));
        // And the other way round, and twice in one process.
        other.start(QStringLiteral(SNUG_STORE_HOLDER), {path_});
        QVERIFY(other.waitForFinished(30'000));
        QCOMPARE(other.exitCode(), 1);
        QVERIFY(refusal().reason.contains(QStringLiteral("held by another server")));
    }

    void anotherProgramHoldsTheFile()
    {
        start();
        store_->run({create(kRoom)});
        QStringList acknowledged;
        const auto other = SqliteConnection::open(path_);
        QVERIFY(other.ok());
        QVERIFY(!(*other)->run(QStringLiteral("BEGIN IMMEDIATE")));
        QVERIFY(!append(3, acknowledged));  // after busy_timeout
        (*other)->rollback();
        QVERIFY(append(3, acknowledged));
        QCOMPARE(store_->available(), (std::vector<bool>{false, true}));
        QCOMPARE(textsInLog(), acknowledged);
    }

    void oldSessionsGo()
    {
        const base::WallTime now = base::Now::read().wall;
        const auto save = [](const char* token, base::WallTime seen) {
            return SaveSession{0, QByteArray(token), {QStringLiteral("u"), QStringLiteral("n")}, seen};
        };
        const auto there = [this](const char* token) {
            return store_->get<SessionFound>(FindSession{0, QByteArray(token), {}}).person.has_value();
        };
        start();
        store_->run({save("old", now - std::chrono::days(91)), save("new", now - std::chrono::days(89))});
        QVERIFY(there("old") && there("new"));
        restart();
        QVERIFY(!there("old") && there("new"));
        store_->run({save("old", now - std::chrono::days(91))});
        std::vector<Operation> many;
        for (int count = 0; count < 1'000; ++count) {
            many.emplace_back(save(QByteArray::number(count).constData(), now));
        }
        store_->run(std::move(many));
        QVERIFY(!there("old") && there("new") && there("999"));
    }
};

QTEST_GUILESS_MAIN(SqliteTroubleTest)
#include "sqlite_trouble_test.moc"
