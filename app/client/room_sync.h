// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "client/room_state.h"
#include "client/session.h"

namespace snug::client {

// Keeps one room's state true to the server: joins, resumes after a drop, notices a hole and closes it, loads
// history and people by page. GUI thread. Borrows session and state, which outlive it. Bounds: one join, one
// history and one people request under way; retries with back-off.
class RoomSync : public QObject {
    Q_OBJECT

public:
    RoomSync(Session& session, RoomState& state, Backoff::Random random, QObject* parent = nullptr);

    // The session is online: joins, with what is known of the log.
    void enter();
    // The connection is gone, or the room is being left.
    void pause();
    void take(const protocol::LogEntry& entry);
    void take(const protocol::TypingChange& change);
    // The server says that we are not in the room, though we think so, or that its log has begun anew.
    void rejoin();

    // What made the server refuse for a while is over: nothing waits for its next try any longer.
    void tryNow();

    // A page before what is held. Ends with olderFinished, also when there was nothing to do; after a refusal
    // only when it is time to ask again, so that whoever asks as soon as it may does not flood the server.
    void loadOlder();
    void loadPeople();
    // The person types, or has stopped or sent; told to the others as often as they need it.
    void typing(bool active);

Q_SIGNALS:
    // The room is live. `missed`: messages of others that came in the meantime and are all there, but for a
    // gap.
    void caughtUp(int missed, bool gap);
    // The server does not let us in; it is not tried again before the next enter(). The state says why.
    void refused();
    // `moreThere`: and can be asked for now.
    void olderFinished(bool moreThere);

private:
    void join();
    void onJoined(const Outcome<protocol::Joined>& outcome);
    void loadNewest();
    void onNewest(const Outcome<protocol::HistoryPage>& outcome);
    void becomeLive();
    void onOlder(const Outcome<protocol::HistoryPage>& outcome);
    void endOlder();
    // False for the answer to a join that was given up since.
    bool isCurrent(int attempt) const { return attempt == attempt_; }
    void later(void (RoomSync::*step)());

    Session& session_;
    RoomState& state_;
    Backoff backoff_;
    Backoff olderBackoff_;
    QTimer retry_;
    QTimer olderPause_;
    QTimer replay_;
    void (RoomSync::*next_)() = nullptr;
    int attempt_ = 0;
    bool gap_ = false;
    int missed_ = 0;
    quint64 replayTo_ = 0;
    bool olderUnderWay_ = false;
    bool peopleUnderWay_ = false;
    base::SteadyTime typingTold_{};
    bool typingActive_ = false;
};

}  // namespace snug::client
