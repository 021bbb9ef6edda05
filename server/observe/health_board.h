// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>
#include <QVector>
#include <mutex>
#include <optional>

#include "base/time.h"

namespace snug::observe {

// In the order of badness, so that the worst is the greatest.
enum class HealthStatus { Pass, Warn, Fail };

// What a probe found. `reason` says in a sentence why it is not a pass; empty when it is.
struct Reading {
    HealthStatus status = HealthStatus::Pass;
    std::optional<double> value;
    QString unit;  // "s", "B", "%"; empty when there is no value
    QString reason;
    friend bool operator==(const Reading&, const Reading&) = default;
};

struct ProbeState {
    QString name;
    Reading reading;
    std::optional<base::WallTime> at;  // when it was measured; absent before the first time
    friend bool operator==(const ProbeState&, const ProbeState&) = default;
};

struct Health {
    HealthStatus overall = HealthStatus::Pass;  // the worst probe's
    QVector<ProbeState> probes;                 // by name
    friend bool operator==(const Health&, const Health&) = default;
};

// Where probes write what they found and /health reads it. A probe that falls silent is a failure too: health
// is never better than what was measured lately.
//
// Thread: every method from any thread; a lock is held for a copy. Meant for a few dozen probes, each a few
// times a second at most. The caller brings the time.
class HealthBoard {
public:
    // From now on `name` must be refreshed within `deadline`, the first time too; until the first reading it
    // is a warning ("not measured yet"), afterwards a failure ("stalled"). Names are "what:measure", such as
    // "store:write". Declaring again begins anew.
    void declare(const QString& name, std::chrono::milliseconds deadline, const base::Now& now);

    // A probe that was not declared is ignored: it may have been withdrawn a moment ago.
    void set(const QString& name, const Reading& reading, const base::Now& now);

    void withdraw(const QString& name);

    Health snapshot(const base::Now& now) const;

private:
    struct Probe {
        std::chrono::milliseconds deadline{};
        base::SteadyTime refreshed;
        std::optional<base::WallTime> at;
        Reading reading;
    };
    static Reading judge(const Probe& probe, const base::Now& now);

    mutable std::mutex mutex_;
    QMap<QString, Probe> probes_;
};

}  // namespace snug::observe
