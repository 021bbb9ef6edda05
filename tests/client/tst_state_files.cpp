// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <random>

#include "client/client_fixture.h"
#include "client/saved_file.h"
#include "client/state_codec.h"

using namespace snug;
using namespace snug::client;
using namespace snug::tests;
using Loaded = StateFiles::Loaded;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

}  // namespace

class StateFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
    }

    void latestWinsAndOnlyTheOwnerReads()
    {
        const QString path = folder_->filePath(QStringLiteral("deep/er/file.json"));
        std::atomic<int> made = 0;
        {
            StateFiles files;
            for (int i = 0; i < 1'000; ++i) {
                files.write(path, [i, &made] {
                    ++made;
                    return QByteArray::number(i);
                });
            }
        }
        QCOMPARE(bytesOf(path), QByteArray("999"));
        QCOMPARE(made.load(), 2);  // the first, and the latest of those that waited
        struct stat info {};
        QCOMPARE(::stat(path.toLocal8Bit().constData(), &info), 0);
        QCOMPARE(static_cast<int>(info.st_mode & 0777U), 0600);
        QCOMPARE(::stat(folder_->filePath(QStringLiteral("deep/er")).toLocal8Bit().constData(), &info), 0);
        QCOMPARE(static_cast<int>(info.st_mode & 0777U), 0700);
    }

    void readsAndMovesAsideWhatItDoesNotUnderstand()
    {
        StateFiles files;
        const QString path = folder_->filePath(QStringLiteral("file"));
        std::optional<Loaded> loaded;
        const auto read = [&](const StateFiles::Parse& parse) {
            loaded.reset();
            files.read(path, parse, this, [&loaded](Loaded result) { loaded = result; });
        };
        read([](const QByteArray&) { return true; });
        QTRY_COMPARE(loaded, std::optional(Loaded::Missing));
        put(path, "hello");
        QByteArray seen;
        read([&seen](const QByteArray& bytes) {
            seen = bytes;
            return true;
        });
        QTRY_COMPARE(loaded, std::optional(Loaded::Fine));
        QCOMPARE(seen, QByteArray("hello"));
        for (int i = 0; i < 2; ++i) {
            put(path, "broken");
            read([](const QByteArray&) { return false; });
            QTRY_COMPARE(loaded, std::optional(Loaded::Corrupt));
            QVERIFY(!QFile::exists(path));
            QCOMPARE(bytesOf(path + QStringLiteral(".corrupt")), QByteArray("broken"));
        }
    }

    void pipesAndFoldersAreNotOpened()
    {
        StateFiles files;
        const QString pipe = folder_->filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        for (const QString& path : {pipe, folder_->path()}) {
            std::optional<Loaded> loaded;
            files.read(
                path, [](const QByteArray&) { return true; }, this,
                [&loaded](Loaded result) { loaded = result; });
            QTRY_COMPARE(loaded, std::optional(Loaded::Unreadable));
        }
    }

    void failedWritesAreTold()
    {
        StateFiles files;
        QSignalSpy failed(&files, &StateFiles::writeFailed);
        put(folder_->filePath(QStringLiteral("file")), "not a folder");
        files.write(folder_->filePath(QStringLiteral("file/inside")), [] { return QByteArray("x"); });
        QTRY_COMPARE(failed.count(), 1);
        files.write(folder_->path(), [] { return QByteArray("x"); });
        QTRY_COMPARE(failed.count(), 2);
    }

    void savedFileNeverOverwritesUnread()
    {
        const QString path = folder_->filePath(QStringLiteral("file"));
        put(path, "before");
        StateFiles files;
        QByteArray content = "now";
        {
            SavedFile saved(files, path, [&content] { return [content] { return content; }; });
            saved.touch();
            saved.save();
            QVERIFY(files.flush(StateFiles::kFlush));
            QCOMPARE(bytesOf(path), QByteArray("before"));
            bool loaded = false;
            saved.load([](const QByteArray&) { return true; }, [&loaded](Loaded) { loaded = true; });
            QTRY_VERIFY(loaded);
            QTRY_COMPARE(bytesOf(path), QByteArray("now"));
            content = "later";
            saved.touch();
        }
        QVERIFY(files.flush(StateFiles::kFlush));
        QCOMPARE(bytesOf(path), QByteArray("later"));
    }

    void memoryGoesThroughItsBytes()
    {
        ServerMemory memory;
        memory.token = QStringLiteral("secret");
        memory.user = QStringLiteral("u1");
        memory.former = {QStringLiteral("u0")};
        memory.rooms.insert(QStringLiteral("lobby"),
                            {true, QStringLiteral("dra\nft"), {QStringLiteral("e"), (1ULL << 53) - 1}});
        memory.rooms.insert(QStringLiteral("café"), {false, {}, {QStringLiteral("f"), 0}});
        const auto decoded = decodeMemory(encodeMemory(addressOf(QStringLiteral("host")), memory));
        QVERIFY(decoded.has_value());
        QVERIFY(*decoded == memory);
    }

    void damagedBytesAreNotUnderstoodAndDoNoHarm()
    {
        std::mt19937 engine(testSeed());
        const ServerAddress server = addressOf(QStringLiteral("host"));
        Outgoing message;
        message.room = QStringLiteral("lobby");
        message.nonce = QStringLiteral("n");
        const QByteArray outbox = encodeOutbox(server, {message, message});
        const QByteArray memory = encodeMemory(server, {});
        QVERIFY(decodeOutbox(outbox).has_value());
        QVERIFY(decodeMemory(memory).has_value());
        QVERIFY(!decodeOutbox(memory).has_value());
        QVERIFY(!decodeMemory(outbox).has_value());
        for (const QByteArray& bytes :
             {QByteArray(), QByteArray("[]"), QByteArray("{}"), QByteArray("{\"version\":2}"),
              QByteArray("{\"version\":1,\"messages\":[{}]}"), QByteArray(1 << 20, '[')}) {
            QVERIFY(!decodeOutbox(bytes).has_value());
            QVERIFY(!decodeMemory(bytes).has_value());
        }
        for (int i = 0; i < 5'000; ++i) {
            QByteArray bent = i % 2 == 0 ? outbox : memory;
            const auto at = static_cast<qsizetype>(engine() % static_cast<unsigned>(bent.size()));
            bent[at] = static_cast<char>(engine());
            if (i % 3 == 0) {
                bent.truncate(std::min(at, bent.size() - 3));
                QVERIFY(!decodeOutbox(bent).has_value());
            }
            (void)decodeOutbox(bent);
            (void)decodeMemory(bent);
        }
    }

    void everyServerHasItsOwnFiles()
    {
        const auto path = [this](const char* server) {
            return stateFilePath(folder_->path(), addressOf(QString::fromUtf8(server)),
                                 QStringLiteral("state"));
        };
        QCOMPARE(path("host"), path("HOST:4777"));
        QVERIFY(path("host") != path("host:1"));
        QVERIFY(path("[::1]:80") != path("[::1:80]"));
        QVERIFY(path("host") != path("wss://host"));
        QCOMPARE(QFileInfo(path("[::1]:80")).absolutePath(), folder_->path());
        QCOMPARE(QFileInfo(path("wss://host")).absolutePath(), folder_->path());
        QVERIFY(QFileInfo(path(QByteArray("abcd.").repeated(48).append("e").constData())).fileName().size() <
                100);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(StateFilesTest)
#include "tst_state_files.moc"
