// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_hello.h"

namespace snug::net {

namespace {

// RFC 8446, 5.1 and 4: a record's type, version (2) and length (2); in it a message's type and length (3).
constexpr char kHandshakeRecord = 0x16;
constexpr qsizetype kMessageType = 5;
constexpr char kClientHello = 0x01;

}  // namespace

TlsHello judgeTlsHello(QByteArrayView start, base::Bytes longest)
{
    if (!start.isEmpty() && start.front() != kHandshakeRecord) {
        return TlsHello::Wrong;
    }
    if (start.size() < kTlsHelloStart.count) {
        return TlsHello::Incomplete;
    }
    qint64 length = 0;
    for (qsizetype i = kMessageType + 1; i < kTlsHelloStart.count; ++i) {
        length = length << 8U | static_cast<quint8>(start[i]);
    }
    return start[kMessageType] == kClientHello && length <= longest.count ? TlsHello::Fine : TlsHello::Wrong;
}

}  // namespace snug::net
