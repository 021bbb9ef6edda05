// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include "client/server_address.h"
#include "shell/doctor_run.h"
#include "shell/host_controller.h"

namespace snug::ui {
class FindingsDialog;
class HostPanel;
class MainWindow;
class Theme;
}  // namespace snug::ui

namespace snug::shell {

// The server inside, shown in the window and steered from it. GUI thread. Owns the server; borrows the rest.
class HostBinder : public QObject {
    Q_OBJECT

public:
    // `config` but for the server's name.
    HostBinder(const host::ServerConfig& config, ui::MainWindow& window, const ui::Theme& theme,
               QObject* parent = nullptr);

    HostController& controller() { return controller_; }

    // Sees to it that a server runs, for one who wants to join it by this name. Ends in ready(), or in an
    // error on the start page.
    void host(const QString& nick);
    // Nobody waits for ready() any more; the server goes on.
    void forgetWish() { nick_.clear(); }
    // The server that the window shows; empty: none. Told by whoever joins and leaves.
    void setJoined(const QString& address) { joined_ = address; }
    // Whether the window shows the server inside.
    bool isJoined() const { return !joined_.isEmpty() && joined_ == address(); }
    // A link to this room of the server inside for others, or to none if it is empty; empty: none runs.
    QString invite(const QString& room) const;
    // Whether others reach the server inside by this.
    bool isReachedBy(const client::ServerAddress& server) const;
    // Makes its bearer the owner of the server that the window shows, where that is the one inside; else
    // empty.
    QString ownerCode() const { return isJoined() ? controller_.ownerCode() : QString(); }

    void showPanel();
    // Asks where others are connected.
    void stopIfAllowed();
    // Others may be talking on this server, so that ending it is asked for. True: nobody minds.
    bool mayStop();

Q_SIGNALS:
    void ready(const QString& address, const QString& nick);

private:
    QString address() const;
    void onStatus(const ui::HostStatus& status);
    void onStarted();
    void onFailed(const QString& sentence);
    void examine();

    ui::MainWindow& window_;
    const ui::Theme& theme_;
    HostController controller_;
    QString nick_;  // wants to join when the server is ready
    QString joined_;
    QPointer<ui::HostPanel> panel_;
    DoctorRun doctor_;
    QPointer<ui::FindingsDialog> findings_;
};

}  // namespace snug::shell
