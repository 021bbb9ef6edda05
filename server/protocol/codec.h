// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "base/result.h"
#include "protocol/commands.h"
#include "protocol/events.h"

namespace snug::protocol {

// The one door between JSON on the wire and values. Pure, any thread. Unknown fields are ignored, so that
// newer peers can talk to older ones; a known field of the wrong type is an error.

// Why a frame could not be read, with the id of the command where it was readable.
struct DecodeError {
    std::optional<qint64> id;
    Error error;
    friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

// A frame from a client (UTF-8 JSON). Errors: BadJson, BadType, BadField. Lengths and names are the hub's to
// judge.
base::Result<Request, DecodeError> decodeRequest(const QByteArray& frame);
QByteArray encodeRequest(const Request& request);

// A frame from the server. A push of an unknown type answers BadType: skip it.
base::Result<ServerFrame, DecodeError> decodeServerFrame(const QByteArray& frame);
QByteArray encodeReply(const Reply& reply);
QByteArray encodePush(const Push& push);

// A sanction as a store keeps it, with the fields that it has on the wire. Nothing: not one.
QByteArray encodeSanction(const admin::Sanction& sanction);
std::optional<admin::Sanction> decodeSanction(const QByteArray& kept);
// As well, a line of the audit log, without its end.
QByteArray encodeAudit(const admin::Audit& entry);
std::optional<admin::Audit> decodeAudit(const QByteArray& line);

}  // namespace snug::protocol
