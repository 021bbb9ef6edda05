// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/io_worker.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimerEvent>
#include <utility>

#include "base/log.h"

namespace snug::net {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds kTick{250};
constexpr std::chrono::milliseconds kStoppingTick{25};
constexpr std::chrono::seconds kWarnEvery{10};
constexpr int kWheelSlots = 256;  // 64 s: further than any usual deadline
constexpr std::size_t kReadBuffer = 64 * 1024;

const QEvent::Type kReap = static_cast<QEvent::Type>(QEvent::registerEventType());

// A socket for both families tells IPv4 addresses as IPv6; for caps, bans and people they are what they were.
QHostAddress ownFamily(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

}  // namespace

const QEvent::Type IoWorker::kWake = static_cast<QEvent::Type>(QEvent::registerEventType());

IoWorker::IoWorker(IoShared& shared)
    : shared_(shared)
    , readBuffer_(kReadBuffer)
    , handshakes_(shared.config, shared.counters,
                  {[this](Visitor& visitor, bool inner) { return admit(visitor, inner); },
                   [this](Handshakes::Socket socket, const Visitor& visitor, const QByteArray& already) {
                       open(std::move(socket), visitor, already);
                   },
                   [this](const Visitor& visitor) { leave(visitor); }})
    , channels_(shared.index)
    , survey_(channels_, shared.inbound)
    , wheel_(kTick, kWheelSlots, steady_clock::now())
{
}

IoWorker::~IoWorker()
{
    guard_.check();
    stopping_ = true;
    adoptAccepted();  // closes what was accepted too late
    handshakes_.dropAll();
    closeEverybody(true);
}

bool IoWorker::event(QEvent* event)
{
    if (event->type() == kWake) {
        adoptAccepted();
        shared_.inquiries.takeAll(inquiryBatch_);  // first: they see what was sent before them
        deliverAll();
        answerInquiries();
        doTasks();
        return true;
    }
    if (event->type() == kReap) {
        graveyard_.clear();
        quitWhenDone();
        return true;
    }
    return QObject::event(event);
}

void IoWorker::adoptAccepted()
{
    shared_.accepted.takeAll(acceptedBatch_);
    for (const qintptr descriptor : acceptedBatch_) {
        adopt(descriptor);
    }
}

void IoWorker::adopt(qintptr descriptor)
{
    auto handshake = makeHandshakeSocket(shared_.config.tls.has_value());
    QTcpSocket& socket = handshake->socket();
    if (!socket.setSocketDescriptor(descriptor)) {
        shared_.counters.refused.add(1);
        shared_.load.fetch_sub(1, std::memory_order_relaxed);
        shared_.admission.leave();
        return;
    }
    const QHostAddress peer = socket.peerAddress();
    const auto visitor = stopping_
                             ? std::nullopt
                             : shared_.admission.enterFrom(ownFamily(peer), peer == socket.localAddress());
    if (!visitor) {
        shared_.counters.refused.add(1);
        shared_.load.fetch_sub(1, std::memory_order_relaxed);
        shared_.admission.leave();
        return;  // the socket closes with its owner
    }
    shared_.counters.accepted.add(1);
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    handshakes_.add(std::move(handshake), *visitor);
    keepTicking();
}

void IoWorker::doTasks()
{
    std::vector<std::function<void()>> tasks;
    shared_.tasks.takeAll(tasks);
    for (const auto& task : tasks) {
        task();
    }
}

void IoWorker::answerInquiries()
{
    for (const Inquiry& inquiry : inquiryBatch_) {
        if (!inquiry.recordOf) {
            survey_.begin();
            continue;
        }
        const Channel* channel = channels_.find(*inquiry.recordOf);
        shared_.inbound.recorded(channel != nullptr ? channel->record()
                                                    : ConnectionRecord{*inquiry.recordOf, {}});
    }
}

bool IoWorker::admit(Visitor& visitor, bool inner)
{
    const bool stays = shared_.admission.settle(visitor, inner);
    if (stays && inner) {
        shared_.counters.accepted.add(-1);  // counted when nobody could know
    }
    return stays;
}

// A connection that was counted in is no more.
void IoWorker::leave(const Visitor& visitor)
{
    shared_.load.fetch_sub(1, std::memory_order_relaxed);
    shared_.admission.leave(visitor);
}

void IoWorker::open(Handshakes::Socket socket, const Visitor& visitor, const QByteArray& already)
{
    channels_.make(visitor, *this).begin(std::move(socket), already);
}

void IoWorker::deliverAll()
{
    DeliveryBox::Missed missed;
    shared_.deliveries.takeAll(batch_, missed);
    if (missed.any()) {
        closeWhoMissed(missed);
    }
    const auto now = steady_clock::now();
    for (const Delivery& delivery : batch_) {
        deliver(delivery, now);
    }
    batch_.clear();  // lets go of the frames
    flushTouched();
    countDeliveries();
}

void IoWorker::countDeliveries()
{
    if (cameAt_.empty()) {
        return;
    }
    const auto now = steady_clock::now();
    for (const base::SteadyTime at : cameAt_) {
        shared_.counters.deliveries.add(now - at);
    }
    cameAt_.clear();
}

void IoWorker::closeWhoMissed(const DeliveryBox::Missed& missed)
{
    const auto now = steady_clock::now();
    if (now - overrunWarnedAt_ > kWarnEvery) {
        overrunWarnedAt_ = now;
        qCWarning(base::logNet) << "I/O thread" << shared_.index
                                << "was overrun; connections told to come back:"
                                << (missed.everybody ? channels_.size() : missed.who.size());
    }
    if (missed.everybody) {
        for (const base::ConnectionId id : channels_.ids()) {
            closeMissed(id);
        }
        return;
    }
    for (const base::ConnectionId id : missed.who) {
        closeMissed(id);
    }
}

void IoWorker::closeMissed(base::ConnectionId id)
{
    Channel* channel = touch(id);
    if (channel != nullptr && channel->isOpen()) {
        channel->close(protocol::CloseCode::Overloaded);
        shared_.counters.overruns.add(1);
    }
}

void IoWorker::deliver(const Delivery& delivery, base::SteadyTime now)
{
    if (const auto* many = std::get_if<DeliverMany>(&delivery)) {
        const auto& audience = *many->audience;
        if (many->since != base::SteadyTime{}) {
            cameAt_.push_back(many->since);
        }
        for (std::size_t i = many->first; i < many->last; ++i) {
            if (audience[i] == many->except) {
                continue;
            }
            if (Channel* channel = touch(audience[i])) {
                channel->queue(many->frame, now);
            }
        }
    } else if (const auto* one = std::get_if<DeliverOne>(&delivery)) {
        if (Channel* channel = touch(one->to)) {
            channel->queue(one->frame, now);
        }
    } else if (const auto* close = std::get_if<DeliverClose>(&delivery)) {
        if (Channel* channel = touch(close->to)) {
            channel->close(close->code, close->reason);
        }
    } else if (const auto* done = std::get_if<DeliverHelloDone>(&delivery)) {
        if (Channel* channel = channels_.find(done->to)) {
            channel->helloDone();
        }
    }
}

Channel* IoWorker::touch(base::ConnectionId id)
{
    Channel* channel = channels_.find(id);
    if (channel != nullptr && !channel->touched) {
        channel->touched = true;
        touched_.push_back(channel);
    }
    return channel;
}

void IoWorker::flushTouched()
{
    for (Channel* channel : touched_) {
        channel->touched = false;
        channel->flush();
    }
    touched_.clear();
}

void IoWorker::gone(Channel& channel)
{
    leave(channel.visitor());
    // It is somewhere below us on the stack: destroyed when this turn is over.
    if (graveyard_.empty()) {
        QCoreApplication::postEvent(this, new QEvent(kReap));
    }
    graveyard_.push_back(channels_.take(channel.id()));
}

void IoWorker::reportClosed(base::ConnectionId who, bool clean)
{
    if (!unreported_.empty() || !shared_.inbound.closed(who, clean)) {
        unreported_.push_back({who, clean});
    }
}

void IoWorker::retryReports()
{
    while (!unreported_.empty() &&
           shared_.inbound.closed(unreported_.front().who, unreported_.front().clean)) {
        unreported_.pop_front();
    }
}

void IoWorker::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != tick_.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    const auto now = steady_clock::now();
    handshakes_.expire(now);
    wheel_.advance(now, due_);
    for (const TimerWheel::Entry& entry : due_) {
        if (Channel* channel = channels_.find(entry.who)) {
            channel->onTimer(entry.due, now);
        }
    }
    retryReports();
    if (stopping_) {
        if (now >= stragglersAt_) {
            closeEverybody(true);
        }
        if (now >= stopAt_ && !unreported_.empty()) {
            qCWarning(base::logNet) << "The hub never took the end of" << unreported_.size() << "connections";
            unreported_.clear();
        }
        quitWhenDone();
    } else if (channels_.size() == 0 && handshakes_.empty() && unreported_.empty()) {
        tick_.stop();
    }
}

void IoWorker::keepTicking()
{
    if (!tick_.isActive()) {
        tick_.start(static_cast<int>(kTick.count()), Qt::CoarseTimer, this);
    }
}

void IoWorker::beginStop()
{
    guard_.check();
    stopping_ = true;
    stragglersAt_ = steady_clock::now() + kStragglers;
    stopAt_ = steady_clock::now() + kStopDeadline;
    adoptAccepted();
    deliverAll();
    handshakes_.dropAll();
    closeEverybody(false);
    tick_.start(static_cast<int>(kStoppingTick.count()), Qt::PreciseTimer, this);
    quitWhenDone();
}

void IoWorker::closeEverybody(bool atOnce)
{
    for (const base::ConnectionId id : channels_.ids()) {
        Channel* channel = channels_.find(id);
        if (channel == nullptr) {
            continue;
        }
        channel->close(protocol::CloseCode::GoingAway);
        channel->flush();
        if (atOnce) {
            channel->end();
        }
    }
}

void IoWorker::quitWhenDone()
{
    if (stopping_ && channels_.size() == 0 && unreported_.empty() && handshakes_.empty()) {
        QThread::currentThread()->quit();
    }
}

}  // namespace snug::net
