// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "host/server_host.h"

namespace snug {

// Keeps the service manager up to date about a server: when it is ready, that it stops, in a word how it
// does, and signs of life as often as it wants them, as long as every thread of the server moves. So a server
// that hangs is started anew. Main thread; borrows the server.
class ServiceWatch : public QObject {
    Q_OBJECT

public:
    explicit ServiceWatch(host::ServerHost& server, QObject* parent = nullptr);

    // The configuration is about to be read again; that it was is told by the server.
    void reloading();

private:
    void onFigures(const host::ServerFigures& figures);

    const host::ServerHost& server_;
    bool wantsSignsOfLife_ = false;
    QByteArray status_;
};

}  // namespace snug
