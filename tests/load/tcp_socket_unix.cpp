// SPDX-License-Identifier: GPL-3.0-or-later
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "load/tcp_socket.h"

namespace snug::load {

namespace {

void setOption(int descriptor, int level, int option)
{
    const int on = 1;
    ::setsockopt(descriptor, level, option, &on, sizeof on);
}

bool bindTo127(int descriptor, int source)
{
    setOption(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);  // the port is chosen by connect()
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + static_cast<std::uint32_t>(source));
    return ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

TcpSocket::Transfer transferOf(ssize_t count)
{
    if (count > 0) {
        return {.bytes = static_cast<std::size_t>(count)};
    }
    return {.ended = count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)};
}

}  // namespace

std::optional<Target> Target::resolve(const std::string& host, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
        return std::nullopt;
    }
    Target target{.host = host, .port = port};
    std::memcpy(target.address.data(), found->ai_addr, found->ai_addrlen);
    target.addressSize = found->ai_addrlen;
    if (found->ai_family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, found->ai_addr, sizeof address);
        target.loopback4 = (ntohl(address.sin_addr.s_addr) >> 24) == 127;
    }
    ::freeaddrinfo(found);
    return target;
}

TcpSocket::~TcpSocket()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

bool TcpSocket::connect(const Target& target, int source)
{
    const auto* address = reinterpret_cast<const sockaddr*>(target.address.data());
    descriptor_ = ::socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor_ < 0) {
        return false;
    }
    setOption(descriptor_, IPPROTO_TCP, TCP_NODELAY);
    if (source != 0 && target.loopback4 && !bindTo127(descriptor_, source)) {
        return false;
    }
    return ::connect(descriptor_, address, target.addressSize) == 0 || errno == EINPROGRESS;
}

bool TcpSocket::connected() const
{
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

TcpSocket::Transfer TcpSocket::read(std::span<char> buffer)
{
    return transferOf(::recv(descriptor_, buffer.data(), buffer.size(), 0));
}

TcpSocket::Transfer TcpSocket::write(std::string_view bytes)
{
    return transferOf(::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

void TcpSocket::abort()
{
    if (descriptor_ < 0) {
        return;
    }
    const linger none{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(descriptor_);
    descriptor_ = -1;
}

std::size_t raiseDescriptorLimit(std::size_t wanted)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < wanted) {
        rlimit raised{.rlim_cur = wanted, .rlim_max = std::max<rlim_t>(limit.rlim_max, wanted)};
        if (::setrlimit(RLIMIT_NOFILE, &raised) != 0) {  // only root may pass the hard limit
            raised = {.rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max};
            ::setrlimit(RLIMIT_NOFILE, &raised);
        }
        ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    return static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace snug::load
