// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>

#include "base/time.h"
#include "protocol/events.h"

namespace snug::client {

// Who is in a room, and who types. In a summarised room only those are known who were told; the count is
// exact. GUI thread. Bounds: kMost people are held, further ones are counted only; kMostTyping are shown
// typing.
class RoomPeople : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 5'000;
    static constexpr int kMostTyping = 50;

    using QObject::QObject;

    const QHash<QString, protocol::Member>& members() const { return members_; }
    int count() const { return count_; }
    bool summarised() const { return summarised_; }
    bool isTyping(const QString& user) const { return typing_.contains(user); }
    // Ordered by nick.
    QStringList typingNicks() const;

    // Everyone is held.
    bool complete() const { return members_.size() >= count_; }
    // There are more that can be had and held.
    bool moreThere() const { return !complete() && members_.size() < kMost; }
    // `after` of the next page.
    const QString& nextPage() const { return next_; }

    void replaceAll(const protocol::Joined& joined);
    void apply(const protocol::PresenceChange& change);
    void addPage(const protocol::PresencePage& page);
    // `until`: when it lapses by itself.
    void setTyping(const protocol::TypingChange& change, base::SteadyTime until);
    // Who said something types no more.
    void stopTyping(const QString& user);
    void forgetTyping(base::SteadyTime now);
    void forgetAllTyping();

Q_SIGNALS:
    void memberChanged(const QString& user);  // came or changed
    void memberGone(const QString& user);
    void typingChanged(const QString& user);
    void countChanged();

private:
    struct Typist {
        QString nick;
        base::SteadyTime until;
    };

    void put(const protocol::Member& member);
    void drop(const QString& user);
    void setCount(int count);

    QHash<QString, protocol::Member> members_;
    QHash<QString, Typist> typing_;
    QString next_;
    int count_ = 0;
    bool summarised_ = false;
};

}  // namespace snug::client
