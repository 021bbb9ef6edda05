// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_server.h"

#include "support/wait.h"

namespace snug::test {

using host::ServerHost;

TestServer::TestServer()
{
    config.name = QStringLiteral("test server");
    config.listen = QStringLiteral("127.0.0.1");
    config.port = 0;
    config.dataFolder = folder_.path();
    config.httpPort = 0;
    config.ioThreads = 2;
    config.connectionsPerAddress = 0;
    config.hub.limits.messages = {};
    config.hub.limits.commands = {};
    QObject::connect(&host_, &ServerHost::failed, &host_,
                     [this](const host::StartError& error) { error_ = error.message; });
}

bool TestServer::start()
{
    host_.start(config);
    return waitUntil([this] { return host_.state() != ServerHost::State::Starting; }) &&
           host_.state() == ServerHost::State::Running;
}

bool TestServer::stop()
{
    host_.stop();
    return waitUntil([this] { return host_.state() == ServerHost::State::Stopped; });
}

bool TestServer::restart()
{
    config.port = port();
    return stop() && start();
}

}  // namespace snug::test
