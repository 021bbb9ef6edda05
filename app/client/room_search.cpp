// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/room_search.h"

#include "protocol/search_words.h"

namespace snug::client {

namespace {
// A search of another room that nobody waits for any more ends within this many tries.
constexpr int kMostRefusals = 6;
}  // namespace

RoomSearch::RoomSearch(Session& session, QString room, Backoff::Random random, QObject* parent)
    : QObject(parent)
    , session_(session)
    , room_(std::move(room))
    , backoff_(session.timing().retry, std::move(random))
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &RoomSearch::ask);
}

void RoomSearch::start(const QString& text)
{
    const QStringList words = protocol::searchWords(text);
    if (words.isEmpty()) {
        clear();
        return;
    }
    // First, so that nobody takes the results that go for a search that found nothing.
    setState(State::Searching);
    reset();
    text_ = text;
    words_ = words;
    enough_ = kResultsAtOnce;
    ask();
}

void RoomSearch::goOn()
{
    if (state_ != State::MoreThere && state_ != State::Failed) {
        return;
    }
    parts_ = 0;
    backoff_.reset();
    enough_ = results_.size() + kResultsAtOnce;
    setState(State::Searching);
    ask();
}

void RoomSearch::stop()
{
    if (state_ == State::Searching) {
        ++round_;
        retry_.stop();
        setState(State::MoreThere);
    }
}

void RoomSearch::clear()
{
    setState(State::Idle);
    reset();
}

void RoomSearch::reset()
{
    ++round_;
    retry_.stop();
    backoff_.reset();
    text_.clear();
    words_.clear();
    epoch_.clear();
    before_.reset();
    parts_ = 0;
    if (!results_.isEmpty()) {
        results_.clear();
        Q_EMIT cleared();
    }
}

void RoomSearch::ask()
{
    if (underWay_) {
        return;  // its end asks
    }
    underWay_ = true;
    session_.ask(protocol::Search{room_, text_, before_, kResultsAtOnce}, this,
                 [this, round = round_](const Outcome<protocol::Found>& outcome) {
                     underWay_ = false;
                     if (round == round_) {
                         onAnswer(outcome);
                     } else if (state_ == State::Searching) {
                         ask();
                     }
                 });
}

void RoomSearch::onAnswer(const Outcome<protocol::Found>& outcome)
{
    if (outcome) {
        backoff_.reset();
        take(*outcome);
    } else if (outcome.error().refusedWith(protocol::ErrorCode::RateLimited) &&
               backoff_.tries() < kMostRefusals) {
        retry_.start(backoff_.next());
    } else {
        fail(outcome.error().error);
    }
}

void RoomSearch::take(const protocol::Found& answer)
{
    if (!epoch_.isEmpty() && answer.epoch != epoch_) {
        // Places in the old log mean nothing in the new one; a further try begins there.
        const QString text = text_;
        const QStringList words = words_;
        reset();
        text_ = text;
        words_ = words;
        fail(protocol::makeError(
            protocol::ErrorCode::Internal,
            QStringLiteral("The room's messages were lost and have begun anew. What was found is gone.")));
        return;
    }
    epoch_ = answer.epoch;
    before_ = answer.next;
    ++parts_;
    const qsizetype first = results_.size();
    const qsizetype count = std::min(answer.entries.size(), kMost - first);
    results_.append(answer.entries.first(count));
    const int round = round_;
    if (count > 0) {
        Q_EMIT found(static_cast<int>(first), static_cast<int>(count));
    }
    if (round != round_) {
        return;  // who heard it wants something else
    }
    const bool full = results_.size() >= kMost && (answer.next || count < answer.entries.size());
    if (full) {
        setState(State::Full);
    } else if (!answer.next) {
        setState(State::Complete);
    } else if (results_.size() >= enough_ || parts_ >= kPartsAtOnce) {
        setState(State::MoreThere);
    } else {
        setState(State::Searching);
        if (round == round_) {
            ask();
        }
    }
}

void RoomSearch::fail(const protocol::Error& error)
{
    error_ = error;
    setState(State::Failed);
}

void RoomSearch::setState(State state)
{
    state_ = state;
    Q_EMIT stateChanged();
}

}  // namespace snug::client
