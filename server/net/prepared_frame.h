// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "base/bytes.h"
#include "protocol/codes.h"

namespace snug::net {

// One whole frame as it goes over the wire, header and all. Made once and shared by everybody who gets it:
// server frames carry no mask, so the bytes are the same for all. A copy is a reference; any thread.
class PreparedFrame {
public:
    PreparedFrame() = default;

    static PreparedFrame text(QByteArrayView utf8);
    // At most 125 bytes of payload; asserted.
    static PreparedFrame ping(QByteArrayView payload);
    static PreparedFrame pong(QByteArrayView payload);
    // Without a code: the answer to a close that had none. `reason` is a sentence for people, cut where it is
    // longer than a close frame has room for (websocket::kCloseReason).
    static PreparedFrame close(std::optional<quint16> code, const QString& reason = {});
    static PreparedFrame close(protocol::CloseCode code, const QString& reason = {})
    {
        return close(static_cast<quint16>(code), reason);
    }

    const QByteArray& bytes() const { return bytes_; }
    base::Bytes size() const { return {bytes_.size()}; }

private:
    explicit PreparedFrame(QByteArray bytes)
        : bytes_(std::move(bytes))
    {
    }

    QByteArray bytes_;
};

}  // namespace snug::net
