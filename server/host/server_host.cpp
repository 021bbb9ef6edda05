// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/server_host.h"

#include "host/server_runtime.h"

namespace snug::host {

ServerHost::ServerHost(QObject* parent)
    : QObject(parent)
{
    thread_.setObjectName(QStringLiteral("control"));
    control_.moveToThread(&thread_);
    thread_.start();
}

ServerHost::~ServerHost()
{
    control_.runAndWait([this] { runtime_.reset(); });
    thread_.quit();
    thread_.wait();
}

void ServerHost::setState(State state)
{
    state_ = state;
    Q_EMIT stateChanged();
}

// Both queues hold a few tasks at most: the states allow one start and one stop under way.
void ServerHost::tellBack(std::function<void()> task)
{
    const bool kept = here_.post(std::move(task));
    Q_ASSERT(kept);
    Q_UNUSED(kept);
}

void ServerHost::start(const ServerConfig& config)
{
    guard_.check();
    if (state_ != State::Stopped) {
        return;
    }
    setState(State::Starting);
    control_.post([this, config] {
        runtime_ = std::make_unique<ServerRuntime>(
            config, ServerRuntime::Sinks{[this](const ServerFigures& latest) { tellFigures(latest); },
                                         [this](const QString& code) {
                                             tellBack([this, code] { Q_EMIT claimOffered(code); });
                                         },
                                         [this](const ServerConfig& changed) {
                                             tellBack([this, changed] { Q_EMIT configured(changed); });
                                         }});
        const auto begun = runtime_->start();
        if (!begun) {
            runtime_.reset();
            tellBack([this, error = begun.error()] {
                if (state_ == State::Starting) {
                    setState(State::Stopped);
                    Q_EMIT failed(error);
                }
            });
            return;
        }
        tellBack([this, places = *begun] {
            address_ = places.address;
            port_ = places.port;
            httpAddress_ = places.httpAddress;
            httpPort_ = places.httpPort;
            if (state_ == State::Starting) {
                setState(State::Running);
                Q_EMIT started();
            }
        });
    });
}

void ServerHost::tellFigures(const ServerFigures& latest)
{
    if (figuresWait_.exchange(true)) {
        return;
    }
    tellBack([this, latest] {
        figuresWait_ = false;
        if (state_ == State::Running) {
            Q_EMIT figures(latest);
        }
    });
}

void ServerHost::reload(const ServerConfig& config)
{
    guard_.check();
    if (state_ != State::Running) {
        return;
    }
    control_.post([this, config] {
        const auto done = runtime_ ? runtime_->reload(config) : base::Done{};
        tellBack([this, error = done ? QString() : done.error()] { Q_EMIT reloaded(error); });
    });
}

void ServerHost::stop()
{
    guard_.check();
    if (state_ != State::Starting && state_ != State::Running) {
        return;
    }
    setState(State::Stopping);
    control_.post([this] {
        runtime_.reset();
        tellBack([this] {
            setState(State::Stopped);
            Q_EMIT stopped();
        });
    });
}

}  // namespace snug::host
