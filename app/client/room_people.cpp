// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/room_people.h"

#include <QSet>

namespace snug::client {

QStringList RoomPeople::typingNicks() const
{
    QStringList nicks;
    for (const Typist& typist : typing_) {
        nicks.append(typist.nick);
    }
    std::sort(nicks.begin(), nicks.end(),
              [](const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) < 0; });
    return nicks;
}

void RoomPeople::replaceAll(const protocol::Joined& joined)
{
    summarised_ = joined.summarised;
    next_.clear();
    QSet<QString> here;
    for (const protocol::Member& member : joined.members) {
        here.insert(member.person.user);
    }
    const QStringList known = members_.keys();
    for (const QString& user : known) {
        if (!here.contains(user)) {
            drop(user);
        }
    }
    for (const protocol::Member& member : joined.members) {
        put(member);
    }
    setCount(joined.memberCount);
}

void RoomPeople::apply(const protocol::PresenceChange& change)
{
    if (change.truncated || change.summarised != summarised_) {
        next_.clear();  // some changes were not told: begin paging again
    }
    summarised_ = change.summarised;
    for (const protocol::Person& person : change.gone) {
        drop(person.user);
    }
    for (const protocol::Member& member : change.here) {
        put(member);
    }
    setCount(change.memberCount);
}

void RoomPeople::addPage(const protocol::PresencePage& page)
{
    for (const protocol::Member& member : page.members) {
        put(member);
    }
    next_ = page.next;
    setCount(page.memberCount);
}

void RoomPeople::setTyping(const protocol::TypingChange& change, base::SteadyTime until)
{
    if (!change.active) {
        stopTyping(change.who.user);
        return;
    }
    const bool known = typing_.contains(change.who.user);
    if (!known && typing_.size() >= kMostTyping) {
        return;
    }
    typing_.insert(change.who.user, {change.who.nick, until});
    if (!known) {
        Q_EMIT typingChanged(change.who.user);
    }
}

void RoomPeople::stopTyping(const QString& user)
{
    if (typing_.remove(user)) {
        Q_EMIT typingChanged(user);
    }
}

void RoomPeople::forgetTyping(base::SteadyTime now)
{
    QStringList lapsed;
    for (auto it = typing_.cbegin(); it != typing_.cend(); ++it) {
        if (it->until <= now) {
            lapsed.append(it.key());
        }
    }
    for (const QString& user : lapsed) {
        stopTyping(user);
    }
}

void RoomPeople::forgetAllTyping()
{
    forgetTyping(base::SteadyTime::max());
}

void RoomPeople::put(const protocol::Member& member)
{
    const auto found = members_.constFind(member.person.user);
    if (found == members_.cend() ? members_.size() >= kMost : *found == member) {
        return;
    }
    members_.insert(member.person.user, member);
    Q_EMIT memberChanged(member.person.user);
}

void RoomPeople::drop(const QString& user)
{
    stopTyping(user);
    if (members_.remove(user)) {
        Q_EMIT memberGone(user);
    }
}

void RoomPeople::setCount(int count)
{
    if (count != count_) {
        count_ = count;
        Q_EMIT countChanged();
    }
}

}  // namespace snug::client
