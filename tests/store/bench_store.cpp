// SPDX-License-Identifier: GPL-3.0-or-later
// How many appends a second a store commits, by batch size: bench_store [FOLDER|redis://HOST]. Each commit
// waits for the disk, and each batch for the one before.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>
#include <ctime>

#include "base/random.h"
#include "store/redis_store.h"
#include "store/sqlite_store.h"

using namespace snug;
using namespace snug::store;

namespace {

constexpr int kRooms = 20;
constexpr qint64 kMsEach = 3'000;

Append message(qint64 number)
{
    static const QString run =
        QString::fromLatin1(base::secureRandomText(6));  // Redis remembers the last one
    return {
        0,
        QStringLiteral("room-%1").arg(number % kRooms),
        {QStringLiteral("user-%1").arg(number % 97), QStringLiteral("somebody")},
        protocol::EntryKind::Message,
        QStringLiteral("A message of a common length, as people write them in a chat: about eighty bytes."),
        run + QString::number(number),
        base::Now::read().wall};
}

Result<std::unique_ptr<Store>> open(const QString& place, const QString& file, Store::Sink sink)
{
    if (const auto servers = parseRedisAddresses(place); servers.ok()) {
        RedisStore::Settings settings;
        settings.servers = *servers;
        return RedisStore::open(settings, std::move(sink));
    }
    SqliteStore::Settings settings;
    settings.path = file;
    auto opened = SqliteStore::open(settings, std::move(sink));
    if (!opened.ok()) {
        return opened.error();
    }
    return std::unique_ptr<Store>(std::move(opened).value());
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QString place = app.arguments().value(1, QDir::tempPath());
    const QTemporaryDir folder(place + QStringLiteral("/bench-store-XXXXXX"));
    qint64 failed = 0;
    qint64 answered = 0;
    const Store::Sink sink{[](const auto&) {},
                           [&](const Completion& completion) {
                               ++answered;
                               failed += !completion.result.ok();
                           }};
    auto opened = open(place, folder.filePath(QStringLiteral("snug.db")), sink);
    QTextStream out(stdout);
    if (!opened.ok()) {
        out << opened.error().reason << Qt::endl;
        return 1;
    }
    qint64 asked = 0;
    const auto run = [&, &store = **opened](std::vector<Operation> batch) {
        asked += static_cast<qint64>(batch.size());
        store.submit(std::move(batch));
        while (answered < asked) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    };
    std::vector<Operation> rooms;
    for (int room = 0; room < kRooms; ++room) {
        rooms.emplace_back(
            OpenRoom{0, QStringLiteral("room-%1").arg(room), OpenRoom::Create{{}, true, kRooms}, false});
    }
    run(std::move(rooms));

    qint64 number = 0;
    for (const int size : {1, 10, 100, 1'000}) {
        const qint64 first = number;
        qint64 commits = 0;
        QElapsedTimer timer;
        timer.start();
        const std::clock_t cpu = std::clock();
        while (timer.elapsed() < kMsEach) {
            std::vector<Operation> batch;
            batch.reserve(static_cast<std::size_t>(size));
            for (int count = 0; count < size; ++count) {
                batch.emplace_back(message(number++));
            }
            run(std::move(batch));
            ++commits;
        }
        const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        out << "batch of " << size << ": " << qRound64(static_cast<double>(number - first) / seconds)
            << " appends/s, " << qRound64(static_cast<double>(commits) / seconds) << " commits/s, "
            << qRound64(static_cast<double>(std::clock() - cpu) * 1e6 / CLOCKS_PER_SEC /
                        static_cast<double>(number - first))
            << " us of CPU an append" << Qt::endl;
    }
    out << failed << " failed" << Qt::endl;
    return failed == 0 ? 0 : 1;
}
