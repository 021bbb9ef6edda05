// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>
#include <optional>

#include "base/result.h"

namespace snug::client {

// Why a text is not an address; `message` is a sentence for the person who typed it.
struct AddressError {
    enum class Code { Empty, TooLong, UnknownScheme, BadHost, BadPort, BadRoom, Unexpected };
    Code code = Code::Empty;
    QString message;

    friend bool operator==(const AddressError&, const AddressError&) = default;
};

// Where a server is. A value in one canonical form: two that mean the same compare equal.
class ServerAddress {
public:
    static constexpr quint16 kDefaultPort = 4777;

    // "host", "host:port", "[v6]:port", "ws://…", "snug://…", "wss://…", each with white space around it and
    // one slash behind it. Names beyond ASCII are kept as their ASCII form (IDNA).
    static base::Result<ServerAddress, AddressError> parse(const QString& text);

    const QString& host() const { return host_; }  // without brackets
    quint16 port() const { return port_; }
    bool isSecure() const { return secure_; }  // over TLS

    // The shortest text that parses to this again; names the server in files and lists.
    QString text() const;
    // What a WebSocket is opened with.
    QUrl url() const;
    // The server at `target`, "host:port", reached as this one is: with TLS or without. Nothing: it is no
    // such text.
    std::optional<ServerAddress> sibling(const QString& target) const;

    friend bool operator==(const ServerAddress&, const ServerAddress&) = default;

private:
    ServerAddress(QString host, quint16 port, bool secure)
        : host_(std::move(host))
        , port_(port)
        , secure_(secure)
    {
    }

    QString host_;
    quint16 port_ = kDefaultPort;
    bool secure_ = false;
};

}  // namespace snug::client
