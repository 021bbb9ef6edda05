// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QObject>
#include <QThread>
#include <atomic>
#include <functional>
#include <memory>

#include "base/task_queue.h"
#include "base/thread_guard.h"
#include "host/server_config.h"
#include "host/server_figures.h"
#include "host/start_error.h"

namespace snug::host {

class ServerRuntime;

// The one door to a server inside a program: start, stop, and how it does. Chat itself, also from the same
// program, goes through the port like anybody's.
//
// Thread: its owner's (the GUI's), which it never blocks: the server is put together and taken apart on a
// control thread. The destructor stops the server and waits for it (2 s at most).
class ServerHost : public QObject {
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Running, Stopping };

    explicit ServerHost(QObject* parent = nullptr);
    ~ServerHost() override;

    State state() const { return state_; }
    // While Running: where it listens.
    QHostAddress address() const { return address_; }
    quint16 port() const { return port_; }
    QHostAddress httpAddress() const { return httpAddress_; }
    quint16 httpPort() const { return httpPort_; }  // 0: not served

    // From Stopped; ends in started() or failed(). Otherwise nothing.
    void start(const ServerConfig& config);
    // While Running; ends in reloaded(). Otherwise nothing. See ServerRuntime::reload.
    void reload(const ServerConfig& config);
    // From Starting or Running; ends in stopped(). Otherwise nothing.
    void stop();

Q_SIGNALS:
    void stateChanged();
    void started();
    void failed(const snug::host::StartError& error);  // and Stopped again
    void stopped();
    void reloaded(const QString& error);  // a sentence; empty: it went well
    // Nobody owns the server: who shows this code in the desktop program becomes the owner.
    void claimOffered(const QString& code);
    // Who administers the server changed its settings.
    void configured(const snug::host::ServerConfig& config);
    void figures(const snug::host::ServerFigures& figures);  // once a second while Running

private:
    void setState(State state);
    void tellBack(std::function<void()> task);
    void tellFigures(const ServerFigures& latest);

    base::ThreadGuard guard_;
    State state_ = State::Stopped;
    QHostAddress address_;
    quint16 port_ = 0;
    QHostAddress httpAddress_;
    quint16 httpPort_ = 0;
    QThread thread_;
    base::TaskQueue here_;                    // runs on the owner's thread
    base::TaskQueue control_;                 // runs on thread_
    std::atomic<bool> figuresWait_ = false;   // in here_: one at a time, the owner may be slow
    std::unique_ptr<ServerRuntime> runtime_;  // of the control thread only
};

}  // namespace snug::host
