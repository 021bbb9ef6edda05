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
    // `config` but for the name. Its port is tried first, then any free one.
    explicit HostController(const host::ServerConfig& config, QObject* parent = nullptr);

    const ui::HostStatus& status() const { return status_; }
    bool isRunning() const { return server_.state() == host::ServerHost::State::Running; }
    // How the server is set up, with the port that it listens on while it runs.
    host::ServerConfig config() const;
    // Makes its bearer the owner of the server that runs, another one each time; empty: none runs. A secret.
    QString ownerCode() const { return isRunning() ? tried_.hub.ownerCode : QString(); }
    // `name` is what the server is called.
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
    const host::ServerConfig config_;
    host::ServerConfig tried_;
    ui::HostStatus status_;
};

}  // namespace snug::shell
