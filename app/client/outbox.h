// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QVector>
#include <map>

#include "base/random.h"
#include "client/backoff.h"
#include "client/failure.h"
#include "client/outgoing.h"
#include "protocol/commands.h"
#include "protocol/events.h"

namespace snug::client {

// Own messages until the server has stored them. GUI thread.
//
// Each room's messages go one after the other, so that their order is the one they were written in whatever
// is refused or lost between; rooms go side by side, at most kWindow. What is refused for a while, or has no
// answer, is sent again with the same nonce, which the server knows: nothing is said twice. What is refused
// for good stays as Failed until retried or discarded, and does not hold up the others. Bounds: kMost
// messages.
class Outbox : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 1'000;
    static constexpr int kWindow = 8;

    using Done = std::function<void(Outcome<protocol::Sent>)>;
    struct Options {
        std::function<void(const protocol::Send&, Done)> send;  // calls Done once, later
        base::RandomText random = base::secureRandomText;
        Backoff::Range retry{};
        Backoff::Random jitter{};
    };

    explicit Outbox(Options options, QObject* parent = nullptr);

    // In the order they were written. Never has state Stored.
    const QVector<Outgoing>& messages() const { return messages_; }
    // Not Failed: will go by themselves.
    int waiting() const;

    // From an earlier run of the program; come before what was written since.
    void restore(const QVector<Outgoing>& messages);
    // Takes a message that is fit to send. Answers its nonce; Overloaded when kMost wait.
    base::Result<QString, protocol::Error> add(const QString& room, const QString& text, base::WallTime now);
    // The room can take messages now, or no longer. The answers of what is under way may still come.
    void setReady(const QString& room, bool ready);
    // What made the server refuse for a while is over: nothing waits for its next try any longer.
    void tryNow();
    // The message was seen in the room's log.
    void confirm(const QString& nonce);
    // Only when Failed.
    bool retry(const QString& nonce);
    bool discard(const QString& nonce);
    // The person leaves the room: all its messages go, in whatever state.
    void discardRoom(const QString& room);

Q_SIGNALS:
    // Came, or has another state; Stored is told once, then it is gone from here.
    void messageChanged(const snug::client::Outgoing& message);
    // Gone without being stored.
    void messageDiscarded(const QString& room, const QString& nonce);
    // The server says that we are not in the room.
    void notMember(const QString& room);
    // Anything changed that is to be kept on disk.
    void changed();

private:
    struct Lane {
        bool ready = false;
        bool sending = false;
        int notMemberCount = 0;
        base::SteadyTime notBefore{};
        std::optional<Backoff> backoff;
    };

    void dispatch();
    void sendNow(int index, Lane& lane);
    void onAnswer(const QString& room, const QString& nonce, const Outcome<protocol::Sent>& outcome);
    void hold(Lane& lane);
    void setState(int index, OutgoingState state, std::optional<protocol::Error> error = std::nullopt);
    void store(int index, quint64 seq);
    int indexOf(const QString& nonce) const;

    Options options_;
    QVector<Outgoing> messages_;
    std::map<QString, Lane> lanes_;  // stays put while signals are told
    QTimer wake_;
    int underWay_ = 0;
};

}  // namespace snug::client
