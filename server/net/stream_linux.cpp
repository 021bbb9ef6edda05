// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include <QSslSocket>

#include "net/descriptor_stream.h"
#include "net/socket_stream.h"
#include "net/stream.h"

namespace snug::net {

std::unique_ptr<Stream> makeStream(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket,
                                   Stream::Reader& reader)
{
    socket->flush();
    const bool plain = qobject_cast<QSslSocket*>(socket.get()) == nullptr && socket->bytesToWrite() == 0;
    const int own = plain ? fcntl(static_cast<int>(socket->socketDescriptor()), F_DUPFD_CLOEXEC, 0) : -1;
    if (own < 0) {
        return std::make_unique<SocketStream>(std::move(socket), reader);
    }
    // Closes Qt's descriptor only; the connection goes on through ours.
    socket->abort();
    return std::make_unique<DescriptorStream>(own, reader);
}

}  // namespace snug::net
