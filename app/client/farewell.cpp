// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/farewell.h"

#include "protocol/codes.h"

namespace snug::client {

namespace {

using protocol::CloseCode;

// What somebody said belongs behind what happened; nothing: the reason alone tells.
QString happened(CloseCode code)
{
    switch (code) {
        case CloseCode::Kicked:
            return QStringLiteral("You were sent away");
        case CloseCode::Banned:
            return QStringLiteral("You are kept out of this server");
        default:
            return {};
    }
}

QString sentenceOf(quint16 closeCode)
{
    switch (static_cast<CloseCode>(closeCode)) {
        case CloseCode::Normal:
            return QStringLiteral("The server ended the connection.");
        case CloseCode::GoingAway:
            return QStringLiteral("The server stopped.");
        case CloseCode::SlowReader:
            return QStringLiteral("The connection was too slow for what came in.");
        case CloseCode::Idle:
            return QStringLiteral("The server heard nothing for too long.");
        case CloseCode::Overloaded:
            return QStringLiteral("The server is overloaded.");
        case CloseCode::Moved:
            return QStringLiteral("The server sends its people elsewhere.");
        case CloseCode::Full:
            return QStringLiteral("The server is full: as many people are there as may be.");
        case CloseCode::Replaced:
            return QStringLiteral("You have connected from another window or computer.");
        default:
            return QStringLiteral("The connection ended with code %1.").arg(closeCode);
    }
}

}  // namespace

QString farewell(quint16 closeCode, const QString& reason)
{
    const auto code = static_cast<CloseCode>(closeCode);
    if (const QString what = happened(code); !what.isEmpty()) {
        return reason.isEmpty() ? what + u'.' : QStringLiteral("%1: %2").arg(what, reason);
    }
    // The reason of a move is an address.
    return reason.isEmpty() || code == CloseCode::Moved ? sentenceOf(closeCode) : reason;
}

}  // namespace snug::client
