// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/store_content.h"

#include "host/store_choice.h"

namespace snug::test {

using namespace store;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<host::StoreCaller> open(const StoreFactory& factory)
{
    auto opened = host::StoreCaller::open(factory);
    if (!opened) {
        qFatal("%s", qPrintable(opened.error().reason));
    }
    return std::move(opened).value();
}

template <class T>
T need(Result<T> result)
{
    if (!result) {
        qFatal("%s", qPrintable(result.error().reason));
    }
    return std::move(result).value();
}

}  // namespace

qsizetype StoreContent::messages() const
{
    qsizetype all = 0;
    for (const auto& log : logs) {
        all += log.size();
    }
    return all;
}

QString StoreContent::verified() const
{
    return u"verified: %1 rooms, %2 messages, %3 sessions on both sides\n"_s.arg(rooms.size())
        .arg(messages())
        .arg(sessions.size());
}

StoreContent contentOf(const QString& store)
{
    const auto caller = open(host::readingFactory(*host::parseStoreChoice(store), {}));
    StoreContent content;
    for (const RoomFacts& room : need(caller->ask<RoomList>(ListRooms{0, {}, 10'000})).rooms) {
        if (room.keep) {
            content.rooms[room.room] = {originOf(room.head.epoch), room.topic,
                                        QString::number(room.head.seq)};
            content.logs[room.room] =
                need(caller->ask<Entries>(Read{0, room.room, 0, 0, 1'000'000, false})).entries;
        }
    }
    content.facts = need(caller->ask<Facts>(ListFacts{}));
    ListSessions list{0, {}, 100};
    do {
        const auto page = need(caller->ask<SessionPage>(list));
        for (const SavedSession& session : page.sessions) {
            content.sessions[session.tokenHash] = session.person;
        }
        list.cursor = page.next;
    } while (!list.cursor.isEmpty());
    return content;
}

std::unique_ptr<host::StoreCaller> openStore(const QString& store)
{
    return open(host::storeFactory(*host::parseStoreChoice(store), {}));
}

void fillRoom(host::StoreCaller& store, const QString& room, int entries)
{
    const auto facts = need(
        store.ask<RoomFacts>(OpenRoom{0, room, OpenRoom::Create{u"about "_s + room, true, 10'000}, false}));
    std::vector<Operation> batch;
    for (int count = 1; count <= entries; ++count) {
        const quint64 number = facts.head.seq + static_cast<quint64>(count);
        const bool isTopic = number % 7 == 0;
        batch.emplace_back(Append{0,
                                  room,
                                  {u"user-%1"_s.arg(number % 5), u"nick %1"_s.arg(number % 11)},
                                  isTopic ? protocol::EntryKind::Topic : protocol::EntryKind::Message,
                                  u"größer \U0001F600 %1"_s.arg(number),
                                  number % 3 == 0 ? QString() : QString::number(number),
                                  base::Now::read().wall});
    }
    for (const auto& answer : store.askAll(std::move(batch))) {
        need(answer);
    }
}

void fillSessions(host::StoreCaller& store, int sessions)
{
    for (int count = 0; count < sessions; ++count) {
        const QByteArray hash = QByteArray::number(1'000'000 + count * 7'919, 16);
        need(store.ask<base::Done>(SaveSession{0,
                                               hash,
                                               {u"user-%1"_s.arg(count), u"nick"_s},
                                               base::Now::read().wall - std::chrono::hours(count)}));
    }
}

}  // namespace snug::test
