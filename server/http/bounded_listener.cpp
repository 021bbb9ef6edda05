// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/bounded_listener.h"

#include <QTimer>
#include <algorithm>

#include "base/log.h"

namespace snug::http {

BoundedListener::BoundedListener(const Bounds& bounds, QObject* parent)
    : QTcpServer(parent)
    , bounds_(bounds)
{
    setMaxPendingConnections(bounds_.connections);
}

void BoundedListener::incomingConnection(qintptr descriptor)
{
    makeRoom();
    auto* socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    // The kernel holds back the rest, so that no more than this is in memory before it is counted.
    socket->setReadBufferSize(bounds_.request.count + 1);
    watch(*socket);
    open_.push_back(socket);
    addPendingConnection(socket);
}

void BoundedListener::makeRoom()
{
    while (open_.size() >= static_cast<std::size_t>(bounds_.connections)) {
        qCDebug(base::logHttp) << "all places taken: the oldest connection gives way";
        QTcpSocket* oldest = open_.front();
        open_.pop_front();
        oldest->abort();  // disconnected() makes the HTTP server delete it
    }
}

void BoundedListener::watch(QTcpSocket& socket)
{
    // Connected before the HTTP server is, and so called before it reads.
    connect(&socket, &QTcpSocket::readyRead, &socket,
            [&socket, received = qint64{0}, most = bounds_.request.count]() mutable {
                received += socket.bytesAvailable();
                if (received > most) {
                    qCDebug(base::logHttp) << "request too long: connection dropped";
                    QObject::disconnect(&socket, &QTcpSocket::readyRead, nullptr,
                                        nullptr);  // nobody reads it any more
                    socket.abort();
                }
            });
    connect(&socket, &QObject::destroyed, this, [this, gone = &socket] { std::erase(open_, gone); });
    QTimer::singleShot(bounds_.deadline, &socket, [&socket] {
        qCDebug(base::logHttp) << "request or answer not through in time: connection dropped";
        socket.abort();
    });
}

}  // namespace snug::http
