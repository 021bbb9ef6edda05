// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/path_probe.h"

#include "protocol/codec.h"

namespace snug::host {

using std::chrono::steady_clock;

namespace {

// Far over what a reading takes at worst: whoever stalls this stalls the whole thread.
constexpr std::chrono::milliseconds kSilence{10'000};
// How often the failure of what is late is told anew.
constexpr std::chrono::milliseconds kLateAgain{500};

const QString& probeName()
{
    static const QString name = QStringLiteral("chat:roundtrip");
    return name;
}

double seconds(steady_clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

}  // namespace

PathProbe::PathProbe(observe::HealthBoard& board, LoopbackClient::Target target)
    : board_(board)
    , target_(std::move(target))
{
    board_.declare(probeName(), kSilence, base::Now::read());
    next_.setSingleShot(true);
    next_.setTimerType(Qt::PreciseTimer);
    late_.setTimerType(Qt::PreciseTimer);
    connect(&next_, &QTimer::timeout, this, [this] {
        if (client_ != nullptr) {
            publish();
        } else {
            connectAnew();
        }
    });
    connect(&late_, &QTimer::timeout, this, &PathProbe::onLate);
    connectAnew();
}

PathProbe::~PathProbe()
{
    board_.withdraw(probeName());
}

void PathProbe::connectAnew()
{
    client_ = std::make_unique<LoopbackClient>(target_);
    connect(client_.get(), &LoopbackClient::opened, this, &PathProbe::publish);
    connect(client_.get(), &LoopbackClient::received, this, &PathProbe::take);
    // Queued: it is destroyed for it.
    connect(client_.get(), &LoopbackClient::ended, this, &PathProbe::onEnded, Qt::QueuedConnection);
    wait(Waits::ForConnection);
    client_->open();
}

void PathProbe::publish()
{
    ++number_;
    wait(Waits::ForMessage);
    client_->send(protocol::encodeRequest({static_cast<qint64>(number_), protocol::Probe{number_}}));
}

void PathProbe::take(const QByteArray& frame)
{
    const auto decoded = protocol::decodeServerFrame(frame);
    if (!decoded || waits_ != Waits::ForMessage) {
        return;
    }
    if (const auto* const push = std::get_if<protocol::Push>(&*decoded)) {
        const auto* const probed = std::get_if<protocol::Probed>(push);
        if (probed != nullptr && probed->n == number_) {
            arrived();
        }
        return;
    }
    const auto& reply = std::get<protocol::Reply>(*decoded);
    const auto* const error = std::get_if<protocol::Error>(&reply.answer);
    if (error != nullptr && (!reply.re || *reply.re == static_cast<qint64>(number_))) {
        stopWaiting();
        fail(QStringLiteral("A message was refused: %1").arg(error->message));
        next_.start(kInterval);
    }
}

void PathProbe::arrived()
{
    const auto took = waited();
    stopWaiting();
    observe::Reading reading{observe::HealthStatus::Pass, seconds(took), QStringLiteral("s"), {}};
    if (took > kSlow) {
        reading.status = observe::HealthStatus::Warn;
        reading.reason = QStringLiteral("Messages take long.");
    }
    board_.set(probeName(), reading, base::Now::read());
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(kInterval - took);
    next_.start(std::max(rest, std::chrono::milliseconds(0)));
}

void PathProbe::onLate()
{
    late_.start(kLateAgain);
    const auto late = waited();
    if (waits_ == Waits::ForConnection) {
        fail(QStringLiteral("The server does not take a connection on its own port in time."));
    } else {
        fail(QStringLiteral("A message is not back after %1 s.").arg(seconds(late), 0, 'f', 1),
             seconds(late));
    }
    if (waits_ == Waits::ForConnection || late >= kGiveUp) {
        stopWaiting();
        client_.reset();
        next_.start(kAgain);
    }
}

void PathProbe::onEnded(const QString& reason)
{
    if (client_ == nullptr || sender() != client_.get()) {
        return;  // given up meanwhile
    }
    const bool wasOpen = waits_ != Waits::ForConnection;
    stopWaiting();
    client_.reset();
    fail((wasOpen ? QStringLiteral("The server's connection to itself was lost: %1.")
                  : QStringLiteral("The server cannot be reached on its own port: %1."))
             .arg(reason));
    next_.start(kAgain);
}

void PathProbe::wait(Waits what)
{
    waits_ = what;
    since_ = steady_clock::now();
    late_.start(kDeadline);
}

void PathProbe::stopWaiting()
{
    waits_ = Waits::ForNothing;
    late_.stop();
}

steady_clock::duration PathProbe::waited() const
{
    return steady_clock::now() - since_;
}

void PathProbe::fail(const QString& reason, std::optional<double> value)
{
    board_.set(probeName(),
               {observe::HealthStatus::Fail, value, value ? QStringLiteral("s") : QString(), reason},
               base::Now::read());
}

}  // namespace snug::host
