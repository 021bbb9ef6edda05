// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/latency_buckets.h"

namespace prometheus {
class Histogram;
}

namespace snug::observe {

// The words that label counters, decided by whoever knows the protocol. Events name them by their index, so
// that counting never looks anything up. No label is made from what a stranger says: the number of series is
// fixed.
struct MetricsVocabulary {
    std::string version;                  // snug_build_info{version}
    std::vector<std::string> errors;      // snug_errors_total{code}
    std::vector<quint16> closeCodes;      // snug_disconnects_total{code}; any other code counts as "other"
    std::vector<std::string> rateLimits;  // snug_rate_limited_total{limit}
};

enum class Direction { In, Out };
enum class ResumeResult { Exact, Gap };

// What some of the counters say, since the start: for who shows it otherwise than Prometheus does.
struct MetricsTotals {
    double messagesIn = 0;
    double messagesOut = 0;
    double errors = 0;
    double commits = 0;
    double commitSeconds = 0;
};

// Every figure that /metrics shows. Names and units follow Prometheus: seconds, bytes, _total for what only
// grows.
//
// Thread: every method from any thread, at once. Counting is one atomic addition; the histograms take a lock
// for a few nanoseconds and are meant for what happens at most once a commit. In a hot loop count a whole
// batch in one call.
class Metrics {
public:
    explicit Metrics(const MetricsVocabulary& words);
    ~Metrics();
    Q_DISABLE_COPY_MOVE(Metrics)

    void connectionOpened();
    // Once for each connectionOpened(). `closeCode`: what the peer was told or said; 1006 when the line just
    // broke.
    void connectionClosed(quint16 closeCode);
    void setRooms(int count);
    // From when a message came in until it was written to members, since the last call.
    void delivered(const base::LatencyCounts& counts);
    // Of what this server can do, how much it is used: 0…1, above it where it is overrun.
    void setCapacityUsed(double ratio);

    void countMessages(Direction direction, quint64 messages = 1);
    void countBytes(Direction direction, quint64 bytes);
    // What waits to be written to all connections: each I/O thread adds and subtracts its own share.
    void changeSendBacklog(qint64 bytes);

    // `index` into the vocabulary's list; out of range is asserted and otherwise not counted.
    void countError(std::size_t index);
    void countRateLimited(std::size_t index);
    void countResume(ResumeResult result);
    // A room's feed had a gap, which was read again.
    void countGap();

    // One commit of `operations` operations that took `seconds`.
    void storeCommitted(std::chrono::duration<double> seconds, quint64 operations);
    void setStoreUp(bool up);
    // One command to Redis, from when it was sent until its answer came.
    void redisAnswered(std::chrono::duration<double> seconds);
    // Of the disk that has the data.
    void setDisk(base::Bytes available, base::Bytes total);
    // Until the certificate is no longer valid; negative once it is not. Without a call there is no such
    // figure.
    void setCertificateExpiry(std::chrono::seconds left);

    // The histogram of one thread's snug_loop_lag_seconds. Looks up: ask once and keep it; lives as long as
    // this.
    prometheus::Histogram& loopLag(const std::string& thread);

    // Meant for once a second.
    MetricsTotals totals() const;

    // What /metrics answers: Prometheus text format 0.0.4, the process's own figures included.
    QByteArray exposition() const;
    static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

private:
    struct Instruments;
    std::unique_ptr<Instruments> instruments_;
};

}  // namespace snug::observe
