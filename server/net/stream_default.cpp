// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socket_stream.h"
#include "net/stream.h"

namespace snug::net {

std::unique_ptr<Stream> makeStream(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket,
                                   Stream::Reader& reader)
{
    return std::make_unique<SocketStream>(std::move(socket), reader);
}

}  // namespace snug::net
