// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QString>
#include <cstddef>
#include <cstring>

#include "service_manager.h"

namespace snug {

bool tellServiceManager(const QByteArray& lines)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || static_cast<std::size_t>(path.size()) >= sizeof address.sun_path) {
        return false;
    }
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    if (path.startsWith('@')) {
        address.sun_path[0] = '\0';  // Linux' abstract names
    }
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        return false;
    }
    const auto length =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(path.size()));
    // The one way in which the address of a kind of socket is given.
    const auto* const any = reinterpret_cast<const sockaddr*>(&address);  // NOLINT(*-reinterpret-cast)
    const auto sent = ::sendto(socket, lines.constData(), static_cast<std::size_t>(lines.size()),
                               MSG_NOSIGNAL | MSG_DONTWAIT, any, length);
    ::close(socket);
    return sent == lines.size();
}

std::optional<std::chrono::microseconds> watchdogInterval()
{
    bool isNumber = false;
    const qlonglong interval = qEnvironmentVariable("WATCHDOG_USEC").toLongLong(&isNumber);
    const QByteArray whose = qgetenv("WATCHDOG_PID");
    if (!isNumber || interval <= 0 || (!whose.isEmpty() && whose.toLongLong() != ::getpid())) {
        return std::nullopt;
    }
    return std::chrono::microseconds{interval};
}

}  // namespace snug
