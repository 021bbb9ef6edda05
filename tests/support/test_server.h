// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "host/server_host.h"

namespace snug::test {

// A whole server in this process: ServerHost on loopback and free ports, its data in a folder that goes with
// it. Change `config` before start(); without changes nothing limits a test's pace or its number of
// connections.
//
// Thread: the test's; start() and stop() run the event loop until it is done.
class TestServer {
public:
    TestServer();

    bool start();
    bool stop();
    // Stops and starts on the same data and the same chat port.
    bool restart();

    quint16 port() const { return host_.port(); }
    quint16 httpPort() const { return host_.httpPort(); }
    QString folder() const { return config.dataFolder; }
    // Why start() answered false.
    QString error() const { return error_; }
    host::ServerHost& host() { return host_; }

    host::ServerConfig config;

private:
    QTemporaryDir folder_;
    host::ServerHost host_;
    QString error_;
};

}  // namespace snug::test
