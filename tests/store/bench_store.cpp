// SPDX-License-Identifier: GPL-3.0-or-later
// How many appends a second SqliteStore commits, by batch size: bench_store [folder]. Each commit waits for
// the disk.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include "store/sqlite_store.h"

using namespace snug;
using namespace snug::store;

namespace {

constexpr int kRooms = 20;
constexpr qint64 kMsEach = 3'000;

Append message(qint64 number)
{
    return {
        0,
        QStringLiteral("room-%1").arg(number % kRooms),
        {QStringLiteral("user-%1").arg(number % 97), QStringLiteral("somebody")},
        protocol::EntryKind::Message,
        QStringLiteral("A message of a common length, as people write them in a chat: about eighty bytes."),
        QStringLiteral("nonce-%1").arg(number),
        base::Now::read().wall};
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder(app.arguments().value(1, QDir::tempPath()) +
                               QStringLiteral("/bench-store-XXXXXX"));
    SqliteStore::Settings settings;
    settings.path = folder.filePath(QStringLiteral("snug.db"));
    qint64 failed = 0;
    auto opened = SqliteStore::open(
        settings, {[](auto) {}, [&](const Completion& completion) { failed += !completion.result.ok(); }});
    QTextStream out(stdout);
    if (!opened.ok()) {
        out << opened.error().reason << Qt::endl;
        return 1;
    }
    Store& store = **opened;
    std::vector<Operation> rooms;
    for (int room = 0; room < kRooms; ++room) {
        rooms.push_back(
            OpenRoom{0, QStringLiteral("room-%1").arg(room), OpenRoom::Create{{}, true, kRooms}, false});
    }
    store.submit(std::move(rooms));

    qint64 number = 0;
    for (const int size : {1, 10, 100, 1'000}) {
        const qint64 first = number;
        qint64 commits = 0;
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kMsEach) {
            std::vector<Operation> batch;
            batch.reserve(static_cast<std::size_t>(size));
            for (int count = 0; count < size; ++count) {
                batch.push_back(message(number++));
            }
            store.submit(std::move(batch));
            ++commits;
        }
        const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        out << "batch of " << size << ": " << qRound64(static_cast<double>(number - first) / seconds)
            << " appends/s, " << qRound64(static_cast<double>(commits) / seconds) << " commits/s" << Qt::endl;
    }
    out << failed << " failed" << Qt::endl;
    return failed == 0 ? 0 : 1;
}
