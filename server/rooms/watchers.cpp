// SPDX-License-Identifier: GPL-3.0-or-later
#include "rooms/watchers.h"

#include <algorithm>
#include <cmath>

namespace snug::rooms {

namespace {

using namespace protocol;
using admin::Watch;

// Whether somebody who watches should be told. That time goes by is no news, so it is told in steps.
bool differs(const admin::Connection& a, admin::Connection b)
{
    b.idleSeconds = a.idleSeconds;
    return a != b;
}

double inSteps(double seconds)
{
    const double step = seconds < 10 ? 1 : seconds < 60 ? 10 : 60;
    return std::floor(seconds / step) * step;
}

}  // namespace

void Watchers::watch(const Asker& asker, const Watch& command)
{
    const auto found = watches_.find(asker.connection);
    const Watch before = found == watches_.end() ? Watch{} : found->second;
    if (command == Watch{}) {
        watches_.erase(asker.connection);
    } else {
        watches_[asker.connection] = command;
    }
    state_.answer(asker, AdminAnswer{watching(command.overview)});
    tellEverything(asker.connection, before, command);
}

void Watchers::closed(base::ConnectionId connection)
{
    watches_.erase(connection);
    if (rows_.erase(connection) != 0 && isWatched(&Watch::connections)) {
        gone_.append(static_cast<quint64>(connection));
    }
}

admin::Watching Watchers::watching(bool withHistory) const
{
    admin::Watching watching{state_.config.server, state_.config.store, since_, {}, {}, {}};
    if (withHistory) {
        watching.minute = minute_.samples();
        watching.hour = hour_.samples();
        watching.day = day_.samples();
    }
    return watching;
}

void Watchers::tellEverything(base::ConnectionId to, const Watch& before, const Watch& wanted)
{
    if (wanted.overview && !before.overview && latest_) {
        admin::Overview overview = *latest_;
        overview.hour.reset();
        overview.day.reset();
        tellOne(to, std::move(overview));
    }
    if (wanted.connections && !before.connections) {
        tellConnections(to);
    }
    if (wanted.log && !before.log) {
        tellOne(to, admin::LogLines{{lines_.begin(), lines_.end()}});
    }
}

void Watchers::tellConnections(base::ConnectionId to)
{
    admin::Connections page;
    page.whole = true;
    for (const auto& [id, connection] : state_.connections) {
        if (connection.inner) {
            continue;
        }
        admin::Connection row = rowOf(connection);
        rows_[id] = row;
        page.rows.append(std::move(row));
        if (page.rows.size() == admin::kRows) {
            tellOne(to, std::exchange(page, {}));
        }
    }
    tellOne(to, std::move(page));
}

admin::Connection Watchers::rowOf(const Connection& connection) const
{
    const auto known = rows_.find(connection.id);
    admin::Connection row = known == rows_.end() ? admin::Connection{} : known->second;
    row.id = static_cast<quint64>(connection.id);
    row.address = connection.address;
    row.client = connection.client;
    row.rateLimited = connection.rateLimited;
    row.since = connection.since;
    if (connection.user != nullptr) {
        row.user = connection.user->person.user;
        row.nick = connection.user->person.nick;
        row.rooms = static_cast<int>(connection.user->rooms.size());
    }
    return row;
}

void Watchers::observed(const Observed& observed)
{
    if (since_ == base::WallTime{}) {
        since_ = state_.now.wall;
    }
    lag_ = observed.lag;
    admin::Overview overview = observed.overview;
    overview.now.people = static_cast<int>(state_.users.all().size());
    overview.now.rooms = static_cast<int>(state_.rooms.size());
    overview.instances = instances_;
    minute_.add(overview.now);
    overview.hour = hour_.add(overview.now);
    overview.day = day_.add(overview.now);
    latest_ = overview;
    tell(&Watch::overview, std::move(overview));
}

void Watchers::logWritten(const LogWritten& written)
{
    lines_.insert(lines_.end(), written.lines.begin(), written.lines.end());
    while (lines_.size() > kLogLines) {
        lines_.pop_front();
    }
    tell(&Watch::log, admin::LogLines{written.lines});
}

void Watchers::measured(const Measured& measured)
{
    admin::Connections changes;
    for (const admin::Connection& seen : measured.connections) {
        const Connection* const connection = state_.connection(base::ConnectionId{seen.id});
        if (connection == nullptr) {
            continue;  // gone meanwhile
        }
        admin::Connection row = rowOf(*connection);
        row.roundTripSeconds = seen.roundTripSeconds;
        row.framesIn = seen.framesIn;
        row.framesOut = seen.framesOut;
        row.bytesIn = seen.bytesIn;
        row.bytesOut = seen.bytesOut;
        row.backlogBytes = seen.backlogBytes;
        row.idleSeconds = inSteps(seen.idleSeconds);
        row.tls = seen.tls;
        const auto [known, isNew] = rows_.try_emplace(connection->id);
        if (isNew || known->second.idleSeconds != row.idleSeconds || differs(known->second, row)) {
            known->second = row;
            changes.rows.append(std::move(row));
        }
    }
    if (!changes.rows.isEmpty()) {
        tell(&Watch::connections, std::move(changes));
    }
}

void Watchers::framesRecalled(const FramesRecalled& recalled)
{
    for (const auto& [id, watch] : watches_) {
        if (watch.recorded == recalled.record.connection) {
            tellOne(id, recalled.record);
        }
    }
}

void Watchers::tick()
{
    if (isWatched(&Watch::connections)) {
        state_.effects->emplace_back(Measure{});
    } else {
        rows_.clear();
        gone_.clear();
    }
    if (!gone_.isEmpty()) {
        tell(&Watch::connections, admin::Connections{{}, std::exchange(gone_, {}), false});
    }
    std::set<quint64> recorded;
    for (const auto& [id, watch] : watches_) {
        if (watch.recorded != 0 && recorded.insert(watch.recorded).second) {
            state_.effects->emplace_back(RecallFrames{base::ConnectionId{watch.recorded}});
        }
    }
    if (std::exchange(state_.auditChanged, false)) {
        tellAll(admin::Changed{false, true, false});
    }
}

bool Watchers::isWatched(Topic topic) const
{
    return std::any_of(watches_.begin(), watches_.end(),
                       [topic](const auto& each) { return each.second.*topic; });
}

base::Audience Watchers::audience(Topic topic) const
{
    auto all = std::make_shared<std::vector<base::ConnectionId>>();
    for (const auto& [id, watch] : watches_) {
        if (topic == nullptr || watch.*topic) {
            all->push_back(id);
        }
    }
    std::sort(all->begin(), all->end());
    return all;
}

void Watchers::tell(Topic topic, AdminPush push)
{
    state_.broadcast(audience(topic), {}, std::move(push));
}

void Watchers::tellAll(AdminPush push)
{
    state_.broadcast(audience(nullptr), {}, std::move(push));
}

void Watchers::tellOne(base::ConnectionId to, AdminPush push)
{
    state_.effects->emplace_back(Tell{to, std::move(push)});
}

}  // namespace snug::rooms
