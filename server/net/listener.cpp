// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"

#include <QTcpSocket>
#include <algorithm>
#include <limits>

#include "base/log.h"

namespace snug::net {

namespace {

constexpr int kBacklog = 4096;
// Looks again, also when nobody has said that there is room.
constexpr std::chrono::milliseconds kAgain{500};

void refuse(qintptr descriptor)
{
    QTcpSocket socket;
    socket.setSocketDescriptor(descriptor);
    socket.abort();
}

}  // namespace

Listener::Listener(std::vector<IoThread*> threads, Admission& admission)
    : threads_(std::move(threads))
    , admission_(admission)
{
    setListenBacklogSize(kBacklog);
    setMaxPendingConnections(std::numeric_limits<int>::max());
    again_.setSingleShot(true);
    again_.setInterval(kAgain);
    connect(&again_, &QTimer::timeout, this, &Listener::goOn);
    connect(this, &QTcpServer::acceptError, this, &Listener::onAcceptError);
}

base::Result<quint16, QString> Listener::start(const QHostAddress& address, quint16 port,
                                               std::optional<qintptr> listening)
{
    if (listening ? setSocketDescriptor(*listening) : listen(address, port)) {
        return serverPort();
    }
    if (listening) {
        return tr("Cannot listen on the socket that was handed over: %1.").arg(errorString());
    }
    const QString where = QStringLiteral("%1, port %2").arg(address.toString()).arg(port);
    switch (serverError()) {
        case QAbstractSocket::AddressInUseError:
            return tr("Cannot listen on %1: another program is using this port.").arg(where);
        case QAbstractSocket::SocketAccessError:
            return tr("Cannot listen on %1: this account may not use this port.").arg(where);
        case QAbstractSocket::SocketAddressNotAvailableError:
            return tr("Cannot listen on %1: this computer does not have this address.").arg(where);
        default:
            return tr("Cannot listen on %1: %2.").arg(where, errorString());
    }
}

void Listener::incomingConnection(qintptr descriptor)
{
    if (!admission_.enter()) {
        refuse(descriptor);
        holdOn();
        return;
    }
    const auto least = std::min_element(threads_.begin(), threads_.end(), [](IoThread* a, IoThread* b) {
        return a->shared().load.load(std::memory_order_relaxed) <
               b->shared().load.load(std::memory_order_relaxed);
    });
    if (!(*least)->adopt(descriptor)) {
        refuse(descriptor);
        admission_.leave();
    }
    if (admission_.full()) {
        holdOn();
    }
}

void Listener::holdOn()
{
    // No room for pending connections makes Qt leave its accept loop at once and stop listening to the
    // socket; pauseAccepting() alone would let it accept all that wait.
    setMaxPendingConnections(0);
    pauseAccepting();
    again_.start();
}

void Listener::goOn()
{
    if (admission_.full()) {
        again_.start();
        return;
    }
    again_.stop();
    setMaxPendingConnections(std::numeric_limits<int>::max());
    resumeAccepting();
}

void Listener::onAcceptError(QAbstractSocket::SocketError error)
{
    // Out of descriptors, most likely. Qt has paused by itself.
    if (!again_.isActive()) {
        qCDebug(base::logNet) << "Cannot accept connections for now:" << error;
        again_.start();
    }
}

}  // namespace snug::net
