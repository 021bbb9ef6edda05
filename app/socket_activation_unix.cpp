// SPDX-License-Identifier: GPL-3.0-or-later
#include "socket_activation.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QByteArrayList>

namespace snug {

namespace {

using namespace Qt::StringLiterals;

constexpr int kFirstDescriptor = 3;  // SD_LISTEN_FDS_START
constexpr int kMostSockets = 2;

QByteArray takeVariable(const char* name)
{
    QByteArray value = qgetenv(name);
    qunsetenv(name);
    return value;
}

bool hasOption(int descriptor, int option, int wanted)
{
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 && value == wanted;
}

bool isOfInternet(int descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    // The one way in which the address of any kind of socket is told.
    auto* const any = reinterpret_cast<sockaddr*>(&address);  // NOLINT(*-reinterpret-cast)
    return ::getsockname(descriptor, any, &size) == 0 &&
           (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

// Whether people could connect there; from then on no child gets it.
bool adopt(int descriptor)
{
    return ::fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 && hasOption(descriptor, SO_TYPE, SOCK_STREAM) &&
           hasOption(descriptor, SO_ACCEPTCONN, 1) && isOfInternet(descriptor);
}

}  // namespace

base::Result<HandedSockets, QString> takeHandedSockets()
{
    const QByteArray whose = takeVariable("LISTEN_PID");
    const QByteArray count = takeVariable("LISTEN_FDS");
    const QByteArrayList names = takeVariable("LISTEN_FDNAMES").split(':');
    HandedSockets sockets;
    if (count.isEmpty() || whose.toLongLong() != ::getpid()) {
        return sockets;
    }
    bool isNumber = false;
    const int handed = count.toInt(&isNumber);
    if (!isNumber || handed < 0 || handed > kMostSockets) {
        return u"The service manager hands over %1 sockets; one for chat, and one named \"http\", are what "
               u"there "
               u"is a use for."_s.arg(QString::fromUtf8(count));
    }
    for (int index = 0; index < handed; ++index) {
        const int descriptor = kFirstDescriptor + index;
        const QByteArray name = names.value(index);
        if (!adopt(descriptor)) {
            return u"Descriptor %1 (\"%2\") of the service manager is no listening TCP socket of IPv4 or IPv6."_s
                .arg(descriptor)
                .arg(QString::fromUtf8(name));
        }
        auto& place = name == "http" ? sockets.http : sockets.chat;
        if (place) {
            return u"The service manager hands over two sockets for %1; snugd listens on one."_s.arg(
                name == "http" ? u"http"_s : u"chat"_s);
        }
        place = descriptor;
    }
    return sockets;
}

}  // namespace snug
