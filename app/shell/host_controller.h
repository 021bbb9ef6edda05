// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "host/server_host.h"
#include "ui/host_status.h"

namespace snug::shell {

// The server inside, as the window shows it: turns ServerHost's state and figures into a HostStatus.
// GUI thread. Owns the server; the destructor stops it (2 s at most).
class HostController : public QObject {
    Q_OBJECT

public:
    // `dataFolder` empty: the server's own default.
    explicit HostController(const QString& dataFolder, QObject* parent = nullptr);

    const ui::HostStatus& status() const { return status_; }
    bool isRunning() const { return server_.state() == host::ServerHost::State::Running; }
    // The port others use is the standard one; when that is taken, any free one. `name` is what the server is
    // called.
    void start(const QString& name);
    void stop() { server_.stop(); }

Q_SIGNALS:
    void statusChanged(const snug::ui::HostStatus& status);
    // Ready: the port that it listens on.
    void started(quint16 port);
    void failed(const QString& sentence);

private:
    void onFailed(const host::StartError& error);
    void onStateChanged();
    void set(const ui::HostStatus& status);

    host::ServerHost server_;
    host::ServerConfig config_;
    ui::HostStatus status_;
};

}  // namespace snug::shell
