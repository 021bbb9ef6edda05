// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

#include "base/connection_id.h"
#include "base/time.h"
#include "net/channel_traffic.h"
#include "net/connection_figures.h"
#include "net/frame_queue.h"
#include "net/inbound.h"
#include "net/network_config.h"
#include "net/network_statistics.h"
#include "net/prepared_frame.h"
#include "net/round_trip.h"
#include "net/stream.h"
#include "net/visitor.h"
#include "websocket/frame_reader.h"

namespace snug::net {

class Channel;

// What a channel needs of the I/O thread that it lives on. Outlives its channels.
class ChannelHost {
public:
    virtual const NetworkConfig& config() const = 0;
    virtual const Inbound& inbound() const = 0;
    // Where a channel counts: what an inner one does is nobody's figure.
    virtual IoCounters& counters(bool inner) = 0;
    // Where bytes are read to; shared by all channels of the thread, good until the reader returns.
    virtual std::span<char> readBuffer() = 0;
    // Calls Channel::onTimer with the same `due` when it has passed.
    virtual void schedule(base::ConnectionId who, base::SteadyTime due) = 0;
    // The hub is to be told that the connection is over; taken over whether the hub is full or not.
    virtual void reportClosed(base::ConnectionId who, bool clean) = 0;
    // The channel has ended. It must not be destroyed before the current event is over.
    virtual void gone(Channel& channel) = 0;

protected:
    ~ChannelHost() = default;
};

// One WebSocket, from the end of its handshake to the end of its connection: open → closing → gone. Lives on
// one I/O thread, and owns its stream.
//
// What waits to be written is bounded by the write budget: what is behind the frame just being sent counts.
// Over it the channel drops what waits and closes with 4000. Once closing, nothing is handed on and nothing
// more is sent, and the peer is let go of within kCloseDeadline.
class Channel final : private Stream::Reader {
public:
    Channel(base::ConnectionId id, const Visitor& visitor, ChannelHost& host);
    Q_DISABLE_COPY_MOVE(Channel)

    // Takes the stream over; `already` are bytes that came with the handshake. Tells the hub.
    void begin(std::unique_ptr<QTcpSocket, QScopedPointerDeleteLater> socket, QByteArrayView already);

    base::ConnectionId id() const { return id_; }
    const Visitor& visitor() const { return visitor_; }
    bool isOpen() const { return state_ == State::Open; }

    // Adds a frame to what flush() sends. `now`: of this turn; exact enough for the record.
    void queue(const PreparedFrame& frame, base::SteadyTime now);
    // One gathered write of all that waits.
    void flush();
    // Sends what was queued before, then the code and the reason.
    void close(protocol::CloseCode code, const QString& reason = {});
    void helloDone() { helloDone_ = true; }
    void onTimer(base::SteadyTime due, base::SteadyTime now);
    // Nothing for one that the hub does not know, or an inner one. Pings the peer where its round trip is not
    // known or old.
    std::optional<ConnectionFigures> measure(base::SteadyTime now);
    ConnectionRecord record() const { return {id_, traffic_.recorder().read(base::Now::read())}; }
    // Lets go of the peer at once.
    void end();

    // A mark for whoever collects channels to flush.
    bool touched = false;

private:
    enum class State { Open, Closing, Gone };

    void readable() override;
    void writable() override;
    void lost() override;

    void take(QByteArrayView bytes);
    void handle(websocket::FrameEvent event);
    void handleText(const websocket::TextMessage& message);
    void handleClose(const websocket::CloseFrame& close);
    void beginClosing(const PreparedFrame& farewell, bool clean);
    void closeSlowReader();
    bool writeSome();
    void afterWriting();
    void reschedule(base::SteadyTime due);
    base::SteadyTime nextDue(base::SteadyTime now) const;
    void countBacklog();

    const base::ConnectionId id_;
    const Visitor visitor_;
    ChannelHost& host_;
    IoCounters& counters_;
    std::unique_ptr<Stream> stream_;
    websocket::FrameReader reader_;

    State state_ = State::Open;
    bool announced_ = false;  // the hub knows of it
    bool helloDone_ = false;
    bool blocked_ = false;     // the stream takes nothing now
    bool peerClosed_ = false;  // the peer's close frame has come
    bool deaf_ = false;        // it broke the rules: what comes is thrown away
    bool slow_ = false;        // counted among the slow readers
    quint16 closeCode_ = IoCounters::kNoClose;

    ChannelTraffic traffic_;
    RoundTrip roundTrip_;
    FrameQueue pending_;
    qint64 backlogCounted_ = 0;

    base::SteadyTime lastHeard_;
    base::SteadyTime lastSaid_;  // a message, not just a sign of life
    base::SteadyTime helloBefore_;
    base::SteadyTime endBefore_;
    base::SteadyTime scheduled_;
};

}  // namespace snug::net
