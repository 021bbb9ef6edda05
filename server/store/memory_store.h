// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <deque>
#include <map>

#include "base/random.h"
#include "base/thread_guard.h"
#include "store/code_point_order.h"
#include "store/memory_facts.h"
#include "store/people_here.h"
#include "store/recent_log.h"
#include "store/store.h"

namespace snug::store {

// A store that forgets everything when it goes. It is the reference model of the contract, and it is where
// rooms off the record live. Durability: none. Answers come within submit().
//
// Bounds: of each room, the newest entries within MemoryBounds and the nonces of the last kNonceMemory
// entries; of sessions, the kSessions seen last. Rooms are bounded by OpenRoom's roomsTotal. Reading further
// back than the bound gives what is there.
class MemoryStore : public Store {
public:
    using Bounds = RecentLog::Bounds;
    static constexpr qsizetype kSessions = 100'000;

    MemoryStore(Bounds bounds, Sink sink);

    void submit(std::vector<Operation> batch) override;

    bool has(const QString& room) const;
    int roomCount() const;

private:
    struct Room {
        QString topic;
        bool keep = true;
        QString epoch;
        quint64 head = 0;
        base::WallTime lastAt{};
        RecentLog log;                                       // the newest entries, up to head
        QHash<std::pair<QString, QString>, Appended> known;  // (user, nonce) to its position
        std::deque<std::pair<QString, QString>> knownOrder;  // of the last kNonceMemory entries
    };
    struct Session {
        protocol::Person person;
        base::WallTime seen;
    };

    Result<Outcome> run(const Append& op);
    Result<Outcome> run(const OpenRoom& op);
    Result<Outcome> run(const Read& op);
    Result<Outcome> run(const Search& op);
    Result<Outcome> run(const ListRooms& op);
    Result<Outcome> run(const DropRoom& op);
    Result<Outcome> run(const ClearRoom& op);
    Result<Outcome> run(const SaveSession& op);
    Result<Outcome> run(const FindSession& op);
    Result<Outcome> run(const Probe& op);
    Result<Outcome> run(const Trim& op);
    Result<Outcome> run(const Import& op);
    Result<Outcome> run(const ListSessions& op);
    Result<Outcome> run(const MeasureRooms& op);
    Result<Outcome> run(const PutFact& op) { return facts_.put(op); }
    Result<Outcome> run(const ListFacts& /*op*/) { return facts_.list(); }
    template <class PeopleOperation>
    Result<Outcome> run(const PeopleOperation& op)
    {
        return people_.run(op);
    }
    static void remember(Room& room, const protocol::LogEntry& entry);
    void forgetOldSessions();

    const Bounds bounds_;
    const Sink sink_;
    base::ThreadGuard guard_;
    std::map<QString, Room, CodePointLess> rooms_;
    QHash<QByteArray, Session> sessions_;
    MemoryFacts facts_;
    PeopleHere people_;
};

}  // namespace snug::store
