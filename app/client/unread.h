// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/timeline.h"
#include "protocol/values.h"

namespace snug::client {

// What of a room its reader has not seen: messages of others after the read mark. Own messages and topics
// never count. Pure.
class Unread {
public:
    // The last entry that was seen; nothing is known while the epoch is empty.
    const protocol::Position& readTo() const { return readTo_; }
    int count() const { return count_; }
    bool mentioned() const { return mentioned_; }
    // All entries from this seq on are new: where the "new messages" line goes. 0: nowhere. Stays after
    // reading, so that one sees where one was, until the reader looks away.
    quint64 newFrom() const { return newFrom_; }
    bool reading() const { return reading_; }

    // From an earlier run of the program.
    void restore(const protocol::Position& readTo) { readTo_ = readTo; }
    // The log as joined ends at `head`. Of a room never seen before, what is there counts as read; of a log
    // begun anew, nothing.
    void joined(const protocol::Position& head);
    // An entry came at the end. `live`: just now, so who is looking sees it; otherwise it was missed.
    void added(const protocol::LogEntry& entry, bool own, bool mentions, bool live);
    // Counts anew in `timeline`; what is older than memory counts as unread one for one.
    template <class IsOwn, class Mentions>
    void recount(const Timeline& timeline, quint64 head, IsOwn isOwn, Mentions mentions)
    {
        int count = 0;
        bool mentioned = false;
        const auto& entries = timeline.entries();
        const quint64 first = timeline.liveFirst(head + 1);
        if (first > readTo_.seq + 1) {
            count = static_cast<int>(first - readTo_.seq - 1);
        }
        for (qsizetype i = entries.size() - 1; i >= timeline.liveBegin() && entries.at(i).seq > readTo_.seq;
             --i) {
            const protocol::LogEntry& entry = entries.at(i);
            if (entry.kind == protocol::EntryKind::Message && !isOwn(entry)) {
                ++count;
                mentioned = mentioned || mentions(entry);
            }
        }
        setCount(count, mentioned);
    }
    // All up to `head` was seen.
    void readAll(quint64 head);
    // The newest entries are in sight now (all up to `head` is read, and what comes live too), or no longer
    // (the line goes).
    void setReading(bool reading, quint64 head);

private:
    void setCount(int count, bool mentioned);

    protocol::Position readTo_;
    int count_ = 0;
    bool mentioned_ = false;
    quint64 newFrom_ = 0;
    bool reading_ = false;
};

// Whether `nick` stands in `text` as a word of its own, in any case.
bool mentions(const QString& text, const QString& nick);

}  // namespace snug::client
