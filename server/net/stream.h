// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>
#include <memory>
#include <span>

#include "base/bytes.h"

namespace snug::net {

// Bytes in and out of one connected peer, after the handshake: what a channel needs of a socket and no more.
// Lives on one I/O thread. Two kinds: over a descriptor of the system (fast, plain TCP), and over a
// QTcpSocket (everywhere, and for QSslSocket).
class Stream {
public:
    // Told by the stream, from its thread's event loop, never from inside a call to it. After lost() nothing
    // more is told. The stream may not be destroyed inside these calls; abort() may be called.
    class Reader {
    public:
        virtual void readable() = 0;  // read() has something to give, or an end
        virtual void writable() = 0;  // asked for by waitWritable
        virtual void lost() = 0;      // the connection is gone

    protected:
        ~Reader() = default;
    };

    static constexpr qint64 kEnded = -1;

    virtual ~Stream() = default;

    // Takes at most `size` bytes that have come: how many, 0 when none wait, kEnded when none will come.
    virtual qint64 read(char* into, qint64 size) = 0;
    // Hands over as much from the front of `parts` as is taken without waiting: how many bytes. The parts may
    // go when it returns. kEnded when the connection is gone.
    virtual qint64 write(std::span<const QByteArrayView> parts) = 0;
    // Tells writable() once, as soon as write() may take something again.
    virtual void waitWritable() = 0;
    // What was taken by write() and still lies in this process.
    virtual base::Bytes waiting() const = 0;
    // No more will be written: the peer sees the end after all that was written.
    virtual void finishWriting() = 0;
    // Lets go of the peer at once. Nothing is told any more.
    virtual void abort() = 0;
};

// Takes over a connected socket that nothing else listens to any more; what it has buffered must have been
// read. The stream is made for the platform; where it can it takes the bare descriptor and lets the
// QTcpSocket go.
std::unique_ptr<Stream> makeStream(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket,
                                   Stream::Reader& reader);

}  // namespace snug::net
