// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "net/stream.h"

namespace snug::net {

// A stream over a QTcpSocket: portable, and the one for QSslSocket. Takes at most kAtOnce bytes more than the
// socket has already got rid of, so that what waits stays with the channel, which counts it.
class SocketStream final : public QObject, public Stream {
    Q_OBJECT

public:
    SocketStream(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket, Reader& reader);
    ~SocketStream() override;

    qint64 read(char* into, qint64 size) override;
    qint64 write(std::span<const QByteArrayView> parts) override;
    void waitWritable() override;
    base::Bytes waiting() const override;
    void finishWriting() override;
    void abort() override;

private:
    static constexpr qint64 kAtOnce = 32 * 1024;

    void tellLater();
    void tell();

    std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket_;
    Reader& reader_;
    bool telling_ = false;  // tell() is on its way
    bool waitsWritable_ = false;
    bool gone_ = false;   // the connection is
    bool ended_ = false;  // and that has been told, or nothing more is to be told
};

}  // namespace snug::net
