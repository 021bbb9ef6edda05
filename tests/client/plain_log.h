// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "client/room_state.h"

namespace snug::tests {

inline const QString kRoom = QStringLiteral("lobby");
inline const client::Self kSelf{{QStringLiteral("me"), QStringLiteral("ada")}, {QStringLiteral("me-before")}};

// The truth.
struct PlainLog {
    QString epoch = QStringLiteral("e1");
    QVector<protocol::LogEntry> entries;

    protocol::LogEntry& say(const QString& user, const QString& text)
    {
        protocol::LogEntry entry;
        entry.room = kRoom;
        entry.seq = static_cast<quint64>(entries.size()) + 1;
        entry.from = {user, user};
        entry.text = text;
        entry.nonce = QStringLiteral("n%1").arg(entry.seq);
        entries.append(entry);
        return entries.last();
    }
    quint64 head() const { return static_cast<quint64>(entries.size()); }
    protocol::Joined joined(bool gap = false) const
    {
        protocol::Joined joined;
        joined.room = kRoom;
        joined.head = {epoch, head()};
        joined.gap = gap;
        return joined;
    }
    protocol::HistoryPage page(quint64 before, int limit) const
    {
        const auto end = std::min<qsizetype>(static_cast<qsizetype>(before) - 1, entries.size());
        const auto first = std::max<qsizetype>(0, end - limit);
        return {kRoom, epoch, entries.mid(first, end - first), first > 0};
    }
};

inline client::Outgoing outgoing(const QString& nonce,
                                 client::OutgoingState state = client::OutgoingState::Queued, quint64 seq = 0)
{
    client::Outgoing message;
    message.room = kRoom;
    message.text = QStringLiteral("mine");
    message.nonce = nonce;
    message.state = state;
    message.seq = seq;
    return message;
}

// What is in memory is a run of the log up to the head, perhaps with an older run before a gap.
inline void verifyTrue(const client::RoomState& state, const PlainLog& log)
{
    const client::Timeline& timeline = state.timeline();
    const auto& entries = timeline.entries();
    QVERIFY(entries.size() <= client::Timeline::kMost + 200);
    for (qsizetype i = timeline.liveBegin(); i < entries.size(); ++i) {
        QCOMPARE(entries.at(i), log.entries.at(static_cast<qsizetype>(entries.at(i).seq) - 1));
        QCOMPARE(entries.at(i).seq, state.head()->seq - static_cast<quint64>(entries.size() - 1 - i));
    }
    for (qsizetype i = 1; i < timeline.liveBegin(); ++i) {
        QCOMPARE(entries.at(i).seq, entries.at(i - 1).seq + 1);
    }
    if (timeline.hasGap() && !timeline.gapIsForGood()) {
        QVERIFY(entries.at(timeline.liveBegin() - 1).seq + 1 < state.liveFirst());
    }
}

}  // namespace snug::tests
