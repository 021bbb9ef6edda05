// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include "base/bytes.h"
#include "base/result.h"

namespace snug::websocket {

// The client's half of the opening handshake (RFC 6455, 4.1), as bytes. Pure.

// The longest head of an answer that is read.
inline constexpr base::Bytes kAnswerHead{8 * 1024};

struct OpeningRequest {
    QByteArray host;    // with its port unless that is the usual one; IPv6 in brackets
    QByteArray target;  // path and query, encoded
    QByteArray subprotocol;
    QByteArray key;  // 16 random bytes, in base64
};
QByteArray requestHead(const OpeningRequest& request);

// The subprotocol that the server chose, empty without one; or a sentence for people why `head` (up to its
// empty line) opens no WebSocket. Extensions are never asked for, so none may be in it.
base::Result<QByteArray, QString> checkAnswer(QByteArrayView head, const OpeningRequest& request);

}  // namespace snug::websocket
