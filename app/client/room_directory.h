// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>

#include "client/session.h"

namespace snug::client {

// The rooms that are on the server, whether one is in them or not, kept current by what the server tells. GUI
// thread. Borrows the session, which outlives it. Bound: kMost rooms, the rest is not listed.
class RoomDirectory : public QObject {
    Q_OBJECT

public:
    static constexpr int kMost = 10'000;

    explicit RoomDirectory(Session& session, QObject* parent = nullptr);

    // Ordered by name.
    const std::map<QString, protocol::RoomInfo>& rooms() const { return rooms_; }
    const protocol::RoomInfo* find(const QString& name) const;
    bool moreThere() const { return !next_.isEmpty() && static_cast<int>(rooms_.size()) < kMost; }

    void welcomed(const protocol::Welcome& welcome);
    void apply(const protocol::RoomChange& change);
    // The next page; the first comes with the welcome.
    void loadMore();
    // The server's store is back: asks for the list that the welcome could not bring.
    void tryNow();

Q_SIGNALS:
    void roomChanged(const QString& name);  // came or changed
    void roomGone(const QString& name);

private:
    void load(const QString& after);
    void put(const protocol::RoomInfo& room);
    void addPage(const QVector<protocol::RoomInfo>& page, const QString& next);

    Session& session_;
    std::map<QString, protocol::RoomInfo> rooms_;
    QString next_;
    QString reached_;  // up to this name the list is of this connection
    bool underWay_ = false;
    bool toldNothing_ = false;  // the welcome had no list to give
};

}  // namespace snug::client
