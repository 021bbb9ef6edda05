// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>

#include "client/session.h"

namespace snug::client {

// Commands of administration one after the other, for a selection of two thousand is more than a server takes
// at once. GUI thread. Borrows the session, which outlives it. Bounds: kMost wait, kWindow are under way.
//
// What came too fast is sent again after a back-off. What was lost on its way may have been done: it is told
// as a failure, and not done twice.
class Errands final : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 5'000;
    static constexpr int kWindow = 8;

    using Done = std::function<void(const Outcome<protocol::Answer>&)>;

    Errands(Session& session, Backoff backoff, QObject* parent = nullptr);

    // `done` is called once, later. TooMany when kMost wait.
    void run(protocol::AdminCommand command, Done done);

private:
    struct Errand {
        protocol::AdminCommand command;
        Done done;
    };

    void next();
    void send(const Errand& errand);
    void onAnswer(const Errand& errand, const Outcome<protocol::Answer>& outcome);

    Session& session_;
    Backoff backoff_;
    QTimer pause_;
    std::deque<Errand> waiting_;
    int underWay_ = 0;
};

}  // namespace snug::client
