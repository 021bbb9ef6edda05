// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace snug::websocket {

// What RFC 6455 (4.2.1) asks of a client's request and QWebSocketServer does not look at: every line is a
// field, and there is at most one key, of 16 bytes in base64. `head` is the request up to its empty line.
// Pure.
bool requestIsStrict(QByteArrayView head);

// What a client asks for: the second word of the request line, as it stands there; empty where there is none.
QByteArrayView requestTarget(QByteArrayView head);

}  // namespace snug::websocket
