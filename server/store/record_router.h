// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "base/thread_guard.h"
#include "store/memory_store.h"
#include "store/store.h"

namespace snug::store {

// A store of two: rooms off the record (keep false) live in a MemoryStore of its own and nothing of them ever
// reaches the other, which keeps everything else. Names are unique over both, and so is OpenRoom's
// roomsTotal.
//
// The kept store may answer within submit() or later; here every operation is still completed in the order
// given, so an answer from memory waits for those before it. Making a room off the record takes a question to
// the kept store first (is the name free, how many rooms are there); what comes after it waits for that
// answer. Bounds: MemoryStore's, and what its caller has under way.
class RecordRouter : public Store {
public:
    static Result<std::unique_ptr<Store>> make(const StoreFactory& makeKept, MemoryStore::Bounds bounds,
                                               Sink sink);
    ~RecordRouter() override;

    void submit(std::vector<Operation> batch) override;
    bool upkeep() override { return kept_->upkeep(); }

private:
    // An operation begun, until it and all before it are answered.
    struct Slot {
        Ticket asked = 0;
        std::vector<protocol::LogEntry> fed;  // from memory
        std::optional<Result<Outcome>> answer;
        std::optional<Outcome> own;  // of what both are asked: memory's, to be merged with the other's
        int limit = 0;               // of ListRooms
    };
    // A room off the record to be made, once the kept store has said whether it may be.
    struct Asking {
        OpenRoom wish;
        quint64 slot = 0;
        std::optional<Result<Outcome>> namesake;  // what the kept store has under this name
    };

    RecordRouter(MemoryStore::Bounds bounds, Sink sink);

    void goOn();
    void begin(Operation operation, std::vector<Operation>& forKept);
    void beginOpen(OpenRoom op, std::vector<Operation>& forKept);
    void beginBoth(Operation operation, std::vector<Operation>& forKept);
    static Outcome together(const Outcome& kept, const Outcome& own, int limit);
    void doInMemory(Operation operation, Slot& slot);
    void onKept(Completion completion);
    void decide(const Result<Outcome>& keptRooms);
    void tellAnswered();

    Slot& addSlot(Ticket asked);

    const Sink sink_;
    base::ThreadGuard guard_;
    std::deque<Operation> waiting_;  // given, not begun
    std::deque<Slot> slots_;         // begun, in order; the kept store knows them by number
    quint64 firstSlot_ = 0;          // the number of slots_.front()
    std::optional<Asking> asking_;
    Slot* inMemory_ = nullptr;  // whose operation the memory store is doing
    bool going_ = false;
    MemoryStore memory_;
    std::unique_ptr<Store> kept_;  // goes first: it may answer while it goes
};

}  // namespace snug::store
