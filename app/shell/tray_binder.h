// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "client/workspace.h"
#include "shell/host_binder.h"
#include "shell/settings.h"

namespace snug::ui {
class MainWindow;
class TrayIcon;
}  // namespace snug::ui

namespace snug::shell {

// The window and the tray together: what the tray shows and its menu does, what closing the window means, and
// that the program is never without any of the two. GUI thread. Owns the tray's icon; borrows the rest.
class TrayBinder : public QObject {
    Q_OBJECT

public:
    TrayBinder(Settings& settings, ui::MainWindow& window, HostBinder& host, QObject* parent = nullptr);
    ~TrayBinder() override;

    // Shows the window, or starts in the tray where there is one. The icon comes soon after the window, which
    // would wait for the desktop otherwise.
    void begin(bool hidden);
    // To the front.
    void showWindow();
    // The person closes the window. True: the program goes on in the tray.
    bool goesOn();
    void apply(const ui::Preferences& preferences);
    // The server that is open, whose unread messages are shown; null: none.
    void setWorkspace(client::Workspace* workspace);

Q_SIGNALS:
    // The window came up.
    void shown();
    void quitWanted();

private:
    void makeIcon();
    void follow(const QString& room);
    void count();

    Settings& settings_;
    ui::MainWindow& window_;
    HostBinder& host_;
    client::Workspace* workspace_ = nullptr;
    QTimer countSoon_;  // a busy room changes its count at each message
    std::unique_ptr<ui::TrayIcon> icon_;
};

}  // namespace snug::shell
