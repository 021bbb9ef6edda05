// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/random_operations.h"

#include <QDebug>
#include <algorithm>

namespace snug::contract {

using namespace store;

quint64 testSeed()
{
    const QByteArray wanted = qgetenv("SNUG_TEST_SEED");
    const quint64 seed = wanted.isEmpty() ? std::random_device{}() : wanted.toULongLong();
    qInfo() << "run again with SNUG_TEST_SEED:" << seed;
    return seed;
}

RandomOperations::RandomOperations(quint64 seed, const Backend& backend)
    : random_(seed)
    , offTheRecord_(backend.offTheRecord)
    , exactBound_(backend.exactBound)
{
}

const QStringList& RandomOperations::names()
{
    // The last two change places when ordered by UTF-16 unit.
    static const QStringList names{QStringLiteral("a"),         QStringLiteral("b"),
                                   QStringLiteral("lobby"),     QStringLiteral("x-1"),
                                   QStringLiteral("ünïcode"),   QStringLiteral("日本"),
                                   QStringLiteral("\uFFFDend"), QStringLiteral("\U0001F600")};
    return names;
}

QString RandomOperations::room()
{
    return names()[below(static_cast<int>(names().size()))];
}

Operation RandomOperations::next()
{
    clockMs_ += below(20) - 5;
    latestMs_ = std::max(latestMs_, clockMs_);
    const int dice = below(100);
    if (dice < 2) {
        return trim();
    }
    if (dice < 4) {
        return takeOver();
    }
    if (dice < 8) {
        return fact();
    }
    if (dice < 50) {
        return append();
    }
    if (dice < 64) {
        return open();
    }
    if (dice < 75) {
        return read();
    }
    if (dice < 80) {
        return search();
    }
    if (dice == 80) {
        return MeasureRooms{0, below(2) == 0 ? QStringList{room()} : names()};
    }
    if (dice < 86) {
        return ListRooms{0, below(2) == 0 ? QString() : room(), below(6)};
    }
    // Seldom enough for logs to become long.
    if (dice == 86 && below(4) == 0) {
        return ClearRoom{0, room()};
    }
    if (dice < 89) {
        return DropRoom{0, room(), below(10) == 0};
    }
    const QByteArray token = QByteArray::number(below(10));
    const base::WallTime when{std::chrono::milliseconds(clockMs_ - below(200))};
    if (dice < 93) {
        return SaveSession{0, token, {QStringLiteral("u%1").arg(below(5)), QStringLiteral("nick")}, when};
    }
    if (dice < 98) {
        return FindSession{0, token, when};
    }
    return Probe{};
}

Append RandomOperations::append()
{
    Append op;
    op.room = room();
    op.from = {QStringLiteral("u%1").arg(below(4)), QStringLiteral("n%1").arg(below(3))};
    op.kind = below(10) == 0 ? protocol::EntryKind::Topic : protocol::EntryKind::Message;
    op.text = QStringLiteral("text %1, Größe %2").arg(below(1'000'000)).arg(below(20));
    op.nonce = below(20) == 0 ? QString() : QString::number(below(3'000));
    op.at = base::WallTime(std::chrono::milliseconds(clockMs_));
    return op;
}

OpenRoom RandomOperations::open()
{
    OpenRoom op;
    op.room = room();
    op.mustBeNew = below(4) == 0;
    if (below(3) != 0) {
        const bool keep = !offTheRecord_ || below(2) == 0;
        op.create =
            OpenRoom::Create{QStringLiteral("topic %1").arg(below(100)), keep, exactBound_ ? below(10) : 100};
    }
    return op;
}

Read RandomOperations::read()
{
    Read op;
    op.room = room();
    op.after = static_cast<quint64>(below(3) == 0 ? below(400) : 0);
    op.before = static_cast<quint64>(below(3) == 0 ? below(400) : 0);
    op.limit = below(40);
    op.newest = below(2) == 0;
    return op;
}

// Of words that many entries have, few, or none; whole ones and beginnings.
Search RandomOperations::search()
{
    const auto number = [this](int below) { return QString::number(this->below(below)); };
    const QList<QStringList> wanted{{QStringLiteral("text")},
                                    {QStringLiteral("gro"), number(20)},
                                    {number(20), QStringLiteral("text")},
                                    {number(1'000)},
                                    {QStringLiteral("ext")},
                                    {QStringLiteral("te")}};
    Search op;
    op.room = room();
    op.words = wanted[below(static_cast<int>(wanted.size()))];
    op.before = static_cast<quint64>(below(3) == 0 ? below(400) : 0);
    op.limit = below(40);
    return op;
}

Trim RandomOperations::trim()
{
    Trim op;
    op.after = below(2) == 0 ? QString() : room();
    op.limit = 100;
    op.olderThan = base::WallTime(std::chrono::milliseconds(below(2) == 0 ? 0 : clockMs_ - below(2'000)));
    op.keepNewest = static_cast<quint64>(below(2) == 0 ? 0 : below(200));
    return op;
}

// Of one of two origins, so that rooms meet their own and others; some begin behind what is there.
Import RandomOperations::takeOver()
{
    Import op;
    op.room = room();
    op.topic = QStringLiteral("topic %1").arg(below(100));
    op.head = {QStringLiteral("%1-%2.life%3").arg(op.room).arg(below(2)).arg(below(3)), 0};
    const int first = 1 + below(400);
    for (int count = below(20); count > 0; --count) {
        op.head.seq = static_cast<quint64>(first) + static_cast<quint64>(op.entries.size());
        op.entries.append({op.room,
                           op.head.seq,
                           base::WallTime(std::chrono::milliseconds(latestMs_)),
                           {QStringLiteral("u%1").arg(below(4)), QStringLiteral("n")},
                           protocol::EntryKind::Message,
                           QStringLiteral("text %1").arg(below(1'000'000)),
                           QStringLiteral("i%1").arg(++imported_)});
    }
    op.head.seq += static_cast<quint64>(below(4) == 0 ? below(10) : 0);
    return op;
}

Operation RandomOperations::fact()
{
    if (below(4) == 0) {
        return ListFacts{};
    }
    const auto value = [this] { return below(4) == 0 ? QByteArray() : QByteArray::number(below(3)); };
    PutFact op{0, QStringLiteral("fact %1").arg(below(6)), value(), {}};
    if (below(2) == 0) {
        op.expected = value();
    }
    return op;
}

bool EpochBook::agree(const QString& model, const QString& store)
{
    if (!storeOf_.contains(model) && !modelOf_.contains(store)) {
        storeOf_.insert(model, store);
        modelOf_.insert(store, model);
    }
    return !store.isEmpty() && storeOf_.value(model) == store && modelOf_.value(store) == model;
}

// In any order, and whatever the bytes are.
static bool agree(const RoomSizes& model, const RoomSizes& store)
{
    QMap<QString, quint64> entries;
    for (const RoomSize& size : store.rooms) {
        entries.insert(size.room, size.entries);
    }
    return store.rooms.size() == model.rooms.size() &&
           std::all_of(model.rooms.begin(), model.rooms.end(), [&entries](const RoomSize& size) {
               return entries.contains(size.room) && entries.value(size.room) == size.entries;
           });
}

bool agree(const Result<Outcome>& model, const Result<Outcome>& store, EpochBook& epochs)
{
    if (!model.ok() || !store.ok()) {
        return !model.ok() && !store.ok() && model.error().code == store.error().code;
    }
    Outcome adjusted = *store;
    const auto adopt = [&epochs](QString& epoch, const QString& expected) {
        const bool same = epochs.agree(expected, epoch);
        epoch = expected;
        return same;
    };
    bool same = model->index() == store->index();
    if (auto* const entries = std::get_if<Entries>(&adjusted); same && entries != nullptr) {
        same = adopt(entries->epoch, std::get<Entries>(*model).epoch);
    } else if (auto* const found = std::get_if<Found>(&adjusted); same && found != nullptr) {
        same = adopt(found->epoch, std::get<Found>(*model).epoch);
    } else if (auto* const facts = std::get_if<RoomFacts>(&adjusted); same && facts != nullptr) {
        same = adopt(facts->head.epoch, std::get<RoomFacts>(*model).head.epoch);
    } else if (auto* const list = std::get_if<RoomList>(&adjusted); same && list != nullptr) {
        const QVector<RoomFacts>& expected = std::get<RoomList>(*model).rooms;
        same = expected.size() == list->rooms.size();
        for (qsizetype index = 0; same && index < expected.size(); ++index) {
            same = adopt(list->rooms[index].head.epoch, expected[index].head.epoch);
        }
    } else if (auto* const sizes = std::get_if<RoomSizes>(&adjusted); same && sizes != nullptr) {
        return agree(std::get<RoomSizes>(*model), *sizes);
    } else if (auto* const probed = std::get_if<Probed>(&adjusted); same && probed != nullptr) {
        *probed = {};  // what it says is of the machine it runs on
    }
    return same && adjusted == *model;
}

}  // namespace snug::contract
