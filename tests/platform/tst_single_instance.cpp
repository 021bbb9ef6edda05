// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QVector>
#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "platform/single_instance.h"
#include "support/wait.h"

using namespace snug::platform;
using namespace Qt::StringLiterals;
using snug::test::waitUntil;
using Claim = SingleInstance::Claim;

namespace {

// A later start, on a thread of its own because it waits for the first one, which needs this thread.
class Start {
public:
    Start(const QString& folder, const HandOver& wish, const QString& profile = u"usual"_s)
        : thread_(QThread::create([this, folder, wish, profile] {
            SingleInstance instance(folder, profile);
            claim_ = instance.claim(wish);
            done_ = true;
            while (held_) {
                QThread::msleep(1);
            }
        }))
    {
        thread_->start();
    }
    ~Start()
    {
        end();
        thread_->wait();
    }
    Q_DISABLE_COPY_MOVE(Start)

    bool isDone() const { return done_; }
    Claim claim() const { return claim_; }
    // Lets go of what was claimed.
    void end() { held_ = false; }

private:
    std::atomic<bool> held_ = true;
    std::atomic<bool> done_ = false;
    std::atomic<Claim> claim_ = Claim::Unanswered;
    const std::unique_ptr<QThread> thread_;
};

HandOver linkTo(const QString& link)
{
    HandOver wish;
    wish.link = link;
    return wish;
}

QStringList entries(const QString& folder, const QString& pattern)
{
    return QDir(folder).entryList({pattern},
                                  QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
}

}  // namespace

class SingleInstanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wishesSurviveTheWay_data()
    {
        QTest::addColumn<HandOver>("wish");
        QTest::newRow("nothing") << HandOver{};
        QTest::newRow("all") << HandOver{u"snug://[::1]:9/café?tls"_s, u"Ada \"\n\u2028 💬"_s, true, true,
                                         u"a-token"_s};
        QTest::newRow("long") << HandOver{QString(1024, u'\x01'), QString(64, u'ä'), true, false,
                                          QString(1000, u'x')};
    }
    void wishesSurviveTheWay()
    {
        QFETCH(const HandOver, wish);
        const QByteArray line = encode(wish);
        QCOMPARE(line.count('\n'), 1);
        const auto decoded = decodeHandOver(line);
        QVERIFY(decoded && *decoded == wish);
    }

    void whatIsNoWishIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty") << QByteArray("\n");
        QTest::newRow("words") << QByteArray("hello there\n");
        QTest::newRow("no end") << QByteArray(R"({"form":1})");
        QTest::newRow("list") << QByteArray("[1]\n");
        QTest::newRow("no form") << QByteArray("{\"link\":\"host\"}\n");
        QTest::newRow("of the future") << QByteArray("{\"form\":2,\"link\":\"host\"}\n");
        QTest::newRow("long") << QByteArray("{\"form\":1,\"link\":\"" + QByteArray(kLongestHandOver, 'a') +
                                            "\"}\n");
    }
    void whatIsNoWishIsRefused()
    {
        QFETCH(const QByteArray, line);
        QVERIFY(!decodeHandOver(line));
    }

    void whatIsNewInAWishIsIgnored()
    {
        const auto wish =
            decodeHandOver("{\"form\":1,\"link\":\"host\",\"colour\":\"red\",\"host\":\"yes\"}\n");
        QVERIFY(wish && *wish == linkTo(u"host"_s));
    }

    void theSecondHandsOver()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.filePath(u"made"_s), u"usual"_s);
        QVector<HandOver> heard;
        connect(&first, &SingleInstance::wanted, this, [&](const HandOver& wish) { heard.append(wish); });
        QCOMPARE(first.claim({}), Claim::First);
        const Start second(folder.filePath(u"made"_s), linkTo(u"snug://host/lobby"_s));
        QVERIFY(waitUntil([&] { return second.isDone(); }));
        QCOMPARE(second.claim(), Claim::HandedOver);
        QCOMPARE(heard, QVector<HandOver>{linkTo(u"snug://host/lobby"_s)});
        // Nobody else gets in, or sees what is there.
        const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        QCOMPARE(QFile::permissions(folder.filePath(u"made"_s)) & (QFile::ReadOther | QFile::ReadGroup),
                 QFile::Permissions());
        QVERIFY(QFile::permissions(folder.filePath(u"made"_s)).testFlags(mine));
        for (const QString& name : entries(folder.filePath(u"made"_s), u"snug-*"_s)) {
            const auto permissions = QFile::permissions(folder.filePath(u"made/"_s + name));
            QVERIFY2(!(permissions & (QFile::WriteOther | QFile::WriteGroup)), qPrintable(name));
        }
    }

    void profilesAreApart()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path(), u"usual"_s);
        QCOMPARE(first.claim({}), Claim::First);
        SingleInstance other(folder.path(), u"another"_s);
        QCOMPARE(other.claim({}), Claim::First);
    }

    // It listens before it looks at its event loop, as a program does that is still starting.
    void whoComesDuringTheStartWaits()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path(), u"usual"_s);
        QCOMPARE(first.claim({}), Claim::First);
        const Start second(folder.path(), linkTo(u"host"_s));
        QThread::msleep(200);  // no event loop meanwhile
        QVERIFY(!second.isDone());
        int heard = 0;
        connect(&first, &SingleInstance::wanted, this,
                [&](const HandOver& wish) { heard += wish.link == u"host" ? 1 : 0; });
        QVERIFY(waitUntil([&] { return second.isDone(); }));
        QCOMPARE(second.claim(), Claim::HandedOver);
        QCOMPARE(heard, 1);
    }

    void ofManyAtOnceOneIsTheFirst()
    {
        const QTemporaryDir folder;
        constexpr int kStarts = 12;
        std::vector<std::unique_ptr<Start>> starts;
        for (int at = 0; at < kStarts; ++at) {
            starts.push_back(std::make_unique<Start>(folder.path(), HandOver{}));
        }
        const auto firsts = [&] {
            return std::count_if(starts.begin(), starts.end(), [](const auto& start) {
                return start->isDone() && start->claim() == Claim::First;
            });
        };
        QVERIFY(waitUntil([&] { return firsts() == 1; }));
        // The first one's thread has no event loop, so that the others wait; once it ends another is the
        // first.
        for (int left = kStarts; left > 0; --left) {
            QVERIFY(waitUntil([&] { return firsts() == 1; }));
            const auto first = std::find_if(starts.begin(), starts.end(), [](const auto& start) {
                return start->isDone() && start->claim() == Claim::First;
            });
            starts.erase(first);
        }
        QCOMPARE(entries(folder.path(), u"snug-*.lock"_s), QStringList());
    }

    // A program that was killed leaves its socket, and a lock with the number of a process that is not there.
    void whatAKilledOneLeftIsNobodys()
    {
        const QTemporaryDir folder;
        QString socket;
        {
            SingleInstance first(folder.path(), u"usual"_s);
            QCOMPARE(first.claim({}), Claim::First);
            const QStringList names =
                entries(folder.path(), u"snug-*"_s).filter(QRegularExpression(u"^snug-\\w+$"_s));
            QCOMPARE(names.size(), 1);
            socket = folder.filePath(names.at(0));
        }
        {
            // Bound and then closed without being removed.
            QFile::remove(socket);
            QLocalServer left;
            QVERIFY(left.listen(socket + u".new"_s));
            QVERIFY(QFile::rename(socket + u".new"_s, socket));
        }
        QVERIFY(QFile::exists(socket));
        QFile lock(socket + u".lock"_s);
        QVERIFY(lock.open(QFile::WriteOnly));
        lock.write("4194999\nsnug\n" + QSysInfo::machineHostName().toUtf8() + "\n" +
                   QSysInfo::machineUniqueId() + "\n" + QSysInfo::bootUniqueId() + "\n");
        lock.close();
        SingleInstance next(folder.path(), u"usual"_s);
        QCOMPARE(next.claim({}), Claim::First);
        const Start second(folder.path(), {});
        QVERIFY(waitUntil([&] { return second.isDone(); }));
        QCOMPARE(second.claim(), Claim::HandedOver);
    }

    void oneThatCannotReadTheWishIsNotReplaced()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path(), u"usual"_s);
        QCOMPARE(first.claim({}), Claim::First);
        bool heard = false;
        connect(&first, &SingleInstance::wanted, this, [&] { heard = true; });
        const QStringList names =
            entries(folder.path(), u"snug-*"_s).filter(QRegularExpression(u"^snug-\\w+$"_s));
        QLocalSocket future;
        future.connectToServer(folder.filePath(names.at(0)));
        QVERIFY(future.waitForConnected());
        future.write("{\"form\":2}\n");
        QVERIFY(waitUntil([&] { return future.canReadLine(); }));
        QCOMPARE(future.readLine(), "refused\n");
        QLocalSocket endless;
        endless.connectToServer(folder.filePath(names.at(0)));
        QVERIFY(endless.waitForConnected());
        endless.write(QByteArray(4 * kLongestHandOver, 'x'));
        QVERIFY(waitUntil([&] { return endless.state() == QLocalSocket::UnconnectedState; }));
        QVERIFY(!heard);
    }

    void withoutAPlaceItRunsAllTheSame()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot see whether Snug runs"_s));
        SingleInstance first(folder.filePath(u"file/below"_s), u"usual"_s);
        QCOMPARE(first.claim({}), Claim::First);
    }
};

QTEST_GUILESS_MAIN(SingleInstanceTest)
#include "tst_single_instance.moc"
