// SPDX-License-Identifier: GPL-3.0-or-later
#include "websocket/server_opening.h"

#include "websocket/head_fields.h"

namespace snug::websocket {

bool requestIsStrict(QByteArrayView head)
{
    constexpr int kKeyBytes = 16;
    const auto fields = headFields(headLines(head).sliced(1));
    if (!fields) {
        return false;
    }
    const QByteArrayList keys = fields->value("sec-websocket-key");
    if (keys.isEmpty()) {
        return true;  // whoever answers will say so
    }
    const auto key = QByteArray::fromBase64Encoding(keys.first(), QByteArray::AbortOnBase64DecodingErrors);
    return keys.size() == 1 && key.decodingStatus == QByteArray::Base64DecodingStatus::Ok &&
           key.decoded.size() == kKeyBytes;
}

QByteArrayView requestTarget(QByteArrayView head)
{
    const QByteArrayView line = head.first(head.contains('\r') ? head.indexOf('\r') : head.size());
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = line.indexOf(' ', first + 1);
    return first < 0 || second < 0 ? QByteArrayView() : line.sliced(first + 1, second - first - 1);
}

}  // namespace snug::websocket
