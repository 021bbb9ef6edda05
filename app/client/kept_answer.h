// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "client/backoff.h"
#include "client/failure.h"

namespace snug::client {

// A question that is asked again whenever its answer may be another one, such as a list that somebody looks
// at. GUI thread. One is under way at a time; what comes up meanwhile is asked once, behind it. What fails
// for a while is tried again after a back-off, what fails for good is not.
class KeptAnswer final : public QObject {
    Q_OBJECT

public:
    // Asks, and calls `done` once, later, with what went wrong.
    using Done = std::function<void(const std::optional<Failure>& problem)>;
    using Ask = std::function<void(Done done)>;

    KeptAnswer(Backoff backoff, Ask ask, QObject* parent = nullptr);

    void renew();
    // Nobody waits for an answer any more, or nothing can be asked.
    void stop();

private:
    void onDone(int round, const std::optional<Failure>& problem);

    Backoff backoff_;
    Ask ask_;
    QTimer retry_;
    int round_ = 0;  // an answer of another round is late
    bool underWay_ = false;
    bool again_ = false;
};

}  // namespace snug::client
