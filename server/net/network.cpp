// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/network.h"

#include <algorithm>
#include <tuple>

#include "base/log.h"
#include "net/admission.h"
#include "net/connection_key.h"
#include "net/descriptor_limit.h"
#include "net/io_thread.h"
#include "net/listener.h"

namespace snug::net {

namespace {

// Descriptors that are not for connections: the store, logs, event loops, the HTTP server, a handshake's
// spare.
constexpr int kDescriptorsKept = 256;

int connectionCap(const NetworkConfig& config)
{
    const int possible = std::max(raiseDescriptorLimit() - kDescriptorsKept, 16);
    if (config.connectionsTotal > possible) {
        qCWarning(base::logNet, "The system allows %d connections, not %d as configured", possible,
                  config.connectionsTotal);
    }
    return config.connectionsTotal == 0 ? possible : std::min(config.connectionsTotal, possible);
}

base::ConnectionId firstOf(std::size_t thread)
{
    return ConnectionKey{static_cast<quint32>(thread), 0, 0}.pack();
}

}  // namespace

Network::Network(NetworkConfig config, Inbound inbound)
    : config_(std::move(config))
    , inbound_(std::move(inbound))
{
}

Network::~Network()
{
    stop();
}

base::Result<quint16, QString> Network::start()
{
    owner_.check();
    Q_ASSERT(threads_.empty());
    admission_ = std::make_unique<Admission>(connectionCap(config_), config_.connectionsPerAddress,
                                             !config_.innerPath.isEmpty());
    const int count = std::clamp(config_.ioThreads, 1, ConnectionKey::kThreads - 1);
    std::vector<IoThread*> threads;
    for (int i = 0; i < count; ++i) {
        threads_.push_back(
            std::make_unique<IoThread>(static_cast<quint32>(i), config_, inbound_, *admission_));
        threads_.back()->startAndWait();
        threads.push_back(threads_.back().get());
    }
    base::Result<quint16, QString> port = QString();
    threads_.front()->call([&] {
        listener_ = std::make_unique<Listener>(threads, *admission_);
        port = listener_->start(config_.address, config_.port, config_.listening);
        address_ = listener_->serverAddress();
    });
    if (!port.ok()) {
        stop();
        return port;
    }
    // Told on any I/O thread; the listener belongs to the first.
    admission_->onRoom([this] {
        threads_.front()->post([this] {
            if (listener_) {
                listener_->goOn();
            }
        });
    });
    return port;
}

void Network::send(base::ConnectionId to, PreparedFrame frame)
{
    const auto thread = ConnectionKey::unpack(to).thread;
    if (thread < threads_.size()) {
        threads_[thread]->shared().deliveries.push(DeliverOne{to, std::move(frame)});
    }
}

void Network::sendMany(const base::Audience& audience, base::ConnectionId except, const PreparedFrame& frame,
                       base::SteadyTime since)
{
    auto first = audience->begin();
    for (std::size_t thread = 0; thread < threads_.size() && first != audience->end(); ++thread) {
        const bool isLast = thread + 1 == threads_.size();
        const auto last =
            isLast ? audience->end() : std::lower_bound(first, audience->end(), firstOf(thread + 1));
        if (first != last) {
            threads_[thread]->shared().deliveries.push(
                DeliverMany{audience, static_cast<std::size_t>(first - audience->begin()),
                            static_cast<std::size_t>(last - audience->begin()), except, frame, since});
        }
        first = last;
    }
}

void Network::close(base::ConnectionId to, protocol::CloseCode code, const QString& reason)
{
    const auto thread = ConnectionKey::unpack(to).thread;
    if (thread < threads_.size()) {
        threads_[thread]->shared().deliveries.push(DeliverClose{to, code, reason});
    }
}

void Network::helloDone(base::ConnectionId to)
{
    const auto thread = ConnectionKey::unpack(to).thread;
    if (thread < threads_.size()) {
        threads_[thread]->shared().deliveries.push(DeliverHelloDone{to});
    }
}

void Network::measure()
{
    for (const auto& thread : threads_) {
        std::ignore = thread->shared().inquiries.push(Inquiry{});
    }
}

void Network::record(base::ConnectionId id)
{
    const auto thread = ConnectionKey::unpack(id).thread;
    if (thread < threads_.size()) {
        std::ignore = threads_[thread]->shared().inquiries.push(Inquiry{id});
    }
}

void Network::setTls(const QSslConfiguration& tls)
{
    owner_.check();
    Q_ASSERT(config_.tls);
    for (const auto& thread : threads_) {
        thread->setTls(tls);
    }
}

void Network::stopAccepting()
{
    owner_.check();
    if (threads_.empty()) {
        return;
    }
    admission_->onRoom({});
    threads_.front()->call([this] { listener_.reset(); });
}

void Network::stop()
{
    owner_.check();
    stopAccepting();
    for (const auto& thread : threads_) {
        thread->beginStop();
    }
    for (const auto& thread : threads_) {
        thread->join();
    }
}

void Network::post(int ioThread, std::function<void()> task)
{
    threads_.at(static_cast<std::size_t>(ioThread))->post(std::move(task));
}

NetworkStatistics Network::statistics() const
{
    NetworkStatistics sum;
    for (const auto& thread : threads_) {
        thread->shared().counters.addTo(sum);
    }
    return sum;
}

QHostAddress Network::address() const
{
    owner_.check();
    return address_;
}

int Network::connectionsMost() const
{
    return admission_ ? admission_->total() : 0;
}

}  // namespace snug::net
