// SPDX-License-Identifier: GPL-3.0-or-later
#include "observe/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <QtGlobal>
#include <iterator>
#include <sstream>
#include <utility>

#include "observe/process_figures.h"

namespace snug::observe {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;
using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

namespace {

// From a commit that the disk's cache swallows (50 µs) to one that people notice (5 s).
const Histogram::BucketBoundaries kCommitBuckets{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                 0.025,   0.05,   0.1,     0.25,   0.5,   1,      5};
// From Redis beside us to one that is in trouble.
const Histogram::BucketBoundaries kRedisBuckets{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                0.025,  0.05,    0.1,    0.25,  0.5,    1,     5};
const Histogram::BucketBoundaries kDeliveryBuckets(base::kLatencyBuckets.begin(),
                                                   base::kLatencyBuckets.end());
const Histogram::BucketBoundaries kLagBuckets{0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                              0.05,   0.1,    0.25,  0.5,    1,     2.5,  10};

std::vector<Counter*> children(Family<Counter>& family, const char* label,
                               const std::vector<std::string>& words)
{
    std::vector<Counter*> found;
    found.reserve(words.size());
    for (const std::string& word : words) {
        found.push_back(&family.Add({{label, word}}));
    }
    return found;
}

}  // namespace

// All labelled children are made here, once: an event then touches one atomic number.
struct Metrics::Instruments {
    explicit Instruments(const MetricsVocabulary& words);

    Family<Counter>& counters(const char* name, const char* help)
    {
        return BuildCounter().Name(name).Help(help).Register(registry);
    }
    Gauge& gauge(const char* name, const char* help)
    {
        return BuildGauge().Name(name).Help(help).Register(registry).Add({});
    }

    prometheus::Registry registry;
    ProcessFigures process;

    Gauge& connections = gauge("snug_connections", "WebSocket connections open now.");
    Gauge& rooms = gauge("snug_rooms", "Rooms known to the hub now.");
    Gauge& sendBacklog = gauge("snug_send_backlog_bytes", "Bytes that wait to be written to connections.");
    Gauge& capacityUsed = gauge("snug_capacity_used_ratio", "Connections there are of those there may be.");
    Histogram& deliverySeconds =
        BuildHistogram()
            .Name("snug_delivery_seconds")
            .Help("From when a message came in until it was written to all members on one I/O thread.")
            .Register(registry)
            .Add({}, kDeliveryBuckets);
    Counter& gaps =
        counters("snug_gaps_total", "Times that a room's feed had a gap, which was read again.").Add({});
    Histogram& redisSeconds = BuildHistogram()
                                  .Name("snug_redis_command_seconds")
                                  .Help("Time of one command to Redis, until its answer came.")
                                  .Register(registry)
                                  .Add({}, kRedisBuckets);
    Gauge& diskFree = gauge("snug_disk_free_bytes", "What is left on the disk that has the data.");
    Gauge& diskSize = gauge("snug_disk_size_bytes", "Size of the disk that has the data.");
    Family<Gauge>& certificateExpiry = BuildGauge()
                                           .Name("snug_certificate_expiry_seconds")
                                           .Help("Until the certificate is no longer valid.")
                                           .Register(registry);
    Gauge& storeUp = gauge("snug_store_up", "1 while the store can commit, 0 while it cannot.");
    Family<Counter>& messages = counters("snug_messages_total", "Frames from (in) and to (out) clients.");
    Counter& messagesIn = messages.Add({{"direction", "in"}});
    Counter& messagesOut = messages.Add({{"direction", "out"}});
    Family<Counter>& bytes =
        counters("snug_bytes_total", "Bytes from (in) and to (out) clients, framing included.");
    Counter& bytesIn = bytes.Add({{"direction", "in"}});
    Counter& bytesOut = bytes.Add({{"direction", "out"}});
    Family<Counter>& resumes =
        counters("snug_resumes_total", "Resumed rooms: everything given, or a gap told.");
    Counter& resumesExact = resumes.Add({{"result", "exact"}});
    Counter& resumesGap = resumes.Add({{"result", "gap"}});
    Counter& storeOperations =
        counters("snug_store_operations_total", "Operations that the store has committed.").Add({});
    Histogram& commitSeconds =
        BuildHistogram()
            .Name("snug_commit_seconds")
            .Help("Time of one commit of the store, with all operations grouped in it.")
            .Register(registry)
            .Add({}, kCommitBuckets);
    Family<Histogram>& loopLag = BuildHistogram()
                                     .Name("snug_loop_lag_seconds")
                                     .Help("How long a task posted to a thread waits until it runs.")
                                     .Register(registry);
    std::vector<Counter*> errors;
    std::vector<Counter*> rateLimited;
    std::vector<std::pair<quint16, Counter*>> disconnects;
    Counter* disconnectsOther = nullptr;
};

Metrics::Instruments::Instruments(const MetricsVocabulary& words)
{
    errors = children(counters("snug_errors_total", "Commands refused, by the error's word."), "code",
                      words.errors);
    rateLimited = children(counters("snug_rate_limited_total", "Commands refused by a rate limit."), "limit",
                           words.rateLimits);

    Family<Counter>& closed = counters("snug_disconnects_total", "Connections ended, by close code.");
    for (const quint16 code : words.closeCodes) {
        disconnects.emplace_back(code, &closed.Add({{"code", std::to_string(code)}}));
    }
    disconnectsOther = &closed.Add({{"code", "other"}});

    BuildGauge()
        .Name("snug_build_info")
        .Help("Always 1; the labels say what runs.")
        .Register(registry)
        .Add({{"version", words.version}, {"qt", qVersion()}}, 1.0);
}

Metrics::Metrics(const MetricsVocabulary& words)
    : instruments_(std::make_unique<Instruments>(words))
{
}

Metrics::~Metrics() = default;

void Metrics::connectionOpened()
{
    instruments_->connections.Increment();
}

void Metrics::connectionClosed(quint16 closeCode)
{
    instruments_->connections.Decrement();
    for (const auto& [code, counter] : instruments_->disconnects) {
        if (code == closeCode) {
            counter->Increment();
            return;
        }
    }
    instruments_->disconnectsOther->Increment();
}

void Metrics::setRooms(int count)
{
    instruments_->rooms.Set(count);
}

void Metrics::delivered(const base::LatencyCounts& counts)
{
    instruments_->deliverySeconds.ObserveMultiple({counts.buckets.begin(), counts.buckets.end()},
                                                  counts.seconds);
}

void Metrics::setCapacityUsed(double ratio)
{
    instruments_->capacityUsed.Set(ratio);
}

void Metrics::countMessages(Direction direction, quint64 messages)
{
    Counter& counter = direction == Direction::In ? instruments_->messagesIn : instruments_->messagesOut;
    counter.Increment(static_cast<double>(messages));
}

void Metrics::countBytes(Direction direction, quint64 bytes)
{
    Counter& counter = direction == Direction::In ? instruments_->bytesIn : instruments_->bytesOut;
    counter.Increment(static_cast<double>(bytes));
}

void Metrics::changeSendBacklog(qint64 bytes)
{
    instruments_->sendBacklog.Increment(static_cast<double>(bytes));
}

void Metrics::countError(std::size_t index)
{
    Q_ASSERT(index < instruments_->errors.size());
    if (index < instruments_->errors.size()) {
        instruments_->errors[index]->Increment();
    }
}

void Metrics::countRateLimited(std::size_t index)
{
    Q_ASSERT(index < instruments_->rateLimited.size());
    if (index < instruments_->rateLimited.size()) {
        instruments_->rateLimited[index]->Increment();
    }
}

void Metrics::countResume(ResumeResult result)
{
    Counter& counter = result == ResumeResult::Exact ? instruments_->resumesExact : instruments_->resumesGap;
    counter.Increment();
}

void Metrics::countGap()
{
    instruments_->gaps.Increment();
}

void Metrics::redisAnswered(std::chrono::duration<double> seconds)
{
    instruments_->redisSeconds.Observe(seconds.count());
}

void Metrics::setDisk(base::Bytes available, base::Bytes total)
{
    instruments_->diskFree.Set(static_cast<double>(available.count));
    instruments_->diskSize.Set(static_cast<double>(total.count));
}

void Metrics::setCertificateExpiry(std::chrono::seconds left)
{
    instruments_->certificateExpiry.Add({}).Set(static_cast<double>(left.count()));
}

void Metrics::storeCommitted(std::chrono::duration<double> seconds, quint64 operations)
{
    instruments_->commitSeconds.Observe(seconds.count());
    instruments_->storeOperations.Increment(static_cast<double>(operations));
}

void Metrics::setStoreUp(bool up)
{
    instruments_->storeUp.Set(up ? 1 : 0);
}

prometheus::Histogram& Metrics::loopLag(const std::string& thread)
{
    return instruments_->loopLag.Add({{"thread", thread}}, kLagBuckets);
}

MetricsTotals Metrics::totals() const
{
    MetricsTotals totals;
    totals.messagesIn = instruments_->messagesIn.Value();
    totals.messagesOut = instruments_->messagesOut.Value();
    for (const Counter* const each : instruments_->errors) {
        totals.errors += each->Value();
    }
    const auto commits = instruments_->commitSeconds.Collect().histogram;
    totals.commits = static_cast<double>(commits.sample_count);
    totals.commitSeconds = commits.sample_sum;
    return totals;
}

QByteArray Metrics::exposition() const
{
    std::vector<prometheus::MetricFamily> families = instruments_->registry.Collect();
    std::vector<prometheus::MetricFamily> process = instruments_->process.Collect();
    families.insert(families.end(), std::make_move_iterator(process.begin()),
                    std::make_move_iterator(process.end()));
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, families);
    return QByteArray::fromStdString(text.str());
}

}  // namespace snug::observe
