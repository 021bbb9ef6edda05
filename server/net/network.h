// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "base/connection_id.h"
#include "base/result.h"
#include "base/thread_guard.h"
#include "base/time.h"
#include "net/inbound.h"
#include "net/network_config.h"
#include "net/network_statistics.h"
#include "net/prepared_frame.h"
#include "protocol/codes.h"

namespace snug::net {

class Admission;
class IoThread;
class Listener;

// The one door to the network: owns the listener and the I/O threads.
//
// Made, started, stopped and destroyed on one owner thread. send, sendMany, close and helloDone belong to one
// other thread, the hub's (it may be the owner's); they never block and never fail: ids that are gone are
// ignored, and what a full I/O thread cannot take is made good by closing the connections concerned with
// 4003. They may be called until the network is destroyed. For one connection they take effect in the order
// of the calls. measure() and record() are the
// hub's too. statistics() may be called on any thread.
class Network {
public:
    // `inbound` is copied; what it refers to must outlive the network.
    Network(NetworkConfig config, Inbound inbound);
    ~Network();
    Q_DISABLE_COPY_MOVE(Network)

    // Listening when it returns: the port, or a sentence for people why not. Once.
    base::Result<quint16, QString> start();

    void send(base::ConnectionId to, PreparedFrame frame);
    // The audience must be sorted. `since`: when what the frame tells came in, for the statistics; the epoch:
    // it is not measured.
    void sendMany(const base::Audience& audience, base::ConnectionId except, const PreparedFrame& frame,
                  base::SteadyTime since = {});
    // After what was sent before; nothing sent later arrives. `reason` goes with the code as a sentence for
    // people, cut to the 123 bytes of UTF-8 that a close frame has room for.
    void close(base::ConnectionId to, protocol::CloseCode code, const QString& reason = {});
    // The peer has introduced itself: it may now stay.
    void helloDone(base::ConnectionId to);

    // Asks every I/O thread for the figures of its connections, which come to Inbound::measured: those of
    // people, and nothing from a thread that has too much to do. Costs nothing until it is called; a call
    // while the one before is under way is that one's. About once a second is meant.
    void measure();
    // Asks for the last frames of one connection, which come to Inbound::recorded; nothing comes from a
    // thread that has too much to do.
    void record(base::ConnectionId id);

    // Another certificate for those who connect from now on; those who are there stay with theirs. Where TLS
    // is spoken only. The owner's thread, after start().
    void setTls(const QSslConfiguration& tls);

    // Newcomers are refused from here on; those who are there stay.
    void stopAccepting();
    // Closes everybody with 1001 after what was sent to them, drops who does not answer, and joins the
    // threads: within 1.5 s. Inbound::closed has been called for everybody when it returns.
    void stop();

    NetworkStatistics statistics() const;
    // Runs a task on I/O thread 0 … ioThreads − 1, later: how it is seen whether the thread moves. Any
    // thread, from start() to stop(); thrown away when the thread is gone.
    void post(int ioThread, std::function<void()> task);
    // Where it listens, after start(); the owner's.
    QHostAddress address() const;
    // How many connections there may be, after start().
    int connectionsMost() const;

private:
    const NetworkConfig config_;
    const Inbound inbound_;
    base::ThreadGuard owner_;
    std::unique_ptr<Admission> admission_;
    std::vector<std::unique_ptr<IoThread>> threads_;
    QHostAddress address_;
    std::unique_ptr<Listener> listener_;  // made, used and destroyed on threads_.front()
};

}  // namespace snug::net
