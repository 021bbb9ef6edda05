// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/hub.h"

namespace snug::rooms {

using protocol::ErrorCode;

Hub::Hub(HubConfig config, base::RandomText random)
    : state_(std::move(config), std::move(random))
    , presence_(state_)
    , directory_(state_)
    , conversation_(state_, directory_)
    , membership_(state_, presence_, conversation_, directory_)
    , cluster_(state_, presence_, directory_)
    , administration_(state_, conversation_, membership_, directory_)
    , greeter_(state_, membership_, directory_, cluster_, administration_)
{
}

void Hub::apply(Input input, const base::Now& now, Effects& effects)
{
    state_.now = now;
    state_.effects = &effects;
    std::visit([this](const auto& each) { on(each); }, input);
    cluster_.tellChanges();
    state_.effects = nullptr;
}

HubFigures Hub::figures() const
{
    return {state_.connectionCount(), static_cast<int>(state_.users.all().size()),
            static_cast<int>(state_.rooms.size()), state_.counters, administration_.isDraining()};
}

void Hub::on(const Opened& opened)
{
    Connection connection;
    connection.id = opened.connection;
    connection.address = opened.address;
    connection.inner = opened.inner;
    connection.since = state_.now.wall;
    state_.inner += opened.inner ? 1 : 0;
    state_.connections.emplace(opened.connection, std::move(connection));
}

void Hub::on(const Closed& closed)
{
    if (Connection* const connection = state_.connection(closed.connection)) {
        administration_.closed(closed.connection);
        greeter_.closed(*connection, closed.clean);
        state_.inner -= connection->inner ? 1 : 0;
        state_.connections.erase(closed.connection);
    }
}

void Hub::on(const Received& received)
{
    Connection* const connection = state_.connection(received.connection);
    if (connection == nullptr) {
        return;
    }
    const auto& request = received.request;
    state_.receivedAt = received.at;
    const Asker asker{received.connection, request ? request->id : request.error().id};
    if (!connection->commands.take(state_.config.limits.commands, state_.now.steady)) {
        state_.refuse(asker, ErrorCode::RateLimited);
    } else if (state_.draining) {
        state_.refuse(asker, ErrorCode::ShuttingDown);
    } else if (!request) {
        state_.refuse(asker, request.error().error);
    } else if (connection->inner) {
        probe(asker, request->command);
    } else if (const auto* hello = std::get_if<protocol::Hello>(&request->command)) {
        greeter_.hello(*connection, asker, *hello);
    } else if (connection->user == nullptr && !connection->greeting) {
        state_.refuse(asker, ErrorCode::HelloFirst);
        state_.disconnect(connection->id, protocol::CloseCode::HelloFirst);
    } else if (!connection->greeted) {
        state_.refuse(asker, ErrorCode::HelloFirst);
    } else {
        run(*connection, asker, request->command);
    }
}

void Hub::run(Connection& connection, const Asker& asker, const protocol::Command& command)
{
    User& user = *connection.user;
    std::visit(base::overloaded{
                   [](const protocol::Hello&) {},
                   [&](const protocol::Join& join) { membership_.join(asker, user, join); },
                   [&](const protocol::Leave& leave) { membership_.leave(asker, user, leave); },
                   [&](const protocol::Send& send) { conversation_.send(connection, asker, send); },
                   [&](const protocol::SetTopic& topic) { conversation_.setTopic(connection, asker, topic); },
                   [&](const protocol::History& history) { conversation_.history(asker, user, history); },
                   [&](const protocol::Search& search) { conversation_.search(connection, asker, search); },
                   [&](const protocol::ListRooms& list) { directory_.list(asker, list); },
                   [&](const protocol::CreateRoom& create) { directory_.create(asker, create); },
                   [&](const protocol::Typing& typing) { presence_.typing(asker, user, typing); },
                   [&](const protocol::ListPresence& list) { presence_.page(asker, user, list); },
                   [&](const protocol::SetStatus& status) { presence_.status(asker, user, status); },
                   [&](const protocol::Ping&) { state_.answer(asker, protocol::Pong{state_.now.wall}); },
                   [&](const protocol::Probe&) { state_.refuse(asker, ErrorCode::BadType); },
                   [&](const protocol::AdminCommand& each) { administration_.run(connection, asker, each); },
               },
               command);
}

void Hub::probed(const PendingProbe& pending, const store::Result<store::Outcome>& result)
{
    if (!result) {
        state_.refuse(pending.asker, toProtocol(result.error()));
        return;
    }
    const auto itself = std::make_shared<const std::vector<base::ConnectionId>>(1, pending.asker.connection);
    state_.broadcast(itself, {}, protocol::Probed{pending.n});
    state_.answer(pending.asker, protocol::Ok{});
}

// The server's own probe: what it has stored comes to it the way that messages come to members.
void Hub::probe(const Asker& asker, const protocol::Command& command)
{
    if (const auto* const probe = std::get_if<protocol::Probe>(&command)) {
        state_.ask(store::Probe{0}, PendingProbe{asker, probe->n});
    } else {
        state_.refuse(asker, ErrorCode::BadType);
    }
}

void Hub::on(const Completed& completed)
{
    const auto found = state_.pending.find(completed.completion.ticket);
    if (found == state_.pending.end()) {
        return;  // a call whose answer nobody waits for
    }
    const Pending pending = std::move(found->second);
    state_.pending.erase(found);
    goOn(pending, completed.completion.result);
}

void Hub::goOn(const Pending& pending, const store::Result<store::Outcome>& result)
{
    std::visit(base::overloaded{
                   [&](const PendingFindSession& each) { greeter_.found(each, result); },
                   [&](const PendingAdmission& each) { greeter_.admitted(each, result); },
                   [&](const PendingEnter& each) { greeter_.entered(each, result); },
                   [&](const PendingSaveSession& each) { greeter_.saved(each, result); },
                   [&](const PendingWelcome& each) { greeter_.listed(each, result); },
                   [&](const PendingOpen& each) { membership_.opened(each, result); },
                   [&](const PendingCreate& each) { directory_.created(each, result); },
                   [&](const PendingResume& each) { membership_.resumed(each, result); },
                   [&](const PendingCatchUp& each) { conversation_.caughtUp(each, result); },
                   [&](const PendingRecheck& each) { conversation_.rechecked(each, result); },
                   [&](const PendingAppend& each) { conversation_.appended(each, result); },
                   [&](const PendingHistory& each) { conversation_.historyRead(each, result); },
                   [&](const PendingSearch& each) { conversation_.searched(each, result); },
                   [&](const PendingRooms& each) { directory_.listed(each, result); },
                   [&](const PendingElsewhere&) { cluster_.listed(result); },
                   [&](const PendingLook&) { directory_.looked(result); },
                   [&](const PendingProbe& each) { probed(each, result); },
                   [&](const PendingFacts&) { administration_.factsListed(result); },
                   [&](const PendingFact& each) { administration_.factPut(each, result); },
                   [&](const PendingClear& each) { administration_.rooms().cleared(each, result); },
                   [&](const PendingDelete& each) { administration_.deleted(each, result); },
                   [&](const PendingReadRoom& each) { administration_.rooms().wasRead(each, result); },
                   [&](const PendingCensus&) { administration_.census().listed(result); },
                   [&](const PendingSizes&) { administration_.census().measured(result); },
                   [&](const PendingInstances&) { administration_.instances().listed(result); },
                   [](const PendingClaim&) {},  // these two are the clerk's
                   [](const PendingSettings&) {},
               },
               pending);
}

void Hub::on(const Fed& fed)
{
    conversation_.fed(fed.entry);
}

void Hub::on(const Missed&)
{
    conversation_.missed();
    cluster_.missed();
    administration_.missed();
}

void Hub::on(const Heard& heard)
{
    cluster_.heard(heard.news);
    administration_.heard(heard.news);
}

void Hub::on(const Tick&)
{
    membership_.tick();
    cluster_.tick();
    greeter_.tick();
    presence_.tick();
    directory_.tick();
    administration_.tick();
}

void Hub::on(const Drain&)
{
    state_.draining = true;
}

void Hub::on(const StoreAvailable& store)
{
    if (std::exchange(state_.storing, store.storing) != store.storing) {
        state_.broadcast(state_.everybody(), {}, protocol::StoringChange{store.storing});
    }
}

void Hub::on(const Configure& configure)
{
    state_.config = configure.config;
}

void Hub::on(const Answered& answered)
{
    const auto found = state_.pending.extract(answered.answer.ticket);
    if (found.empty()) {
        return;
    }
    if (const auto* const claim = std::get_if<PendingClaim>(&found.mapped())) {
        administration_.answered(*claim, answered.answer);
    } else if (const auto* const settings = std::get_if<PendingSettings>(&found.mapped())) {
        administration_.answered(*settings, answered.answer);
    }
}

void Hub::on(const Recalled& recalled)
{
    administration_.recalled(recalled);
}

void Hub::on(const Observed& observed)
{
    administration_.watchers().observed(observed);
}

void Hub::on(const LogWritten& written)
{
    administration_.watchers().logWritten(written);
}

void Hub::on(const Measured& measured)
{
    administration_.watchers().measured(measured);
}

void Hub::on(const FramesRecalled& recalled)
{
    administration_.watchers().framesRecalled(recalled);
}

}  // namespace snug::rooms
