// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "load/dialect.h"
#include "load/plan.h"
#include "load/seen_turns.h"

namespace snug::load {

// What went wrong with messages. All zero: every message reached every member once, in order.
struct Faults {
    std::uint64_t gaps = 0;        // a seq was left out for a member; or a message came before an older one
                                   // of the same sender
    std::uint64_t duplicates = 0;  // a seq came again, or went back; or a message came again
    std::uint64_t strangers =
        0;  // a message that was not sent, or not to this room, or under another seq than elsewhere
    std::uint64_t refused = 0;  // a send was answered with an error
    std::uint64_t missing = 0;  // copies or answers that never came

    bool any() const { return (gaps | duplicates | strangers | refused | missing) != 0; }
};

// The book of every message sent: who has it, under which seq, since when it is on its way. Rooms are new and
// begin with seq 1; members take turns in saying something. Where messages bear no seq, as in some dialects,
// each must come once to each member, and those of one sender in order: nothing else is promised there. Pure;
// memory grows by 32 bytes a message, so a run's length is its bound.
class Ledger {
public:
    Ledger(const Plan& plan, const Dialect::Traits& traits);

    // A message for `room` is about to be sent; it was due at `due`. Its ordinal, from 1.
    std::uint64_t started(std::size_t room, Time due);
    // The member whose turn message `ordinal` is.
    std::size_t senderOf(std::uint64_t ordinal) const;

    struct Arrival {
        bool known = false;     // otherwise a fault was counted and the rest means nothing
        bool complete = false;  // nobody waits for it any more
        bool answers = false;   // its sender knows now that it was sent
        Time due;
    };
    // Connection `key` got a message.
    Arrival delivered(std::size_t key, std::uint64_t seq, std::uint64_t ordinal);
    // Its sender was answered.
    Arrival acknowledged(std::uint64_t seq, std::uint64_t ordinal);
    void refused(std::uint64_t ordinal);

    // Of a speaker, where messages are numbered: the newest seq that it has.
    std::uint64_t lastSeq(std::size_t key) const { return lastSeq_[key]; }
    // The ordinals of messages whose sender still waits for the answer, ascending.
    std::vector<std::uint64_t> unanswered() const;

    // Messages that not all members have, or whose sender was not answered.
    std::uint64_t unfinished() const { return unfinished_; }
    // Counts what is missing as faults; call once, at the end.
    void close();
    const Faults& faults() const { return faults_; }

private:
    struct Message {
        Time due;
        std::uint64_t seq = 0;  // 0 until it is first heard of
        std::uint32_t room = 0;
        std::uint32_t awaited =
            0;                   // members without it, and one for the sender's answer if there are answers
        std::uint32_t turn = 0;  // of its room, from 0
        bool answered = false;
    };

    Message* find(std::uint64_t ordinal);
    std::size_t senderOf(const Message& message) const;
    bool followsSeq(std::size_t key, std::uint64_t seq);
    bool followsTurns(std::size_t key, std::uint32_t turn);
    bool agreeOnSeq(Message& message, std::uint64_t seq);
    void finishOne(Message& message);

    const Plan& plan_;
    const Dialect::Traits traits_;
    std::vector<Message> messages_;       // by ordinal − 1
    std::vector<std::uint32_t> turns_;    // of each room, begun
    std::vector<std::uint64_t> lastSeq_;  // of each speaker, where messages are numbered
    std::vector<SeenTurns> seen_;         // of each speaker, where they are not
    std::uint64_t unfinished_ = 0;
    Faults faults_;
};

}  // namespace snug::load
