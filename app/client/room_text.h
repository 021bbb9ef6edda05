// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include "protocol/admin_values.h"
#include "protocol/values.h"

namespace snug::client {

// What a room's file says, piece by piece: begin(), then entries() in the order of their seq, then end(). GUI
// thread or any other, one at a time.
class RoomText {
public:
    virtual ~RoomText() = default;

    virtual QByteArray begin(const protocol::admin::Room& room, base::WallTime now) = 0;
    virtual QByteArray entries(const QVector<protocol::LogEntry>& entries) = 0;
    virtual QByteArray end() = 0;
};

// One JSON object: the room, and under "entries" one a line, with the fields of the wire.
class RoomAsJson final : public RoomText {
public:
    QByteArray begin(const protocol::admin::Room& room, base::WallTime now) override;
    QByteArray entries(const QVector<protocol::LogEntry>& entries) override;
    QByteArray end() override;

private:
    bool any_ = false;
};

// A page to be read, light or dark, with the days as headings and times as they are where it is made. Nothing
// in it comes from elsewhere and nothing runs; what people wrote is text.
class RoomAsHtml final : public RoomText {
public:
    QByteArray begin(const protocol::admin::Room& room, base::WallTime now) override;
    QByteArray entries(const QVector<protocol::LogEntry>& entries) override;
    QByteArray end() override;

private:
    QDate day_;  // of the last entry
};

}  // namespace snug::client
