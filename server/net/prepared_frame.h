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

    // `word`: what it is, for records; a literal.
    static PreparedFrame text(QByteArrayView utf8, const char* word = "frame");
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
    // The part of it that is not the header.
    base::Bytes payload() const;
    // A literal: what the maker called it, or "ping", "pong", "close".
    const char* word() const { return word_; }

private:
    PreparedFrame(QByteArray bytes, const char* word)
        : bytes_(std::move(bytes))
        , word_(word)
    {
    }

    QByteArray bytes_;
    const char* word_ = "";
};

}  // namespace snug::net
