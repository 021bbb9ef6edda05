// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpSocket>
#include <functional>
#include <optional>

#include "websocket/cases.h"

namespace snug::websocket::test {

// Runs the event loop until `done()`, or false after a patience that no healthy run needs.
bool waitFor(const std::function<bool()>& done);

// The far end of a case, by hand over a bare socket: sends what the case says and writes down what comes
// back. It behaves once the other side closes: a server hangs up, a client waits for that. Borrows the
// socket.
class Peer : public QObject {
    Q_OBJECT

public:
    Peer(QTcpSocket& socket, Side tested);

    // Each written for itself, with a turn of the event loop between. Large ones as far as the other side
    // reads.
    void send(const QByteArrayList& writes);
    // The head that opens the connection, once it is whole; nothing when the connection ends before.
    std::optional<QByteArray> takeHead();
    // From here on what comes is frames.
    void startFrames();
    // Ends the connection without a close frame.
    void hangUp();

    bool ended() const { return ended_; }
    const QByteArrayList& texts() const { return texts_; }
    const QByteArrayList& pongs() const { return pongs_; }
    // The payload of the close frame that came.
    const std::optional<QByteArray>& close() const { return close_; }
    void closeSent() { closeSent_ = true; }
    // What came that no side may send; empty when all was right.
    const QByteArray& wrong() const { return wrong_; }

private:
    void onReadyRead();
    void take(const RawFrame& frame);

    QTcpSocket& socket_;
    const Side tested_;
    bool framing_ = false;
    bool ended_ = false;
    bool closeSent_ = false;
    QByteArray received_;
    QByteArrayList texts_;
    QByteArrayList pongs_;
    std::optional<QByteArray> close_;
    QByteArray wrong_;
};

// The answer of a server that is asked so.
QByteArray usualAnswer(const QByteArray& request);
// The value of its Sec-WebSocket-Accept (RFC 6455, 4.2.2).
QByteArray acceptFor(const QByteArray& request);

// What a case shows, as text; two that are equal are the same.
struct Seen {
    QByteArray opening;
    QByteArrayList messages;
    QByteArrayList echoes;  // only where the case ends Open
    QByteArrayList pongs;
    QByteArray end;
    QByteArray told;  // to the program

    QByteArray shown() const;
};
// Short, and different for different bytes.
QByteArray brief(const QByteArray& bytes);

// What is sent at the end of a case that ends Open, to see that all is well.
inline constexpr char kLastWord[] = R"({"type":"ping","id":7})";
inline constexpr char kLastPing[] = "still here?";

}  // namespace snug::websocket::test
