// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "load/dialect.h"
#include "load/frame_reader.h"
#include "load/frame_writer.h"
#include "load/handshake.h"
#include "load/poller.h"
#include "load/tcp_socket.h"
#include "load/tls.h"

namespace snug::load {

// One WebSocket client: connects, by TLS where the target wants it, shakes hands, sends and receives
// messages, answers pings. Owns its socket; borrows the rest, which outlives it. While nothing is under way
// it holds no buffers. One thread.
class Connection {
public:
    // What happens, told from inside onEvent().
    class Listener {
    public:
        virtual void opened(std::size_t key) = 0;
        virtual void received(std::size_t key, std::string_view payload) = 0;
        virtual void closed(std::size_t key, const std::string& reason) = 0;

    protected:
        ~Listener() = default;
    };

    // What all connections of a tool share.
    struct Shared {
        Poller& poller;
        FrameWriter& writer;
        std::span<char> buffer;  // to read into
        Dialect::Traits traits;
        const TlsContext* tls;  // null where no target wants it
        Listener& listener;
    };

    // `shared` and `target` outlive the connection.
    Connection(const Shared& shared, const Target& target, std::size_t key)
        : shared_(shared)
        , target_(target)
        , key_(key)
    {
    }

    // `source`: see TcpSocket::connect.
    void open(int source);
    void onEvent(const Poller::Event& event);
    // Nothing happens unless open. What the socket does not take waits in memory: the tool paces itself.
    void send(std::string_view payload);
    // Says goodbye; the server closes then.
    void leave();
    // Without a close frame, as thousands of clients do when their network goes.
    void abort();

    bool isOpen() const { return state_ == State::Open; }

private:
    enum class State { New, Connecting, Securing, ShakingHands, Open, Closed };

    void onWritable();
    void onReadable();
    void onConnected();
    void secure();
    void beginHandshake();
    void readAnswer(std::string_view bytes);
    void readFrames(std::string_view bytes);
    void sendFrame(Opcode opcode, std::string_view payload);
    void flush();
    void wantWrite(bool wanted);
    TcpSocket::Transfer read();
    TcpSocket::Transfer write(std::string_view bytes);
    void fail(const std::string& reason);

    const Shared& shared_;
    const Target& target_;
    const std::size_t key_;
    State state_ = State::New;
    bool wantsWrite_ = false;
    TcpSocket socket_;
    std::unique_ptr<TlsSession> tls_;  // on socket_; null: none
    Handshake handshake_;
    std::string answer_;  // of the handshake, as far as it came
    std::string unsent_;
    FrameReader reader_;
};

}  // namespace snug::load
