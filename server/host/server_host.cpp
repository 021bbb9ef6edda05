// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/server_host.h"

#include "host/server_runtime.h"

namespace snug::host {

ServerHost::ServerHost(QObject* parent)
    : QObject(parent)
    , controlRoot_(std::make_unique<QObject>())
{
    control_.setObjectName(QStringLiteral("control"));
    controlRoot_->moveToThread(&control_);
    control_.start();
}

ServerHost::~ServerHost()
{
    QMetaObject::invokeMethod(
        controlRoot_.get(), [this] { runtime_.reset(); }, Qt::BlockingQueuedConnection);
    controlRoot_.release()->deleteLater();  // a thread deletes what waits for it before it ends
    control_.quit();
    control_.wait();
}

void ServerHost::setState(State state)
{
    state_ = state;
    Q_EMIT stateChanged();
}

void ServerHost::start(const ServerConfig& config)
{
    guard_.check();
    if (state_ != State::Stopped) {
        return;
    }
    setState(State::Starting);
    QMetaObject::invokeMethod(controlRoot_.get(), [this, config] {
        runtime_ = std::make_unique<ServerRuntime>(config, [this](const ServerFigures& latest) {
            QMetaObject::invokeMethod(this, [this, latest] {
                if (state_ == State::Running) {
                    Q_EMIT figures(latest);
                }
            });
        });
        const auto begun = runtime_->start();
        if (!begun) {
            runtime_.reset();
        }
        QMetaObject::invokeMethod(this, [this, begun] {
            if (!begun) {
                setState(State::Stopped);
                Q_EMIT failed(begun.error());
                return;
            }
            port_ = begun->chat;
            httpPort_ = begun->http;
            if (state_ == State::Starting) {
                setState(State::Running);
                Q_EMIT started();
            }
        });
    });
}

void ServerHost::stop()
{
    guard_.check();
    if (state_ != State::Starting && state_ != State::Running) {
        return;
    }
    setState(State::Stopping);
    QMetaObject::invokeMethod(controlRoot_.get(), [this] {
        runtime_.reset();
        QMetaObject::invokeMethod(this, [this] {
            setState(State::Stopped);
            Q_EMIT stopped();
        });
    });
}

}  // namespace snug::host
