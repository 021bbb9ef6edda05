// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "base/result.h"
#include "load/tcp_socket.h"

struct ssl_ctx_st;
struct ssl_st;

namespace snug::load {

// How the certificates of servers are looked at; shared by all connections of a tool.
class TlsContext {
public:
    // Certificates are verified against the system's store and, where it is not empty, those in `caFile`; not
    // at all when `insecure`. The error is a sentence.
    static base::Result<TlsContext, std::string> make(const std::string& caFile, bool insecure);

private:
    friend class TlsSession;
    struct Free {
        void operator()(ssl_ctx_st* context) const;
    };
    std::unique_ptr<ssl_ctx_st, Free> context_;
    bool insecure_ = false;
};

// TLS on a connection that stands. Borrows the socket, which does not move. One thread.
class TlsSession {
public:
    // The certificate must be `host`'s, a name or an address.
    TlsSession(const TlsContext& context, TcpSocket& socket, const std::string& host);
    ~TlsSession();
    Q_DISABLE_COPY_MOVE(TlsSession)

    enum class Handshake { Done, WantsRead, WantsWrite, Failed };
    Handshake shakeHands();
    // Why it failed.
    std::string failure() const;

    // As the socket's, but read() takes what is there as long as there is room.
    TcpSocket::Transfer read(std::span<char> buffer);
    TcpSocket::Transfer write(std::string_view bytes);

private:
    bool wouldBlock(int result) const;

    struct Free {
        void operator()(ssl_st* session) const;
    };
    std::unique_ptr<ssl_st, Free> session_;
};

}  // namespace snug::load
