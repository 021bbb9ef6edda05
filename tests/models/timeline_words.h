// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QDateTime>
#include <optional>

#include "client/room_state.h"
#include "ui/roles.h"

namespace snug::tests {

inline const QString kRoom = QStringLiteral("lobby");
inline const client::Self kSelf{{QStringLiteral("me"), QStringLiteral("ada")}, {}};

inline base::WallTime local(int day, int hour, int minute)
{
    const QDateTime at(QDate(2026, 3, day), QTime(hour, minute));
    return base::WallTime(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
}

inline protocol::LogEntry entryOf(quint64 seq, const QString& user, base::WallTime at,
                                  protocol::EntryKind kind = protocol::EntryKind::Message)
{
    const QString nick = user == kSelf.person.user ? kSelf.person.nick : user;
    return {kRoom,
            seq,
            at,
            {user, nick},
            kind,
            QStringLiteral("text%1").arg(seq),
            QStringLiteral("n%1").arg(seq)};
}

inline protocol::Joined joinedAt(quint64 seq, bool gap = false)
{
    protocol::Joined joined;
    joined.room = kRoom;
    joined.head = {QStringLiteral("e"), seq};
    joined.gap = gap;
    return joined;
}

inline client::Outgoing outgoing(const QString& nonce, base::WallTime at,
                                 client::OutgoingState state = client::OutgoingState::Queued)
{
    client::Outgoing message{kRoom, QStringLiteral("mine"), nonce, at, state, {}, 0};
    if (state == client::OutgoingState::Failed) {
        message.error = protocol::makeError(protocol::ErrorCode::TooLong);
    }
    return message;
}

// One word a row: "D" day, "N" new, "G" gap, "L" loading, "T5" topic, "M5" message (with * first of its
// group), "Qn9"/"Sn9"/"Fn9" pending.
inline QString wordOf(const QAbstractItemModel& model, int row)
{
    const QModelIndex index = model.index(row, 0);
    const quint64 seq = index.data(ui::TimelineRole::Seq).toULongLong();
    const QString star =
        index.data(ui::TimelineRole::FirstOfGroup).toBool() ? QStringLiteral("*") : QString();
    switch (static_cast<ui::TimelineKind>(index.data(ui::TimelineRole::Kind).toInt())) {
        case ui::TimelineKind::Day:
            return QStringLiteral("D");
        case ui::TimelineKind::NewMarker:
            return QStringLiteral("N");
        case ui::TimelineKind::Gap:
            return QStringLiteral("G");
        case ui::TimelineKind::Loading:
            return QStringLiteral("L");
        case ui::TimelineKind::Topic:
            return QStringLiteral("T%1").arg(seq);
        case ui::TimelineKind::Message:
            break;
        default:
            return QStringLiteral("?");
    }
    if (seq > 0) {
        return QStringLiteral("M%1").arg(seq) + star;
    }
    const QString letter = QStringLiteral("?QSF").at(index.data(ui::TimelineRole::State).toInt());
    return letter + index.data(ui::TimelineRole::Nonce).toString() + star;
}

inline QString wordsOf(const QAbstractItemModel& model)
{
    QStringList words;
    for (int i = 0; i < model.rowCount(); ++i) {
        words.append(wordOf(model, i));
    }
    return words.join(u' ');
}

inline QDate dateOf(base::WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count()).date();
}

// The same, said in the plainest way from the room's state.
inline QString expectedWords(const client::RoomState& room)
{
    struct Line {
        base::WallTime at;
        QString user;
        QString word;
    };
    QStringList words;
    std::optional<Line> before;  // the message right above, if nothing stands between
    QDate day;
    const auto separate = [&](const QString& word) {
        words.append(word);
        before.reset();
    };
    const auto message = [&](const Line& line) {
        const bool follows =
            before && before->user == line.user && line.at - before->at <= std::chrono::minutes(5);
        words.append(line.word + (follows ? QString() : QStringLiteral("*")));
        before = line;
    };
    const auto& entries = room.timeline().entries();
    bool marked = false;
    for (int i = 0; i < entries.size(); ++i) {
        const auto& entry = entries.at(i);
        const bool live = i >= room.timeline().liveBegin();
        if (room.timeline().hasGap() && i == room.timeline().liveBegin()) {
            separate(QStringLiteral("G"));
        }
        if (dateOf(entry.at) != day) {
            day = dateOf(entry.at);
            separate(QStringLiteral("D"));
        }
        const quint64 newFrom = room.unread().newFrom();
        if (live && !marked && newFrom > 0 && newFrom == entry.seq) {
            marked = true;
            separate(QStringLiteral("N"));
        }
        if (entry.kind == protocol::EntryKind::Topic) {
            separate(QStringLiteral("T%1").arg(entry.seq));
        } else {
            message({entry.at, entry.from.user, QStringLiteral("M%1").arg(entry.seq)});
        }
    }
    if (room.timeline().hasGap() && room.timeline().liveBegin() == entries.size()) {
        separate(QStringLiteral("G"));
    }
    for (const client::Outgoing& pending : room.pending()) {
        if (dateOf(pending.queuedAt) != day) {
            day = dateOf(pending.queuedAt);
            separate(QStringLiteral("D"));
        }
        const QString letter = pending.state == client::OutgoingState::Queued    ? QStringLiteral("Q")
                               : pending.state == client::OutgoingState::Sending ? QStringLiteral("S")
                                                                                 : QStringLiteral("F");
        message({pending.queuedAt, QStringLiteral("me"), letter + pending.nonce});
    }
    return words.join(u' ');
}

}  // namespace snug::tests
