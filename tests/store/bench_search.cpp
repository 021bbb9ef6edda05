// SPDX-License-Identifier: GPL-3.0-or-later
// What searching costs with SQLite: bench_search [FOLDER [ENTRIES]]. Fills a file, says what indexing an
// entry takes, and how long searches hold the store.
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTextStream>
#include <cmath>

#include "store/sqlite_store.h"

using namespace snug;
using namespace snug::store;

namespace {

constexpr int kRooms = 50;
constexpr quint32 kSeed = 7;

// Words as often as Zipf has it, of 20,000.
QString words(QRandomGenerator& random, int count)
{
    QString text;
    for (int word = 0; word < count; ++word) {
        const double rank = std::exp(random.generateDouble() * std::log(20'000.0));
        text += QStringLiteral("w%1x ").arg(static_cast<int>(rank), 0, 36);
    }
    return text;
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder(app.arguments().value(1, QDir::tempPath()) +
                               QStringLiteral("/bench-search-XXXXXX"));
    const int entries = app.arguments().value(2, QStringLiteral("200000")).toInt();
    QTextStream out(stdout);
    Result<Outcome> last = Outcome(base::Done{});
    SqliteStore::Settings settings;
    settings.path = folder.filePath(QStringLiteral("snug.db"));
    auto opened = SqliteStore::open(
        settings, {[](const auto&) {}, [&last](const Completion& completion) { last = completion.result; }});
    if (!opened.ok()) {
        out << opened.error().reason << Qt::endl;
        return 1;
    }
    SqliteStore& store = **opened;
    QRandomGenerator random(kSeed);
    const auto roomAt = [](int index) { return QStringLiteral("room-%1").arg(index % kRooms); };
    for (int room = 0; room < kRooms; ++room) {
        store.submit({OpenRoom{0, roomAt(room), OpenRoom::Create{{}, true, kRooms}, false}});
    }
    QElapsedTimer timer;
    timer.start();
    for (int said = 0; said < entries;) {
        std::vector<Operation> batch;
        for (int count = 0; count < 1'000; ++count, ++said) {
            batch.emplace_back(Append{
                0, roomAt(said), {QStringLiteral("u"), QStringLiteral("n")}, {}, words(random, 15), {}, {}});
        }
        store.submit(std::move(batch));
    }
    store.submit({Trim{0, {}, kRooms, {}, 0}});  // settles
    const auto perEntry = [&] { return static_cast<double>(timer.nsecsElapsed()) / 1e3 / entries; };
    out << entries << " entries: " << perEntry() << " us each to append, "
        << QFileInfo(settings.path).size() / entries << " bytes each" << Qt::endl;
    timer.restart();
    qint64 longest = 0;
    qint64 parts = 1;
    for (bool more = true; more; ++parts) {
        QElapsedTimer part;
        part.start();
        more = store.upkeep();
        longest = std::max(longest, part.nsecsElapsed());
    }
    store.submit({Probe{}});
    out << perEntry() << " us each to index, in " << parts << " parts of "
        << static_cast<double>(timer.nsecsElapsed()) / 1e6 / static_cast<double>(parts) << " ms, at most "
        << static_cast<double>(longest) / 1e6 << " ms; " << QFileInfo(settings.path).size() / entries
        << " bytes each" << Qt::endl;
    for (const QString& wanted :
         {QStringLiteral("w1x"), QStringLiteral("w5ex"), QStringLiteral("wfx w3x"), QStringLiteral("w1"),
          QStringLiteral("wabc"), QStringLiteral("wzz w1"), QStringLiteral("nothing")}) {
        timer.restart();
        store.submit({Search{0, roomAt(7), wanted.split(u' '), 0, 50}});
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        out << "search of \"" << wanted << "\": " << ms << " ms, "
            << (last.ok() ? std::get<Found>(*last).entries.size() : -1) << " found" << Qt::endl;
    }
    return 0;
}
