// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/tcp_proxy.h"

namespace snug::test {

TcpProxy::TcpProxy(quint16 serverPort, QObject* parent)
    : QObject(parent)
    , serverPort_(serverPort)
{
    connect(&listener_, &QTcpServer::newConnection, this, &TcpProxy::accept);
    if (!listener_.listen(QHostAddress::LocalHost)) {
        qFatal("the proxy cannot listen: %s", qPrintable(listener_.errorString()));
    }
}

void TcpProxy::accept()
{
    while (QTcpSocket* const client = listener_.nextPendingConnection()) {
        if (isCut_) {
            client->abort();
            client->deleteLater();
            continue;
        }
        auto* const server = new QTcpSocket(this);
        pairs_.insert(client, server);
        const auto forward = [](QTcpSocket* from, QTcpSocket* to) { to->write(from->readAll()); };
        connect(client, &QTcpSocket::readyRead, server, [=] { forward(client, server); });
        connect(server, &QTcpSocket::readyRead, client, [=] { forward(server, client); });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        server->connectToHost(QHostAddress::LocalHost, serverPort_);
    }
}

void TcpProxy::cut()
{
    isCut_ = true;
    const auto pairs = std::exchange(pairs_, {});
    for (auto each = pairs.begin(); each != pairs.end(); ++each) {
        for (QTcpSocket* const socket : {each.key(), each.value()}) {
            socket->disconnect();
            socket->abort();
            socket->deleteLater();
        }
    }
}

void TcpProxy::mend()
{
    isCut_ = false;
}

}  // namespace snug::test
