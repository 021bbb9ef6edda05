// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>

#include "client/outgoing.h"
#include "client/room_people.h"
#include "client/timeline.h"
#include "client/unread.h"
#include "protocol/events.h"

namespace snug::client {

enum class RoomPhase {
    Away,        // not connected, or not yet joined anew
    Joining,     // join was sent
    CatchingUp,  // what was missed, or the newest history, is on its way
    Live,        // complete up to now
    Refused,     // the server does not let us in; refusal() says why
};

// Oneself on this server. `former` are ids that one had before the server forgot the session; what they said
// is one's own too.
struct Self {
    protocol::Person person;
    QStringList former;

    bool owns(const protocol::LogEntry& entry) const
    {
        return entry.from.user == person.user || former.contains(entry.from.user);
    }
};

// Everything known of one room: its log as far as it is in memory, own messages on their way, people, unread,
// draft. GUI thread. It only takes what it is told; RoomSync asks the server. The log is never wrong: an
// entry is appended only if it is the next one.
class RoomState : public QObject {
    Q_OBJECT

public:
    enum class Arrival {
        Appended,
        Duplicate,  // had it already
        Missing,    // entries before it have not come: join again
    };
    // What a join brought.
    enum class Start { Fresh, Resumed, Gap };

    RoomState(QString name, Self self, QObject* parent = nullptr);

    const QString& name() const { return name_; }
    RoomPhase phase() const { return phase_; }
    bool isJoined() const { return phase_ == RoomPhase::CatchingUp || phase_ == RoomPhase::Live; }
    const std::optional<protocol::Error>& refusal() const { return refusal_; }
    const QString& topic() const { return topic_; }
    bool keep() const { return keep_; }
    // The last entry that is held or was told; nothing before the first join.
    const std::optional<protocol::Position>& head() const { return head_; }
    const Timeline& timeline() const { return timeline_; }
    bool olderThere() const { return head_ && timeline_.olderThere(liveFirst()); }
    quint64 liveFirst() const { return timeline_.liveFirst(head_ ? head_->seq + 1 : 0); }
    // In the order they were written; shown after the timeline.
    const QVector<Outgoing>& pending() const { return pending_; }
    const Unread& unread() const { return unread_; }
    const QString& draft() const { return draft_; }
    RoomPeople& people() { return people_; }
    const RoomPeople& people() const { return people_; }
    const Self& self() const { return self_; }

    // From an earlier run of the program, before the first join.
    void restore(const protocol::Position& readTo, const QString& draft);
    void setSelf(const Self& self);
    void setPhase(RoomPhase phase, std::optional<protocol::Error> refusal = std::nullopt);
    void setDraft(const QString& draft);
    void setReading(bool reading);
    void readAll();
    // What was said is to be seen no more; the room is as before the first join.
    void forgetLog();
    // Nobody looks at the room now; old entries may go.
    void release();

    Start joined(const protocol::Joined& joined);
    Arrival arrived(const protocol::LogEntry& entry);
    // False when the page is of another log, or does not join: it was dropped.
    bool olderArrived(const protocol::HistoryPage& page);

    // Adds or changes an own message that is not yet in the log.
    void putPending(const Outgoing& message);
    void dropPending(const QString& nonce);

Q_SIGNALS:
    // The timeline changed so; indexes are those after the change (removed: before it).
    void entriesInserted(int first, int count);
    void entriesRemoved(int first, int count);
    // The entry at the end of the timeline is what stood at `index` of pending().
    void pendingStored(int index);
    void pendingInserted(int index);
    void pendingChanged(int index);
    void pendingRemoved(int index);
    // liveBegin or newFrom moved, or older entries became loadable or not.
    void marksChanged();
    // An own message was seen in the log, however it came there.
    void ownSeen(const QString& nonce);
    // Who one is; what one owns may differ.
    void selfChanged();
    void phaseChanged();
    void topicChanged();
    void unreadChanged();
    void draftChanged();

private:
    template <class Change>
    void changingUnread(Change change);
    void recountUnread();
    void dropReached();
    int indexOfPending(const QString& nonce) const;
    void removed(int count);

    QString name_;
    Self self_;
    RoomPhase phase_ = RoomPhase::Away;
    std::optional<protocol::Error> refusal_;
    QString topic_;
    bool keep_ = true;
    std::optional<protocol::Position> head_;
    Timeline timeline_;
    QVector<Outgoing> pending_;
    Unread unread_;
    QString draft_;
    RoomPeople people_;
};

}  // namespace snug::client
