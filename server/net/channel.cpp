// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/channel.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/log.h"
#include "protocol/type_words.h"

namespace snug::net {

using protocol::CloseCode;
using std::chrono::steady_clock;
using websocket::CloseFrame;
using websocket::FrameEvent;
using websocket::FrameFault;
using websocket::PingFrame;
using websocket::PongFrame;
using websocket::TextMessage;

namespace {

// Reads a turn, so that one flooding peer does not keep the others waiting.
constexpr int kReadsPerTurn = 4;
// Parts of one gathered write.
constexpr std::size_t kPartsAtOnce = 16;

}  // namespace

Channel::Channel(base::ConnectionId id, const Visitor& visitor, ChannelHost& host)
    : id_(id)
    , visitor_(visitor)
    , host_(host)
    , counters_(host.counters(visitor.inner))
    , reader_(websocket::Role::Server, host.config().limits.frame)
    , traffic_(counters_)
{
}

void Channel::begin(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket, QByteArrayView already)
{
    counters_.connections.add(1);
    stream_ = makeStream(std::move(socket), *this);
    lastHeard_ = steady_clock::now();
    lastSaid_ = lastHeard_;
    helloBefore_ = lastHeard_ + host_.config().helloDeadline;
    helloDone_ = visitor_.inner;
    announced_ = host_.inbound().opened(
        id_, {visitor_.address.toString(), host_.config().tls.has_value(), visitor_.inner});
    if (!announced_) {
        close(CloseCode::Overloaded);
        flush();
        return;
    }
    reschedule(nextDue(lastHeard_));
    take(already);
    flush();
}

void Channel::queue(const PreparedFrame& frame, base::SteadyTime now)
{
    if (state_ != State::Open) {
        return;
    }
    traffic_.frameGiven(now, frame);
    pending_.push(frame);
    if (blocked_) {
        countBacklog();  // flush() will not help: look now, not at the end of a long batch
    }
}

void Channel::flush()
{
    if (state_ == State::Gone) {
        return;
    }
    while (!blocked_ && !pending_.empty()) {
        if (!writeSome()) {
            return;
        }
    }
    countBacklog();
    afterWriting();
}

// False when the connection has ended under it.
bool Channel::writeSome()
{
    std::array<QByteArrayView, kPartsAtOnce> parts;
    const std::size_t count = pending_.peek(parts);
    qint64 offered = 0;
    for (std::size_t i = 0; i < count; ++i) {
        offered += parts.at(i).size();
    }
    const qint64 written = stream_->write({parts.data(), count});
    if (written == Stream::kEnded) {
        end();
        return false;
    }
    traffic_.countOut(written, pending_.consume(written));
    if (written < offered) {
        blocked_ = true;
        stream_->waitWritable();
    }
    return true;
}

void Channel::countBacklog()
{
    const qint64 waiting = state_ == State::Gone ? 0 : (pending_.size() + stream_->waiting()).count;
    counters_.backlog.add(waiting - backlogCounted_);
    backlogCounted_ = waiting;

    const qint64 budget = host_.config().writeBudget.count;
    const bool slow = waiting > budget / 2;
    if (slow != slow_) {
        counters_.slowReaders.add(slow ? 1 : -1);
        slow_ = slow;
    }
    if (state_ != State::Open || waiting <= budget) {
        return;
    }
    // One frame may be larger than the whole budget: only what waits behind it tells a slow reader.
    if (waiting - pending_.front().count > budget) {
        closeSlowReader();
    }
}

void Channel::closeSlowReader()
{
    pending_.dropUnbegun();
    close(CloseCode::SlowReader);
    countBacklog();
}

void Channel::afterWriting()
{
    if (state_ != State::Closing || !pending_.empty()) {
        return;
    }
    if (peerClosed_ && stream_->waiting().count == 0) {
        end();  // both have said it, and all is sent: the server hangs up first
    } else if (peerClosed_ || deaf_) {
        stream_->finishWriting();
    }
}

void Channel::readable()
{
    lastHeard_ = steady_clock::now();
    const std::span<char> buffer = host_.readBuffer();
    for (int turn = 0; turn < kReadsPerTurn && state_ != State::Gone; ++turn) {
        const qint64 size = stream_->read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (size == Stream::kEnded) {
            end();
            return;
        }
        if (size > 0) {
            traffic_.countBytesIn(size);
            take(QByteArrayView(buffer.data(), size));
        }
        if (size < static_cast<qint64>(buffer.size())) {
            break;
        }
    }
    flush();
}

void Channel::writable()
{
    blocked_ = false;
    flush();
}

void Channel::lost()
{
    // What came before the end is still read; the end itself is met there.
    readable();
    end();
}

void Channel::take(QByteArrayView bytes)
{
    while (!deaf_ && state_ != State::Gone) {
        auto event = reader_.next(bytes);
        if (!event) {
            return;
        }
        handle(std::move(*event));
    }
}

void Channel::handle(FrameEvent event)
{
    if (const auto* text = std::get_if<TextMessage>(&event)) {
        handleText(*text);
    } else if (const auto* ping = std::get_if<PingFrame>(&event)) {
        traffic_.frameCame(lastHeard_, "ping", ping->payload.size());
        queue(PreparedFrame::pong(ping->payload), lastHeard_);
    } else if (const auto* pong = std::get_if<PongFrame>(&event)) {
        traffic_.frameCame(lastHeard_, "pong", pong->payload.size());
        roundTrip_.pong(pong->payload, lastHeard_);
    } else if (const auto* closing = std::get_if<CloseFrame>(&event)) {
        handleClose(*closing);
    } else if (const auto* fault = std::get_if<FrameFault>(&event)) {
        qCDebug(base::logNet, "Peer broke the rules: %s", fault->what);
        deaf_ = true;
        close(fault->code);
    }
}

void Channel::handleText(const TextMessage& message)
{
    lastSaid_ = lastHeard_;
    if (state_ != State::Open) {
        traffic_.frameCame(lastHeard_, "late", message.utf8.size());
        return;
    }
    auto request = protocol::decodeRequest(message.utf8);
    traffic_.frameCame(lastHeard_, request.ok() ? protocol::typeWord(request->command) : "unreadable",
                       message.utf8.size());
    const std::optional<qint64> re = request.ok() ? request->id : request.error().id;
    if (!host_.inbound().received(id_, std::move(request))) {
        const auto error = protocol::makeError(protocol::ErrorCode::Overloaded);
        queue(PreparedFrame::text(protocol::encodeReply({re, error}), protocol::typeWord(error)), lastHeard_);
    }
}

void Channel::handleClose(const CloseFrame& close)
{
    constexpr qsizetype kCodeSize = 2;
    traffic_.frameCame(lastHeard_, "close", close.code ? kCodeSize + close.reason.size() : 0);
    peerClosed_ = true;
    if (state_ != State::Open) {
        return;
    }
    const bool onPurpose = !close.code || *close.code == static_cast<quint16>(CloseCode::Normal);
    closeCode_ = close.code.value_or(IoCounters::kNoCode);
    beginClosing(PreparedFrame::close(close.code), onPurpose);
}

void Channel::close(CloseCode code, const QString& reason)
{
    if (state_ != State::Open) {
        return;
    }
    closeCode_ = static_cast<quint16>(code);
    beginClosing(PreparedFrame::close(code, reason), false);
}

void Channel::beginClosing(const PreparedFrame& farewell, bool clean)
{
    const auto now = steady_clock::now();
    traffic_.frameGiven(now, farewell);
    pending_.push(farewell);
    state_ = State::Closing;
    endBefore_ = now + kCloseDeadline;
    reschedule(endBefore_);
    if (std::exchange(announced_, false)) {
        host_.reportClosed(id_, clean);
    }
}

base::SteadyTime Channel::nextDue(base::SteadyTime now) const
{
    const protocol::Limits& limits = host_.config().limits;
    auto due = base::SteadyTime::max();
    if (!helloDone_) {
        due = helloBefore_;
    }
    if (limits.ping.count() > 0) {
        const bool pinged = now - lastHeard_ >= limits.ping;
        due = std::min<base::SteadyTime>(due, (pinged ? now : lastHeard_) + limits.ping);
    }
    if (limits.idle.count() > 0) {
        due = std::min<base::SteadyTime>(due, lastHeard_ + limits.idle);
    }
    return due;
}

void Channel::onTimer(base::SteadyTime due, base::SteadyTime now)
{
    if (due != scheduled_ || state_ == State::Gone) {
        return;  // another deadline has taken its place
    }
    if (state_ == State::Closing) {
        end();
        return;
    }
    const protocol::Limits& limits = host_.config().limits;
    if (!helloDone_ && now >= helloBefore_) {
        close(CloseCode::HelloTimeout);
    } else if (limits.idle.count() > 0 && now - lastHeard_ >= limits.idle) {
        close(CloseCode::Idle);
    } else {
        if (limits.ping.count() > 0 && now - lastHeard_ >= limits.ping) {
            queue(PreparedFrame::ping({}), now);
        }
        reschedule(nextDue(now));
    }
    flush();
}

std::optional<ConnectionFigures> Channel::measure(base::SteadyTime now)
{
    if (announced_ && !visitor_.inner) {
        if (const auto payload = roundTrip_.ping(now)) {
            queue(PreparedFrame::ping(*payload), now);
            flush();
        }
    }
    if (!announced_ || visitor_.inner) {
        return std::nullopt;  // never was known, or the ping showed that the peer is gone
    }
    ConnectionFigures figures;
    figures.id = id_;
    figures.framesIn = traffic_.framesIn();
    figures.framesOut = traffic_.framesOut();
    figures.bytesIn = traffic_.bytesIn();
    figures.bytesOut = traffic_.bytesOut();
    figures.backlog = pending_.size() + stream_->waiting();
    figures.roundTrip = roundTrip_.last();
    figures.idle = std::chrono::duration_cast<std::chrono::milliseconds>(now - lastSaid_);
    figures.tls = host_.config().tls.has_value();
    return figures;
}

void Channel::reschedule(base::SteadyTime due)
{
    scheduled_ = due;
    if (due != base::SteadyTime::max()) {
        host_.schedule(id_, due);
    }
}

void Channel::end()
{
    if (state_ == State::Gone) {
        return;
    }
    state_ = State::Gone;
    stream_->abort();
    pending_.clear();
    countBacklog();
    counters_.connections.add(-1);
    counters_.countClose(closeCode_);
    if (std::exchange(announced_, false)) {
        host_.reportClosed(id_, false);
    }
    host_.gone(*this);
}

}  // namespace snug::net
