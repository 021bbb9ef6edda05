// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/room_sync.h"

#include "base/log.h"

namespace snug::client {

namespace {
constexpr int kHistoryPage = 60;
constexpr int kPeoplePage = 200;

base::SteadyTime steadyNow()
{
    return base::Now::read().steady;
}
}  // namespace

RoomSync::RoomSync(Session& session, RoomState& state, Backoff::Random random, QObject* parent)
    : QObject(parent)
    , session_(session)
    , state_(state)
    , backoff_(session.timing().retry, random)
    , olderBackoff_(session.timing().retry, std::move(random))
{
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, [this] {
        if (next_ != nullptr) {
            (this->*std::exchange(next_, nullptr))();
        }
    });
    replay_.setSingleShot(true);
    connect(&replay_, &QTimer::timeout, this, &RoomSync::rejoin);
    olderPause_.setSingleShot(true);
    connect(&olderPause_, &QTimer::timeout, this, &RoomSync::endOlder);
}

void RoomSync::enter()
{
    backoff_.reset();
    missed_ = 0;
    gap_ = false;
    join();
}

void RoomSync::pause()
{
    ++attempt_;
    retry_.stop();
    replay_.stop();
    next_ = nullptr;
    typingActive_ = false;
    typingTold_ = {};
    state_.setPhase(RoomPhase::Away);
    if (olderPause_.isActive()) {
        endOlder();
    }
}

void RoomSync::tryNow()
{
    backoff_.reset();
    if (retry_.isActive()) {
        retry_.start(0);
    }
    olderBackoff_.reset();
    if (olderPause_.isActive()) {
        endOlder();
    }
}

void RoomSync::rejoin()
{
    ++attempt_;
    replay_.stop();
    state_.setPhase(RoomPhase::Joining);
    later(&RoomSync::join);
}

void RoomSync::join()
{
    ++attempt_;
    replay_.stop();
    state_.setPhase(RoomPhase::Joining);
    session_.ask(protocol::Join{state_.name(), state_.head()}, this,
                 [this, attempt = attempt_](const Outcome<protocol::Joined>& outcome) {
                     if (isCurrent(attempt)) {
                         onJoined(outcome);
                     }
                 });
}

void RoomSync::onJoined(const Outcome<protocol::Joined>& outcome)
{
    if (!outcome) {
        const Failure& failure = outcome.error();
        if (failure.temporary()) {
            later(&RoomSync::join);
            return;
        }
        state_.setPhase(RoomPhase::Refused, failure.error);
        Q_EMIT refused();
        return;
    }
    const protocol::Joined& joined = *outcome;
    const bool first = !state_.head().has_value();
    const quint64 from = first ? 0 : state_.head()->seq;
    state_.setPhase(RoomPhase::CatchingUp);
    switch (state_.joined(joined)) {
        case RoomState::Start::Fresh:
            loadNewest();
            break;
        case RoomState::Start::Gap:
            gap_ = true;
            loadNewest();
            break;
        case RoomState::Start::Resumed:
            replayTo_ = joined.head.seq;
            if (from >= replayTo_) {
                becomeLive();
            } else {
                replay_.start(session_.timing().request);
            }
            break;
    }
}

void RoomSync::take(const protocol::LogEntry& entry)
{
    switch (state_.arrived(entry)) {
        case RoomState::Arrival::Duplicate:
            return;
        case RoomState::Arrival::Missing:
            // While a join is under way everything will be told again in order.
            if (state_.isJoined()) {
                qCInfo(base::logClient) << "entries are missing before" << entry.seq << "of" << state_.name();
                rejoin();
            }
            return;
        case RoomState::Arrival::Appended:
            break;
    }
    if (state_.phase() == RoomPhase::Live) {
        return;
    }
    if (entry.kind == protocol::EntryKind::Message && !state_.self().owns(entry)) {
        ++missed_;
    }
    if (replay_.isActive() && entry.seq >= replayTo_) {
        becomeLive();
    }
}

void RoomSync::take(const protocol::TypingChange& change)
{
    if (change.who.user != state_.self().person.user) {
        state_.people().setTyping(change, steadyNow() + session_.timing().typingShown);
    }
}

void RoomSync::loadNewest()
{
    if (state_.head()->seq == 0) {
        becomeLive();
        return;
    }
    const int limit = std::min(kHistoryPage, session_.limits().historyPage);
    session_.ask(protocol::History{state_.name(), state_.liveFirst(), limit}, this,
                 [this, attempt = attempt_](const Outcome<protocol::HistoryPage>& outcome) {
                     if (isCurrent(attempt)) {
                         onNewest(outcome);
                     }
                 });
}

void RoomSync::onNewest(const Outcome<protocol::HistoryPage>& outcome)
{
    if (outcome) {
        state_.olderArrived(*outcome);
    } else if (outcome.error().refusedWith(protocol::ErrorCode::NotMember)) {
        rejoin();
        return;
    } else if (outcome.error().temporary()) {
        later(&RoomSync::loadNewest);
        return;
    }
    becomeLive();
}

void RoomSync::becomeLive()
{
    replay_.stop();
    backoff_.reset();
    state_.setPhase(RoomPhase::Live);
    const int missed = std::exchange(missed_, 0);
    Q_EMIT caughtUp(missed, std::exchange(gap_, false));
}

void RoomSync::later(void (RoomSync::*step)())
{
    // Nothing to come back for while there is no connection: enter() begins anew.
    if (session_.isOnline()) {
        next_ = step;
        retry_.start(backoff_.next());
    }
}

void RoomSync::loadOlder()
{
    if (olderUnderWay_) {
        return;
    }
    if (!state_.isJoined() || !state_.olderThere()) {
        endOlder();
        return;
    }
    olderUnderWay_ = true;
    const int limit = std::min(kHistoryPage, session_.limits().historyPage);
    session_.ask(protocol::History{state_.name(), state_.liveFirst(), limit}, this,
                 [this](const Outcome<protocol::HistoryPage>& outcome) { onOlder(outcome); });
}

void RoomSync::onOlder(const Outcome<protocol::HistoryPage>& outcome)
{
    if (outcome) {
        olderBackoff_.reset();
        state_.olderArrived(*outcome);
    } else if (state_.isJoined()) {
        olderPause_.start(olderBackoff_.next());
        return;
    }
    endOlder();
}

void RoomSync::endOlder()
{
    olderPause_.stop();
    olderUnderWay_ = false;
    Q_EMIT olderFinished(state_.isJoined() && state_.olderThere());
}

void RoomSync::loadPeople()
{
    if (peopleUnderWay_ || state_.phase() != RoomPhase::Live || !state_.people().moreThere()) {
        return;
    }
    peopleUnderWay_ = true;
    const int limit = std::min(kPeoplePage, session_.limits().membersPage);
    session_.ask(protocol::ListPresence{state_.name(), state_.people().nextPage(), limit}, this,
                 [this](const Outcome<protocol::PresencePage>& outcome) {
                     peopleUnderWay_ = false;
                     if (outcome) {
                         state_.people().addPage(*outcome);
                     }
                 });
}

void RoomSync::typing(bool active)
{
    const auto now = steadyNow();
    const bool due =
        active != typingActive_ || (active && now - typingTold_ >= session_.timing().typingRepeated);
    if (!due || state_.phase() != RoomPhase::Live || state_.people().summarised()) {
        return;
    }
    typingActive_ = active;
    typingTold_ = now;
    session_.tell(protocol::Typing{state_.name(), active});
}

}  // namespace snug::client
