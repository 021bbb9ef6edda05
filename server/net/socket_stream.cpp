// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socket_stream.h"

#include <QSslSocket>
#include <algorithm>
#include <utility>

namespace snug::net {

SocketStream::SocketStream(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket, Reader& reader)
    : socket_(std::move(socket))
    , reader_(reader)
{
    // Bounds what a fast sender can pile up; TCP makes it wait.
    socket_->setReadBufferSize(kAtOnce);
    const auto onGone = [this] {
        gone_ = true;
        tellLater();
    };
    const auto onWritten = [this] {
        if (waitsWritable_) {
            tellLater();
        }
    };
    if (socket_->state() != QAbstractSocket::ConnectedState) {
        onGone();
    }
    connect(socket_.get(), &QTcpSocket::readyRead, this, &SocketStream::tellLater);
    connect(socket_.get(), &QTcpSocket::bytesWritten, this, onWritten);
    connect(socket_.get(), &QTcpSocket::disconnected, this, onGone);
    if (auto* secure = qobject_cast<QSslSocket*>(socket_.get())) {
        connect(secure, &QSslSocket::encryptedBytesWritten, this, onWritten);
    }
}

SocketStream::~SocketStream()
{
    abort();
}

qint64 SocketStream::read(char* into, qint64 size)
{
    if (socket_->bytesAvailable() == 0) {
        return ended_ ? kEnded : 0;
    }
    const qint64 taken = socket_->read(into, size);
    return taken < 0 ? kEnded : taken;
}

qint64 SocketStream::write(std::span<const QByteArrayView> parts)
{
    if (ended_) {
        return kEnded;
    }
    qint64 room = kAtOnce - waiting().count;
    qint64 taken = 0;
    for (const QByteArrayView& part : parts) {
        const qint64 size = std::min<qint64>(room, part.size());
        if (size <= 0) {
            break;
        }
        if (socket_->write(part.data(), size) != size) {
            return kEnded;
        }
        taken += size;
        room -= size;
    }
    if (taken > 0) {
        socket_->flush();
    }
    return taken;
}

void SocketStream::waitWritable()
{
    if (ended_) {
        return;
    }
    waitsWritable_ = true;
    // The socket may have got rid of everything inside write(), and then says nothing any more.
    if (waiting().count < kAtOnce) {
        tellLater();
    }
}

base::Bytes SocketStream::waiting() const
{
    // Under TLS bytesToWrite() says little: what counts is what was encrypted and not sent.
    const auto* secure = qobject_cast<const QSslSocket*>(socket_.get());
    return {socket_->bytesToWrite() + (secure != nullptr ? secure->encryptedBytesToWrite() : 0)};
}

void SocketStream::finishWriting()
{
    if (!ended_) {
        socket_->disconnectFromHost();
    }
}

void SocketStream::abort()
{
    ended_ = true;
    socket_->disconnect(this);
    socket_->abort();
}

// The socket speaks from inside calls to it as well: under TLS it reads while it writes.
void SocketStream::tellLater()
{
    if (!std::exchange(telling_, true)) {
        QMetaObject::invokeMethod(this, &SocketStream::tell, Qt::QueuedConnection);
    }
}

void SocketStream::tell()
{
    telling_ = false;
    if (!ended_ && gone_) {
        ended_ = true;
        reader_.lost();
        return;
    }
    if (!ended_ && socket_->bytesAvailable() > 0) {
        reader_.readable();
    }
    if (!ended_ && waitsWritable_ && waiting().count < kAtOnce) {
        waitsWritable_ = false;
        reader_.writable();
    }
    // The reader takes a bounded amount a turn, and readyRead is not said twice for the same bytes.
    if (!ended_ && socket_->bytesAvailable() > 0) {
        tellLater();
    }
}

}  // namespace snug::net
