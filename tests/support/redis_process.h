// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include "store/redis_reply.h"

namespace snug::test {

// A real redis-server on loopback, on a free port that stays its own over restarts, with data in a folder of
// its own. It keeps all it acknowledges unless told otherwise. What waits runs no event loop. The destructor
// kills it.
class RedisProcess {
public:
    enum class Kind { Server, Sentinel };

    // `options` as in redis.conf ("appendfsync everysec"), after the usual ones, and win.
    explicit RedisProcess(QStringList options = {}, Kind kind = Kind::Server);
    ~RedisProcess();
    Q_DISABLE_COPY_MOVE(RedisProcess)

    // Starts it and waits until it answers; again after killHard(). False: it does not come up.
    bool start();
    void killHard();  // SIGKILL; waits until it is gone
    void pause();     // SIGSTOP
    void goOn();      // SIGCONT

    // A connection of its own, one command, its answer. An error as well when there is no server.
    store::RedisReply command(const store::RedisCommand& command);

    quint16 port() const { return port_; }
    QString address() const { return QStringLiteral("redis://127.0.0.1:%1").arg(port_); }
    QString folder() const { return folder_.path(); }

private:
    QByteArray configuration() const;
    bool answers();

    QTemporaryDir folder_;
    const QStringList options_;
    const Kind kind_;
    quint16 port_ = 0;
    QProcess process_;
};

}  // namespace snug::test
