// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/socket.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <array>
#include <memory>
#include <vector>

#include "net/epoll_dispatcher.h"
#include "net/event_dispatcher.h"

using namespace snug::net;

namespace {

constexpr int kPatienceMs = 20'000;

// A connected pair of sockets.
struct Pair {
    Pair() { ok = socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0; }
    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Pair)
    bool poke() const { return ::write(ends[1], "x", 1) == 1; }
    void drain() const
    {
        std::array<char, 64> bytes{};
        while (::read(ends[0], bytes.data(), bytes.size()) > 0) {
        }
    }
    std::array<int, 2> ends{-1, -1};
    bool ok = false;
};

// Runs its body on a thread with our dispatcher and waits for it.
void onThread(const std::function<void()>& body)
{
    std::unique_ptr<QThread> thread(QThread::create(body));
    thread->setEventDispatcher(makeEventDispatcher().release());
    thread->start();
    thread->wait();
}

bool waitFor(const std::function<bool()>& condition)
{
    QElapsedTimer timer;
    timer.start();
    QTimer tick;
    tick.start(5);
    while (!condition()) {
        if (timer.elapsed() > kPatienceMs) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

}  // namespace

// The epoll dispatcher, used as Qt uses one: on a thread of its own.
class TestDispatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isOurs();
    void timersFireInOrderAndStop();
    void timersAnswerForThemselves();
    void aTimerDoesNotFireInsideItself();
    void zeroTimersLetSocketsLive();
    void notifiersReadAndWrite();
    void removalWhileDispatching();
    void descriptorReusedWhileDispatching();
    void excludedNotifiersWait();
    void hangUpReachesTheReader();
    void wakesUpFromOtherThreads();
    void leavesLoopsThatAreToldToEnd();
    void carriesAThousandSockets();
};

void TestDispatcher::isOurs()
{
    bool ours = false;
    onThread([&] {
        ours = qobject_cast<EpollDispatcher*>(QThread::currentThread()->eventDispatcher()) != nullptr;
    });
    QVERIFY(ours);
}

void TestDispatcher::timersFireInOrderAndStop()
{
    QList<int> fired;
    bool done = false;
    onThread([&] {
        QObject context;
        for (const int delay : {40, 10, 30, 20}) {
            QTimer::singleShot(delay, &context, [&fired, delay] { fired.append(delay); });
        }
        QTimer repeating;
        int count = 0;
        QObject::connect(&repeating, &QTimer::timeout, &context, [&] {
            if (++count == 5) {
                repeating.stop();
            }
        });
        repeating.start(3);
        done = waitFor([&] { return fired.size() == 4 && count == 5; });
    });
    QVERIFY(done);
    QCOMPARE(fired, (QList<int>{10, 20, 30, 40}));
}

void TestDispatcher::timersAnswerForThemselves()
{
    QList<QAbstractEventDispatcher::TimerInfo> infos;
    int remaining = 0;
    bool unknownIsGone = false;
    bool removed = false;
    onThread([&] {
        auto* dispatcher = QThread::currentThread()->eventDispatcher();
        QObject object;
        const int id = object.startTimer(50'000, Qt::PreciseTimer);
        infos = dispatcher->registeredTimers(&object);
        remaining = dispatcher->remainingTime(id);
        removed = dispatcher->unregisterTimers(&object) && dispatcher->registeredTimers(&object).isEmpty();
        unknownIsGone = dispatcher->remainingTime(id) == -1 && !dispatcher->unregisterTimer(id);
    });
    QCOMPARE(infos.size(), 1);
    QCOMPARE(infos.front().interval, 50'000);
    QCOMPARE(infos.front().timerType, Qt::PreciseTimer);
    QVERIFY(remaining > 30'000 && remaining <= 50'000);
    QVERIFY(removed);
    QVERIFY(unknownIsGone);
}

void TestDispatcher::aTimerDoesNotFireInsideItself()
{
    int depth = 0;
    int deepest = 0;
    bool other = false;
    onThread([&] {
        QObject context;
        QTimer outer;
        QObject::connect(&outer, &QTimer::timeout, &context, [&] {
            deepest = std::max(deepest, ++depth);
            // Another timer goes on meanwhile, in a nested loop.
            QEventLoop nested;
            QTimer::singleShot(30, &nested, [&] {
                other = true;
                nested.quit();
            });
            nested.exec();
            --depth;
        });
        outer.start(1);
        waitFor([&] { return other; });
    });
    QVERIFY(other);
    QCOMPARE(deepest, 1);
}

void TestDispatcher::zeroTimersLetSocketsLive()
{
    bool read = false;
    onThread([&] {
        const Pair pair;
        QObject context;
        QTimer busy;
        busy.start(0);
        QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
        QObject::connect(&notifier, &QSocketNotifier::activated, &context, [&] {
            pair.drain();
            read = true;
        });
        waitFor([&] { return pair.poke() && read; });
    });
    QVERIFY(read);
}

void TestDispatcher::notifiersReadAndWrite()
{
    int reads = 0;
    int writes = 0;
    bool quiet = false;
    onThread([&] {
        const Pair pair;
        QObject context;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        QSocketNotifier writer(pair.ends[0], QSocketNotifier::Write);
        QObject::connect(&reader, &QSocketNotifier::activated, &context, [&] {
            pair.drain();
            ++reads;
        });
        QObject::connect(&writer, &QSocketNotifier::activated, &context, [&] {
            ++writes;
            writer.setEnabled(false);
        });
        pair.poke();
        waitFor([&] { return reads == 1 && writes == 1; });
        // Switched off, a writable socket says nothing; switched on again it speaks.
        for (int i = 0; i < 10; ++i) {
            QCoreApplication::processEvents();
        }
        quiet = writes == 1 && reads == 1;
        writer.setEnabled(true);
        waitFor([&] { return writes == 2; });
        reader.setEnabled(false);
        pair.poke();
        for (int i = 0; i < 10; ++i) {
            QCoreApplication::processEvents();
        }
        quiet = quiet && reads == 1;
    });
    QVERIFY(quiet);
    QCOMPARE(writes, 2);
}

void TestDispatcher::removalWhileDispatching()
{
    int activations = 0;
    onThread([&] {
        // All are ready in the same turn; whichever is first removes all others, and itself.
        std::vector<std::unique_ptr<Pair>> pairs;
        std::vector<QSocketNotifier*> notifiers;
        QObject context;
        for (int i = 0; i < 20; ++i) {
            pairs.push_back(std::make_unique<Pair>());
            pairs.back()->poke();
            auto* notifier = new QSocketNotifier(pairs.back()->ends[0], QSocketNotifier::Read, &context);
            notifiers.push_back(notifier);
            QObject::connect(notifier, &QSocketNotifier::activated, &context, [&, notifier] {
                ++activations;
                for (auto* other : notifiers) {
                    if (other != notifier) {
                        delete other;
                    }
                }
                notifiers.clear();
                notifier->setEnabled(false);
                notifier->deleteLater();
            });
        }
        waitFor([&] { return activations > 0; });
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::processEvents();
        }
    });
    QCOMPARE(activations, 1);
}

void TestDispatcher::descriptorReusedWhileDispatching()
{
    int wrong = 0;
    int handled = 0;
    onThread([&] {
        for (int round = 0; round < 50; ++round) {
            QObject context;
            auto first = std::make_unique<Pair>();
            auto second = std::make_unique<Pair>();
            std::unique_ptr<Pair> reused;
            first->poke();
            second->poke();
            auto watch = [&](std::unique_ptr<Pair>& mine, std::unique_ptr<Pair>& other) {
                auto* notifier = new QSocketNotifier(mine->ends[0], QSocketNotifier::Read, &context);
                QObject::connect(notifier, &QSocketNotifier::activated, &context, [&, notifier] {
                    ++handled;
                    notifier->setEnabled(false);
                    if (reused || !other) {
                        return;
                    }
                    // The other one goes, with its event still to come, and its number is taken by a quiet
                    // one.
                    const auto notifiers = context.findChildren<QSocketNotifier*>();
                    for (auto* each : notifiers) {
                        if (each != notifier) {
                            delete each;
                        }
                    }
                    other.reset();
                    reused = std::make_unique<Pair>();
                    auto* quiet = new QSocketNotifier(reused->ends[0], QSocketNotifier::Read, &context);
                    QObject::connect(quiet, &QSocketNotifier::activated, &context, [&] { ++wrong; });
                });
            };
            watch(first, second);
            watch(second, first);
            const int before = handled;
            waitFor([&] { return handled > before; });
            for (int i = 0; i < 3; ++i) {
                QCoreApplication::processEvents();
            }
            const auto left = context.findChildren<QSocketNotifier*>();
            qDeleteAll(left);
        }
    });
    QCOMPARE(handled, 50);
    QCOMPARE(wrong, 0);
}

void TestDispatcher::excludedNotifiersWait()
{
    int reads = 0;
    int whileExcluded = -1;
    bool timerRan = false;
    onThread([&] {
        const Pair pair;
        QObject context;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        QObject::connect(&reader, &QSocketNotifier::activated, &context, [&] {
            pair.drain();
            ++reads;
        });
        pair.poke();
        QTimer::singleShot(20, &context, [&] { timerRan = true; });
        // Sleeps, though a socket is ready: only the timer may end it.
        while (!timerRan) {
            QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers |
                                            QEventLoop::WaitForMoreEvents);
        }
        whileExcluded = reads;
        waitFor([&] { return reads == 1; });
    });
    QCOMPARE(whileExcluded, 0);
    QCOMPARE(reads, 1);
}

void TestDispatcher::hangUpReachesTheReader()
{
    bool told = false;
    onThread([&] {
        Pair pair;
        QObject context;
        QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
        QObject::connect(&reader, &QSocketNotifier::activated, &context, [&] {
            told = true;
            reader.setEnabled(false);
        });
        ::shutdown(pair.ends[1], SHUT_RDWR);
        waitFor([&] { return told; });
    });
    QVERIFY(told);
}

void TestDispatcher::wakesUpFromOtherThreads()
{
    constexpr int kThreads = 4;
    constexpr int kEach = 5'000;
    QThread consumer;
    consumer.setEventDispatcher(makeEventDispatcher().release());
    consumer.start();
    auto* receiver = new QObject;
    receiver->moveToThread(&consumer);
    QObject::connect(&consumer, &QThread::finished, receiver, &QObject::deleteLater);
    QSemaphore handled;
    std::vector<std::unique_ptr<QThread>> producers;
    for (int i = 0; i < kThreads; ++i) {
        producers.emplace_back(QThread::create([&] {
            for (int n = 0; n < kEach; ++n) {
                QMetaObject::invokeMethod(
                    receiver, [&handled] { handled.release(); }, Qt::QueuedConnection);
                if (n % 50 == 0) {
                    QThread::usleep(100);  // lets the consumer fall asleep now and then
                }
            }
        }));
        producers.back()->start();
    }
    QVERIFY(handled.tryAcquire(kThreads * kEach, kPatienceMs));
    for (auto& producer : producers) {
        producer->wait();
    }
    consumer.quit();
    QVERIFY(consumer.wait(kPatienceMs));
}

void TestDispatcher::leavesLoopsThatAreToldToEnd()
{
    // quit() from another thread at every possible moment; one that is lost would hang.
    for (int round = 0; round < 300; ++round) {
        QThread thread;
        thread.setEventDispatcher(makeEventDispatcher().release());
        thread.start();
        if (round % 3 != 0) {
            QThread::usleep(static_cast<unsigned long>(round % 100));
        }
        thread.quit();
        QVERIFY2(thread.wait(kPatienceMs), "the loop slept over its end");
    }
}

void TestDispatcher::carriesAThousandSockets()
{
    constexpr int kSockets = 1000;
    int echoed = 0;
    bool all = false;
    onThread([&] {
        QTcpServer server;
        server.setListenBacklogSize(kSockets);
        server.setMaxPendingConnections(kSockets);
        if (!server.listen(QHostAddress::LocalHost)) {
            return;
        }
        QObject context;
        QObject::connect(&server, &QTcpServer::newConnection, &context, [&] {
            while (QTcpSocket* peer = server.nextPendingConnection()) {
                QObject::connect(peer, &QTcpSocket::readyRead, &context,
                                 [peer] { peer->write(peer->readAll()); });
            }
        });
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        for (int i = 0; i < kSockets; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            QTcpSocket* client = clients.back().get();
            QObject::connect(client, &QTcpSocket::connected, &context, [client] { client->write("hello"); });
            QObject::connect(client, &QTcpSocket::readyRead, &context, [&, client] {
                if (client->bytesAvailable() == 5) {
                    ++echoed;
                    client->readAll();
                }
            });
            client->connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        }
        all = waitFor([&] { return echoed == kSockets; });
        // All idle now: the loop sleeps.
        for (auto& client : clients) {
            client->write("again");
        }
        all = all && waitFor([&] { return echoed == 2 * kSockets; });
        clients.clear();
    });
    QVERIFY2(all, qPrintable(QString::number(echoed)));
}

QTEST_GUILESS_MAIN(TestDispatcher)
#include "tst_dispatcher.moc"
