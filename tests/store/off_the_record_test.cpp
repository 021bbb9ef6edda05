// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "contract/sqlite_backend.h"
#include "contract/store_harness.h"

using namespace snug;
using namespace snug::contract;
using namespace snug::store;

namespace {

// Whether any file of the folder, read as bytes, holds the text in UTF-8 or UTF-16.
bool onDisk(const QString& folder, const QString& text)
{
    const QByteArray utf16(reinterpret_cast<const char*>(text.utf16()),
                           text.size() * qsizetype{sizeof(char16_t)});
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("cannot read %s", qPrintable(file.fileName()));
        }
        const QByteArray bytes = file.readAll();
        if (bytes.contains(text.toUtf8()) || bytes.contains(utf16)) {
            return true;
        }
    }
    return false;
}

}  // namespace

// What is said off the record never reaches the disk: looked for in the bytes of the files.
class OffTheRecordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWritten()
    {
        QString folder;
        Backend backend{[&folder](const QString& given) {
                            folder = given;
                            return routerOver(sqliteIn(given));
                        },
                        true, true};
        StoreHarness store(backend);
        const QString quiet = QStringLiteral("quiet-room-name");
        const QString loud = QStringLiteral("loud-room-name");
        const QStringList secrets{quiet,
                                  QStringLiteral("about ") + quiet,
                                  QStringLiteral("whispered text"),
                                  QStringLiteral("whisperer"),
                                  QStringLiteral("whispered nonce"),
                                  QStringLiteral("whispered topic")};
        Append topic = say(quiet, secrets[5], {});
        topic.kind = protocol::EntryKind::Topic;
        store.run({create(loud), create(quiet, false),
                   say(loud, QStringLiteral("said aloud"), QStringLiteral("1")),
                   say(quiet, secrets[2], secrets[4], 1'000, secrets[3]), topic, read(quiet, 0, 0, 10, true),
                   ListRooms{0, {}, 10}});
        QCOMPARE(store.get<RoomFacts>(OpenRoom{0, quiet, {}, false}).head.seq, 2u);

        const auto check = [&] {
            QVERIFY(onDisk(folder, loud));
            QVERIFY(onDisk(folder, QStringLiteral("said aloud")));
            for (const QString& secret : secrets) {
                QVERIFY2(!onDisk(folder, secret), qPrintable(secret));
            }
        };
        check();  // while open: the write-ahead log too
        store.run({DropRoom{0, quiet}});
        check();
        store.close();
        check();
        QCOMPARE(store.trouble(), QString());
    }
};

QTEST_GUILESS_MAIN(OffTheRecordTest)
#include "off_the_record_test.moc"
