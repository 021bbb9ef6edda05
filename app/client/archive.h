// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

#include "protocol/values.h"

namespace snug::client {

// What is remembered of a room over restarts.
struct RoomMemory {
    bool joined = false;
    QString draft;
    protocol::Position readTo;

    bool empty() const { return !joined && draft.isEmpty() && readTo.epoch.isEmpty(); }
    friend bool operator==(const RoomMemory&, const RoomMemory&) = default;
};

// What is remembered of a server. `token` is the session's secret; `former` are one's ids before the server
// forgot a session, latest last.
struct ServerMemory {
    QString token;
    QString user;
    QStringList former;
    QMap<QString, RoomMemory> rooms;

    friend bool operator==(const ServerMemory&, const ServerMemory&) = default;
};

// A server's memory while the program runs; SavedFile and archive_file.h keep it on disk. GUI thread.
// Bounds: kMostRooms (those one is not in go first), kMostFormer ids, kMostDraft characters a draft.
class Archive : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostRooms = 500;
    static constexpr int kMostFormer = 8;
    static constexpr int kMostDraft = 16'000;

    using QObject::QObject;

    const ServerMemory& memory() const { return memory_; }
    RoomMemory room(const QString& name) const { return memory_.rooms.value(name); }

    // What was on disk, before anything else.
    void restore(const ServerMemory& memory) { memory_ = memory; }
    void setSession(const QString& token, const QString& user);
    void setJoined(const QString& room, bool joined);
    void setDraft(const QString& room, const QString& draft);
    void setReadTo(const QString& room, const protocol::Position& readTo);

Q_SIGNALS:
    void changed();

private:
    template <class Change>
    void change(const QString& room, Change change);
    void makeSpace();

    ServerMemory memory_;
};

}  // namespace snug::client
