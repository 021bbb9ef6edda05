// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <functional>

#include "base/task_queue.h"
#include "host/audit_log.h"
#include "host/claim_code.h"
#include "host/server_config.h"
#include "rooms/clerk.h"

namespace snug::host {

// Does what the hub asks of its clerk (rooms/clerk.h), on a thread of its own, because the disk may keep it
// waiting: the claim code, the settings and their file, the audit log.
//
// Thread: made, started and stopped by its owner's; take() from the hub's. The sinks are called on the
// clerk's own thread. Bounds: kCalls wait at most; what is more is refused with `overloaded`.
class Clerk {
public:
    static constexpr std::size_t kCalls = 1024;

    struct Sinks {
        std::function<void(rooms::ClerkAnswer)> answer;
        std::function<void(const ServerConfig&)> configure;  // these settings count from now on
        std::function<void(const QString& code)> offer;      // for whoever runs the server
    };

    // `config` as the server was started with it, its data folder filled in.
    Clerk(ServerConfig config, Sinks sinks);
    ~Clerk();
    Q_DISABLE_COPY_MOVE(Clerk)

    // What the audit log has, the newest first. Before start().
    QVector<protocol::admin::Audit> newestAudits() const;
    void start();
    // Finishes what waits, and ends the thread. Twice is once.
    void stop();

    void take(rooms::ClerkCall call);

private:
    void carryOut(const rooms::ClerkCall& call);
    void on(const rooms::CheckClaim& call);
    void on(const rooms::OfferClaim& call);
    void on(const rooms::ListSettings& call);
    void on(const rooms::ChangeSetting& call);
    void on(const rooms::WriteAudit& call);
    // Whether it was written down, too.
    base::Result<bool, protocol::Error> change(const rooms::ChangeSetting& call);

    const Sinks sinks_;
    QThread thread_;
    base::TaskQueue tasks_{kCalls};
    // Of the clerk's thread, once it runs.
    ServerConfig config_;
    AuditLog audit_;
    ClaimCode claim_;
};

}  // namespace snug::host
