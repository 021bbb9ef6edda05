// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/host_controller.h"

#include <QNetworkInterface>
#include <algorithm>

#include "base/random.h"
#include "client/invite.h"

namespace snug::shell {

namespace {

// What others on the network can type, private IPv4 addresses first; the machine's own name last.
QStringList addressesFor(quint16 port)
{
    QStringList v4;
    QStringList v6;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        if (!flags.testFlag(QNetworkInterface::IsRunning) || flags.testFlag(QNetworkInterface::IsLoopBack)) {
            continue;
        }
        for (const QNetworkAddressEntry& entry : interface.addressEntries()) {
            const QHostAddress address = entry.ip();
            if (address.protocol() == QAbstractSocket::IPv4Protocol) {
                v4.append(QStringLiteral("%1:%2").arg(address.toString()).arg(port));
            } else if (address.isGlobal()) {
                v6.append(QStringLiteral("[%1]:%2").arg(address.toString()).arg(port));
            }
        }
    }
    QStringList all = v4 + v6;
    if (all.isEmpty()) {
        all.append(QStringLiteral("127.0.0.1:%1").arg(port));
    }
    return all;
}

QStringList invitesFor(const QStringList& addresses)
{
    QStringList links;
    for (const QString& address : addresses) {
        const auto invite = client::Invite::parse(address);
        links.append(invite ? invite->link() : QString());
    }
    return links;
}

// In letters that are the same in any spelling of a code.
QString freshCode()
{
    constexpr int kBytes = 32;
    const QByteArray random =
        QByteArray::fromBase64(base::secureRandomText(kBytes), QByteArray::Base64UrlEncoding);
    return QString::fromLatin1(random.toHex().toUpper());
}

// The first reason of the worst probes.
void showHealth(ui::HostStatus& status, const observe::Health& health)
{
    using Shown = ui::HostStatus::Health;
    status.health = health.overall == observe::HealthStatus::Pass   ? Shown::Well
                    : health.overall == observe::HealthStatus::Warn ? Shown::Warning
                                                                    : Shown::Failing;
    status.trouble.clear();
    for (const observe::ProbeState& probe : health.probes) {
        if (status.health != Shown::Well && probe.reading.status == health.overall) {
            status.trouble = probe.reading.reason;
            return;
        }
    }
}

}  // namespace

HostController::HostController(const host::ServerConfig& config, QObject* parent)
    : QObject(parent)
    , config_(config)
{
    connect(&server_, &host::ServerHost::stateChanged, this, &HostController::onStateChanged);
    connect(&server_, &host::ServerHost::failed, this, &HostController::onFailed);
    connect(&server_, &host::ServerHost::started, this, [this] { Q_EMIT started(server_.port()); });
    connect(&server_, &host::ServerHost::figures, this, [this](const host::ServerFigures& figures) {
        ui::HostStatus status = status_;
        status.connected = figures.connections;
        showHealth(status, figures.health);
        set(status);
    });
}

void HostController::start(const QString& name)
{
    if (server_.state() != host::ServerHost::State::Stopped) {
        return;
    }
    tried_ = config_;
    tried_.name = name;
    tried_.hub.ownerCode = freshCode();
    server_.start(tried_);
}

host::ServerConfig HostController::config() const
{
    host::ServerConfig config = isRunning() ? tried_ : config_;
    if (isRunning()) {
        config.port = server_.port();
    }
    return config;
}

void HostController::onFailed(const host::StartError& error)
{
    if (error.kind == host::StartError::Kind::Listen && tried_.port != 0) {
        tried_.port = 0;  // somebody else has the port: any will do, the address tells
        server_.start(tried_);
        return;
    }
    ui::HostStatus status;
    status.state = ui::HostStatus::State::Failed;
    status.message = error.message;
    set(status);
    Q_EMIT failed(error.message);
}

void HostController::onStateChanged()
{
    using Server = host::ServerHost::State;
    using Shown = ui::HostStatus::State;
    ui::HostStatus status;
    switch (server_.state()) {
        case Server::Stopped:
            status.state = Shown::Stopped;
            break;
        case Server::Starting:
            status.state = Shown::Starting;
            break;
        case Server::Running:
            status.state = Shown::Running;
            status.port = server_.port();
            status.addresses = addressesFor(server_.port());
            status.invites = invitesFor(status.addresses);
            break;
        case Server::Stopping:
            status.state = Shown::Stopping;
            break;
    }
    set(status);
}

void HostController::set(const ui::HostStatus& status)
{
    if (status != status_) {
        status_ = status;
        Q_EMIT statusChanged(status_);
    }
}

}  // namespace snug::shell
