// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/client_opening.h"

#include <QCryptographicHash>
#include <algorithm>

#include "websocket/head_fields.h"

namespace snug::websocket {

namespace {

QString noWebSocket()
{
    return QStringLiteral("What answers at this address is no WebSocket server.");
}

// The status of "HTTP/1.1 101 …"; 0 when it is none.
int statusOf(QByteArrayView line)
{
    const QByteArrayView version = "HTTP/1.1 ";
    if (!line.startsWith(version) || line.size() < version.size() + 3) {
        return 0;
    }
    const QByteArrayView rest = line.sliced(version.size());
    const bool ends = rest.size() == 3 || rest[3] == ' ';
    return ends ? rest.first(3).toByteArray().toInt() : 0;
}

bool hasToken(const QByteArrayList& values, const QByteArray& token)
{
    return std::any_of(values.begin(), values.end(), [&](const QByteArray& value) {
        const QByteArrayList tokens = value.toLower().split(',');
        return std::any_of(tokens.begin(), tokens.end(),
                           [&](const QByteArray& one) { return one.trimmed() == token; });
    });
}

QByteArray acceptFor(const QByteArray& key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
        .toBase64();
}

}  // namespace

QByteArray requestHead(const OpeningRequest& request)
{
    return "GET " + request.target + " HTTP/1.1\r\nHost: " + request.host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + request.key +
           "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: " + request.subprotocol + "\r\n\r\n";
}

base::Result<QByteArray, QString> checkAnswer(QByteArrayView head, const OpeningRequest& request)
{
    QByteArrayList lines = headLines(head);
    const int status = statusOf(lines.takeFirst());
    if (status != 0 && status != 101) {
        return QStringLiteral("The server refused the connection (HTTP %1).").arg(status);
    }
    const auto fields = headFields(lines);
    if (status == 0 || !fields) {
        return noWebSocket();
    }
    const auto single = [&fields](const char* name) {
        const QByteArrayList values = fields->value(name);
        return values.size() == 1 ? values.first() : QByteArray();
    };
    if (single("upgrade").toLower() != "websocket" || !hasToken(fields->value("connection"), "upgrade") ||
        single("sec-websocket-accept") != acceptFor(request.key)) {
        return noWebSocket();
    }
    if (fields->contains("sec-websocket-extensions")) {
        return QStringLiteral("The server uses an extension that was not asked for.");
    }
    const QByteArray chosen = single("sec-websocket-protocol");
    if (fields->contains("sec-websocket-protocol") && chosen != request.subprotocol) {
        return QStringLiteral("The server speaks a protocol that was not asked for.");
    }
    return chosen;
}

}  // namespace snug::websocket
