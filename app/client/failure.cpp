// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/failure.h"

namespace snug::client {

namespace {

QString sentence(Failure::Kind kind)
{
    switch (kind) {
        case Failure::Kind::Refused:
            return QStringLiteral("The server refused.");
        case Failure::Kind::Lost:
            return QStringLiteral("The connection was lost before the answer came.");
        case Failure::Kind::TimedOut:
            return QStringLiteral("The server did not answer in time.");
        case Failure::Kind::NotOnline:
            return QStringLiteral("There is no connection to the server.");
        case Failure::Kind::TooMany:
            return QStringLiteral("Too many requests are under way.");
        case Failure::Kind::Unreadable:
            return QStringLiteral("The server's answer could not be read.");
    }
    return {};
}

}  // namespace

bool Failure::temporary() const
{
    switch (kind) {
        case Kind::Refused:
            return protocol::isTemporary(error.code);
        case Kind::Unreadable:
            return false;
        default:
            return true;
    }
}

Failure Failure::of(Kind kind)
{
    return {kind, protocol::makeError(protocol::ErrorCode::Internal, sentence(kind))};
}

}  // namespace snug::client
