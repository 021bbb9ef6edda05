// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "base/time.h"
#include "host/loopback_client.h"
#include "observe/health_board.h"

namespace snug::host {

// Whether a message gets through, told from real ones: over a connection to the server's own port, through an
// I/O thread, the hub and a write of the store, and back as a message is told. Feeds the probe
// "chat:roundtrip", in seconds.
//
// A message is on its way every kInterval, one at a time; it fails when it is not back within kDeadline, so
// whatever stands still on the path shows within 2 s. What is late is waited for until kGiveUp, then the
// connection is made anew, as it is every kAgain where there is none.
//
// Lives on one thread with an event loop (ops); from construction to destruction there is a probe. Borrows
// the board.
class PathProbe final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kInterval{500};
    static constexpr std::chrono::milliseconds kSlow{250};  // a warning
    static constexpr std::chrono::milliseconds kDeadline{1250};
    static constexpr std::chrono::milliseconds kGiveUp{10'000};
    static constexpr std::chrono::milliseconds kAgain{1000};

    PathProbe(observe::HealthBoard& board, LoopbackClient::Target target);
    ~PathProbe() override;

    // The server has another certificate for those who connect from now on.
    void setCertificate(const QSslCertificate& certificate) { target_.certificate = certificate; }

private:
    enum class Waits { ForNothing, ForConnection, ForMessage };

    void connectAnew();
    void publish();
    void take(const QByteArray& frame);
    void arrived();
    void onLate();
    void onEnded(const QString& reason);
    void wait(Waits what);
    void stopWaiting();
    std::chrono::steady_clock::duration waited() const;
    void fail(const QString& reason, std::optional<double> value = {});

    observe::HealthBoard& board_;
    LoopbackClient::Target target_;
    std::unique_ptr<LoopbackClient> client_;
    QTimer next_;  // the next message, or the next attempt at a connection
    QTimer late_;  // what is waited for has not come in time
    Waits waits_ = Waits::ForNothing;
    base::SteadyTime since_;  // when the waiting began
    quint64 number_ = 0;      // of the last message
};

}  // namespace snug::host
