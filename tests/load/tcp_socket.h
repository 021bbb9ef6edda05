// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace snug::load {

// Where to connect, looked up once.
struct Target {
    std::string host;
    std::uint16_t port = 0;
    std::string path{};  // empty: the usual one
    bool tls = false;
    std::array<std::byte, 128> address{};  // a sockaddr
    std::uint32_t addressSize = 0;
    bool loopback4 = false;  // 127.0.0.0/8: any address of it may be the source

    // Nothing when the name does not resolve.
    static std::optional<Target> resolve(const std::string& host, std::uint16_t port);
};

// A non-blocking TCP connection. Owns its descriptor. One thread.
class TcpSocket {
public:
    TcpSocket() = default;
    ~TcpSocket();
    Q_DISABLE_COPY_MOVE(TcpSocket)

    // Begins to connect; true when under way: writable means connected or failed. From 127.0.0.`source` when
    // `source` is not 0, because one address has some 28,000 ports to connect from.
    bool connect(const Target& target, int source);
    // After the first writable: whether the connection stands.
    bool connected() const;

    struct Transfer {
        std::size_t bytes = 0;
        bool ended = false;  // the peer closed, or an error
    };
    // 0 bytes and not ended: would block.
    Transfer read(std::span<char> buffer);
    Transfer write(std::string_view bytes);

    // Immediately: the peer sees a reset, and no port is left waiting.
    void abort();

    int descriptor() const { return descriptor_; }

private:
    int descriptor_ = -1;
};

// Raises the process's limit of open descriptors to `wanted` if it is lower; the limit that holds then.
std::size_t raiseDescriptorLimit(std::size_t wanted);

}  // namespace snug::load
