// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <functional>
#include <map>
#include <optional>

#include "base/time.h"
#include "client/failure.h"
#include "protocol/events.h"

namespace snug::client {

// What was asked and not yet answered. GUI thread, owned by a Session. Each completion is called once, never
// within add(), and not at all when its context is gone. A completion may ask again.
class Requests {
public:
    using Done = std::function<void(Outcome<protocol::Answer>)>;
    static constexpr int kMost = 256;

    // The number for the request; nothing when kMost are under way (then `done` is dropped).
    std::optional<qint64> add(QObject* context, base::SteadyTime deadline, Done done);

    // The answer to one of them; others (late, unknown) are ignored.
    void settle(const protocol::Reply& reply);
    // A reply to `id` came but could not be read.
    void failOne(qint64 id, Failure::Kind kind);
    void failOverdue(base::SteadyTime now);
    // The connection is gone.
    void failAll(Failure::Kind kind);

    int count() const { return static_cast<int>(waiting_.size()); }

private:
    struct Waiting {
        QPointer<QObject> context;
        base::SteadyTime deadline;
        Done done;
    };
    static void call(const Waiting& waiting, Outcome<protocol::Answer> outcome);

    std::map<qint64, Waiting> waiting_;
    qint64 lastId_ = 0;
};

}  // namespace snug::client
