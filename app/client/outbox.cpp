// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/outbox.h"

#include <QSet>

namespace snug::client {

namespace {

constexpr int kNonceBytes = 16;
// A room that we can join but not speak in: say so rather than join for ever.
constexpr int kNotMemberTries = 3;

base::SteadyTime steadyNow()
{
    return base::Now::read().steady;
}

}  // namespace

Outbox::Outbox(Options options, QObject* parent)
    : QObject(parent)
    , options_(std::move(options))
{
    wake_.setSingleShot(true);
    connect(&wake_, &QTimer::timeout, this, &Outbox::dispatch);
}

int Outbox::waiting() const
{
    return static_cast<int>(std::count_if(messages_.begin(), messages_.end(), [](const Outgoing& message) {
        return message.state != OutgoingState::Failed;
    }));
}

void Outbox::restore(const QVector<Outgoing>& messages)
{
    QVector<Outgoing> all;
    QSet<QString> known;
    for (const Outgoing& message : messages_) {
        known.insert(message.nonce);
    }
    for (Outgoing message : messages) {
        if (all.size() + messages_.size() < kMost && !known.contains(message.nonce)) {
            known.insert(message.nonce);
            if (message.state != OutgoingState::Failed) {
                message.state = OutgoingState::Queued;
            }
            all.append(message);
        }
    }
    const qsizetype restored = all.size();
    messages_ = all + messages_;
    for (qsizetype i = 0; i < restored; ++i) {
        Q_EMIT messageChanged(messages_.at(i));
    }
    dispatch();
}

base::Result<QString, protocol::Error> Outbox::add(const QString& room, const QString& text,
                                                   base::WallTime now)
{
    if (messages_.size() >= kMost) {
        return protocol::makeError(protocol::ErrorCode::Overloaded,
                                   QStringLiteral("%1 messages wait already.").arg(kMost));
    }
    Outgoing message;
    message.room = room;
    message.text = text;
    message.nonce = QString::fromLatin1(options_.random(kNonceBytes));
    message.queuedAt = now;
    messages_.append(message);
    Q_EMIT messageChanged(message);
    Q_EMIT changed();
    dispatch();
    return message.nonce;
}

void Outbox::setReady(const QString& room, bool ready)
{
    Lane& lane = lanes_[room];
    if (lane.ready == ready) {
        return;
    }
    lane.ready = ready;
    lane.notBefore = {};
    lane.backoff.reset();
    if (ready) {
        dispatch();
    } else if (!lane.sending &&
               std::none_of(messages_.begin(), messages_.end(),
                            [&room](const Outgoing& message) { return message.room == room; })) {
        lanes_.erase(room);
    }
}

void Outbox::tryNow()
{
    for (auto& [room, lane] : lanes_) {
        lane.notBefore = {};
        lane.backoff.reset();
    }
    dispatch();
}

void Outbox::confirm(const QString& nonce)
{
    const int index = indexOf(nonce);
    if (index >= 0) {
        messages_.remove(index);
        Q_EMIT changed();
        dispatch();
    }
}

bool Outbox::retry(const QString& nonce)
{
    const int index = indexOf(nonce);
    if (index < 0 || messages_.at(index).state != OutgoingState::Failed) {
        return false;
    }
    lanes_[messages_.at(index).room].notMemberCount = 0;
    setState(index, OutgoingState::Queued);
    dispatch();
    return true;
}

bool Outbox::discard(const QString& nonce)
{
    const int index = indexOf(nonce);
    if (index < 0 || messages_.at(index).state != OutgoingState::Failed) {
        return false;
    }
    const Outgoing message = messages_.takeAt(index);
    Q_EMIT messageDiscarded(message.room, message.nonce);
    Q_EMIT changed();
    return true;
}

void Outbox::discardRoom(const QString& room)
{
    for (int i = static_cast<int>(messages_.size()) - 1; i >= 0; --i) {
        if (messages_.at(i).room == room) {
            const QString nonce = messages_.takeAt(i).nonce;
            Q_EMIT messageDiscarded(room, nonce);
            Q_EMIT changed();
        }
    }
    dispatch();
}

void Outbox::dispatch()
{
    const auto now = steadyNow();
    std::optional<base::SteadyTime> next;
    QSet<QString> seen;
    for (int i = 0; i < messages_.size() && underWay_ < kWindow; ++i) {
        const Outgoing message = messages_.at(i);
        if (message.state != OutgoingState::Queued || seen.contains(message.room)) {
            continue;
        }
        seen.insert(message.room);
        Lane& lane = lanes_[message.room];
        if (!lane.ready || lane.sending) {
            continue;
        }
        if (lane.notBefore > now) {
            next = next ? std::min(*next, lane.notBefore) : lane.notBefore;
            continue;
        }
        sendNow(i, lane);
    }
    if (next) {
        wake_.start(std::chrono::ceil<std::chrono::milliseconds>(*next - now));
    }
}

void Outbox::sendNow(int index, Lane& lane)
{
    lane.sending = true;
    ++underWay_;
    const Outgoing message = messages_.at(index);
    setState(index, OutgoingState::Sending);
    options_.send({message.room, message.text, message.nonce},
                  [this, room = message.room, nonce = message.nonce](const Outcome<protocol::Sent>& outcome) {
                      onAnswer(room, nonce, outcome);
                  });
}

void Outbox::onAnswer(const QString& room, const QString& nonce, const Outcome<protocol::Sent>& outcome)
{
    --underWay_;
    Lane& lane = lanes_[room];
    lane.sending = false;
    const int index = indexOf(nonce);  // −1 when the log was quicker than the answer
    if (outcome) {
        lane.backoff.reset();
        lane.notMemberCount = 0;
        if (index >= 0) {
            store(index, outcome->seq);
        }
    } else if (index >= 0) {
        const Failure& failure = outcome.error();
        const bool outside = failure.refusedWith(protocol::ErrorCode::NotMember);
        if (outside && ++lane.notMemberCount < kNotMemberTries) {
            lane.ready = false;
            setState(index, OutgoingState::Queued);
            Q_EMIT notMember(room);
        } else if (failure.temporary()) {
            hold(lane);
            setState(index, OutgoingState::Queued);
        } else {
            setState(index, OutgoingState::Failed, failure.error);
        }
    }
    dispatch();
}

void Outbox::hold(Lane& lane)
{
    if (!lane.backoff) {
        lane.backoff.emplace(options_.retry, options_.jitter);
    }
    lane.notBefore = steadyNow() + lane.backoff->next();
}

void Outbox::setState(int index, OutgoingState state, std::optional<protocol::Error> error)
{
    const bool kept =
        (state == OutgoingState::Failed) != (messages_.at(index).state == OutgoingState::Failed);
    messages_[index].state = state;
    messages_[index].error = std::move(error);
    Q_EMIT messageChanged(messages_.at(index));
    if (kept) {
        Q_EMIT changed();  // between Queued and Sending nothing is to be kept
    }
}

void Outbox::store(int index, quint64 seq)
{
    Outgoing message = messages_.takeAt(index);
    message.state = OutgoingState::Stored;
    message.seq = seq;
    Q_EMIT messageChanged(message);
    Q_EMIT changed();
}

int Outbox::indexOf(const QString& nonce) const
{
    for (int i = 0; i < messages_.size(); ++i) {
        if (messages_.at(i).nonce == nonce) {
            return i;
        }
    }
    return -1;
}

}  // namespace snug::client
