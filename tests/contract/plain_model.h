// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "store/operations.h"

namespace snug::contract {

// What a store should answer, written as plainly as can be: lists, searched from end to end, without bounds.
// It gives each room's life a number as its epoch; compare those through EpochBook.
class PlainModel {
public:
    explicit PlainModel(bool offTheRecord)
        : offTheRecord_(offTheRecord)
    {
    }

    store::Result<store::Outcome> apply(const store::Operation& operation,
                                        std::vector<protocol::LogEntry>& feed);

    // A restart of the server: what is off the record is gone.
    void restart();

    // The names of all rooms, for making up operations.
    QStringList names() const;

private:
    struct Room {
        QString name;
        QString topic;
        bool keep = true;
        QString epoch;
        std::vector<protocol::LogEntry> log;
        quint64 head = 0;
        base::WallTime lastAt{};
        std::vector<protocol::LogEntry> gone{};  // trimmed: their nonces are known
        QString origin{};                        // of the epoch, where it was taken over
    };
    struct Session {
        QByteArray tokenHash;
        protocol::Person person;
        base::WallTime seen;
    };

    Room* find(const QString& name);
    store::Result<store::Outcome> append(const store::Append& op, std::vector<protocol::LogEntry>& feed);
    store::Result<store::Outcome> open(const store::OpenRoom& op);
    store::Result<store::Outcome> read(const store::Read& op);
    store::Result<store::Outcome> search(const store::Search& op);
    store::Result<store::Outcome> clear(const store::ClearRoom& op);
    store::RoomList list(const store::ListRooms& op) const;
    store::SessionFound findSession(const store::FindSession& op) const;
    store::Trimmed trim(const store::Trim& op);
    store::Result<store::Outcome> takeOver(const store::Import& op);
    store::SessionPage listSessions() const;
    store::RoomSizes measure(const store::MeasureRooms& op);
    store::Result<store::Outcome> put(const store::PutFact& op);

    const bool offTheRecord_;
    int lives_ = 0;
    std::vector<Room> rooms_;
    std::vector<Session> sessions_;
    QMap<QString, QByteArray> facts_;
};

}  // namespace snug::contract
