// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/record_router.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace snug::store {

namespace {

// The two questions about a room to be made off the record; slot numbers never come near.
constexpr Ticket kNamesakeTicket = std::numeric_limits<Ticket>::max();
constexpr Ticket kCountTicket = kNamesakeTicket - 1;

void renumber(Operation& operation, Ticket ticket)
{
    std::visit([ticket](auto& any) { any.ticket = ticket; }, operation);
}

}  // namespace

Result<std::unique_ptr<Store>> RecordRouter::make(const StoreFactory& makeKept, MemoryStore::Bounds bounds,
                                                  Sink sink)
{
    std::unique_ptr<RecordRouter> router(new RecordRouter(bounds, std::move(sink)));
    auto kept =
        makeKept({router->sink_.feed,
                  [self = router.get()](Completion completion) { self->onKept(std::move(completion)); },
                  router->sink_.missed, router->sink_.news, router->sink_.available});
    if (!kept.ok()) {
        return kept.error();
    }
    router->kept_ = std::move(kept).value();
    return std::unique_ptr<Store>(std::move(router));
}

RecordRouter::RecordRouter(MemoryStore::Bounds bounds, Sink sink)
    : sink_(std::move(sink))
    , memory_(bounds, {[this](protocol::LogEntry entry) { inMemory_->fed.push_back(std::move(entry)); },
                       [this](Completion completion) { inMemory_->answer = std::move(completion.result); }})
{
}

RecordRouter::~RecordRouter()
{
    guard_.check();
    kept_.reset();
    const Error gone{ErrorCode::Unavailable, QStringLiteral("the store was closed")};
    for (Slot& slot : slots_) {
        if (!slot.answer) {
            slot.answer = gone;
        }
    }
    for (const Operation& operation : waiting_) {
        addSlot(ticketOf(operation)).answer = gone;
    }
    tellAnswered();
}

void RecordRouter::submit(std::vector<Operation> batch)
{
    guard_.check();
    std::move(batch.begin(), batch.end(), std::back_inserter(waiting_));
    goOn();
}

// Begins what can be begun, tells what is answered. The kept store may answer in the middle of it.
void RecordRouter::goOn()
{
    if (going_ || kept_ == nullptr) {
        return;
    }
    going_ = true;
    while (!waiting_.empty() && !asking_) {
        std::vector<Operation> forKept;
        while (!waiting_.empty() && !asking_) {
            Operation next = std::move(waiting_.front());
            waiting_.pop_front();
            begin(std::move(next), forKept);
        }
        if (!forKept.empty()) {
            tellAnswered();  // before what the kept store feeds: one name may have had a life here first
            kept_->submit(std::move(forKept));
        }
    }
    going_ = false;
    tellAnswered();
}

void RecordRouter::begin(Operation operation, std::vector<Operation>& forKept)
{
    if (auto* const open = std::get_if<OpenRoom>(&operation)) {
        beginOpen(std::move(*open), forKept);
        return;
    }
    if (std::holds_alternative<ListRooms>(operation) || std::holds_alternative<MeasureRooms>(operation)) {
        beginBoth(std::move(operation), forKept);
        return;
    }
    const bool own = std::visit(
        [this](const auto& op) {
            if constexpr (requires { op.room; }) {
                return memory_.has(op.room);
            } else {
                return false;  // sessions and probes
            }
        },
        operation);
    Slot& slot = addSlot(ticketOf(operation));
    if (own) {
        doInMemory(std::move(operation), slot);
    } else {
        renumber(operation, firstSlot_ + slots_.size() - 1);
        forKept.push_back(std::move(operation));
    }
}

void RecordRouter::beginOpen(OpenRoom op, std::vector<Operation>& forKept)
{
    Slot& slot = addSlot(op.ticket);
    const quint64 number = firstSlot_ + slots_.size() - 1;
    if (memory_.has(op.room)) {
        doInMemory(std::move(op), slot);
        return;
    }
    if (op.create && !op.create->keep) {
        forKept.emplace_back(OpenRoom{kNamesakeTicket, op.room, {}, false});
        forKept.emplace_back(ListRooms{kCountTicket, {}, 0});
        asking_ = Asking{std::move(op), number, {}};
        return;
    }
    if (op.create) {
        op.create->roomsTotal -= memory_.roomCount();
    }
    op.ticket = number;
    forKept.emplace_back(std::move(op));
}

void RecordRouter::beginBoth(Operation operation, std::vector<Operation>& forKept)
{
    Slot& slot = addSlot(ticketOf(operation));
    doInMemory(operation, slot);
    if (!*slot.answer) {
        return;  // refused
    }
    if (const auto* const list = std::get_if<ListRooms>(&operation)) {
        slot.limit = list->limit;
    }
    slot.own = std::exchange(slot.answer, std::nullopt)->value();
    renumber(operation, firstSlot_ + slots_.size() - 1);
    forKept.push_back(std::move(operation));
}

Outcome RecordRouter::together(const Outcome& kept, const Outcome& own, int limit)
{
    if (const auto* const sizes = std::get_if<RoomSizes>(&kept)) {
        return merge(*sizes, std::get<RoomSizes>(own));
    }
    return merge(std::get<RoomList>(kept), std::get<RoomList>(own), limit);
}

void RecordRouter::doInMemory(Operation operation, Slot& slot)
{
    inMemory_ = &slot;
    std::vector<Operation> one;
    one.push_back(std::move(operation));
    memory_.submit(std::move(one));
    inMemory_ = nullptr;
}

void RecordRouter::onKept(Completion completion)
{
    guard_.check();
    if (completion.ticket == kNamesakeTicket) {
        asking_->namesake = std::move(completion.result);
        return;
    }
    if (completion.ticket == kCountTicket) {
        decide(completion.result);
    } else {
        Q_ASSERT(completion.ticket >= firstSlot_ && completion.ticket - firstSlot_ < slots_.size());
        Slot& slot = slots_[completion.ticket - firstSlot_];
        slot.answer = std::move(completion.result);
        if (slot.own && *slot.answer) {
            slot.answer = together(**slot.answer, *slot.own, slot.limit);
        }
    }
    tellAnswered();
    goOn();
}

void RecordRouter::decide(const Result<Outcome>& keptRooms)
{
    const Asking asked = *std::exchange(asking_, std::nullopt);
    Slot& slot = slots_[asked.slot - firstSlot_];
    const Result<Outcome>& namesake = *asked.namesake;
    if (namesake.ok() && asked.wish.mustBeNew) {
        slot.answer = Error{ErrorCode::RoomExists, QStringLiteral("room %1 exists").arg(asked.wish.room)};
    } else if (namesake.ok() || namesake.error().code != ErrorCode::NoSuchRoom) {
        slot.answer = namesake;
    } else if (!keptRooms.ok()) {
        slot.answer = keptRooms.error();
    } else {
        OpenRoom wish = asked.wish;
        wish.create->roomsTotal -= std::get<RoomList>(*keptRooms).total;
        doInMemory(std::move(wish), slot);
    }
}

void RecordRouter::tellAnswered()
{
    while (!slots_.empty() && slots_.front().answer) {
        Slot slot = std::move(slots_.front());
        slots_.pop_front();
        ++firstSlot_;
        for (protocol::LogEntry& entry : slot.fed) {
            sink_.feed(std::move(entry));
        }
        sink_.complete({slot.asked, std::move(*slot.answer)});
    }
}

RecordRouter::Slot& RecordRouter::addSlot(Ticket asked)
{
    return slots_.emplace_back(Slot{asked, {}, {}, {}, 0});
}

}  // namespace snug::store
