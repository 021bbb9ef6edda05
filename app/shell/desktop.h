// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>

#include "client/invite.h"
#include "client/state_files.h"
#include "client/workspace.h"
#include "models/recent_servers_model.h"
#include "platform/autostart.h"
#include "platform/hand_over.h"
#include "shell/admin_binder.h"
#include "shell/away_watcher.h"
#include "shell/chat_binder.h"
#include "shell/command_line.h"
#include "shell/connection_binder.h"
#include "shell/host_binder.h"
#include "shell/news_binder.h"
#include "shell/settings.h"
#include "shell/tray_binder.h"
#include "ui/main_window.h"
#include "ui/theme.h"

class QMessageBox;

namespace snug::shell {

// The desktop program: one window, at most one server joined, at most one server hosted. Owns everything and
// says what follows from what the person wishes. GUI thread, after QApplication.
class Desktop : public QObject {
    Q_OBJECT

public:
    // `host`: how the server inside is set up, but for its name.
    Desktop(const Folders& folders, const host::ServerConfig& host, QObject* parent = nullptr);
    ~Desktop() override;

    // Shows the window, or starts in the tray, and does what the command line asks.
    void begin(const CommandLine& line);
    // The same for what a later start or the desktop hands over: the window comes to the front. One who is on
    // a server is never taken to another one without being asked.
    void open(const platform::HandOver& wish);

    // The parts, for whoever drives the program from outside (screenshots, tests).
    ui::MainWindow& window() { return window_; }
    ui::Theme& theme() { return theme_; }
    HostController& host() { return host_.controller(); }
    client::Workspace* workspace() { return workspace_.get(); }
    AdminBinder* administration() { return admin_.get(); }

    void hostAndJoin(const QString& nick);
    // `where` is an address or an invite link.
    void join(const QString& where, const QString& nick);
    // Back to the start page. The server inside goes on.
    void leaveServer();
    void showStatistics();
    void showSettings();
    void showHostPanel() { host_.showPanel(); }
    // What is set: kept and shown.
    void apply(const ui::Preferences& preferences);

Q_SIGNALS:
    void quitWanted();

private:
    void bindStartPage();
    void bindWindow();
    void quitIfAllowed();
    void follow(const platform::HandOver& wish);
    void followLink(const QString& link, const QString& nick);
    QString serverName() const;
    void ask(const QString& question, const QString& yes, std::function<void()> then);
    void copyInvite(const QString& room);
    void connectTo(const client::Invite& invite, const QString& nick);
    void onFirstState(const client::ConnectionState& state);
    void enterChat();
    void giveUp(const client::ConnectionState& state);
    void rememberWindow();
    void show(const ui::Preferences& preferences);

    const Folders folders_;
    Settings settings_;
    ui::Theme theme_;
    client::StateFiles files_;
    models::RecentServersModel recent_;
    ui::MainWindow window_;
    HostBinder host_;
    TrayBinder tray_;
    NewsBinder news_;
    platform::Autostart autostart_;
    AwayWatcher away_;
    // What is open now; the binders go before what they bind.
    std::unique_ptr<client::Workspace> workspace_;
    std::unique_ptr<ConnectionBinder> connection_;
    std::unique_ptr<ChatBinder> chat_;
    std::unique_ptr<AdminBinder> admin_;
    QString address_;  // of the workspace
    QString invited_;  // to this room of it; empty: to none
    QPointer<QMessageBox> question_;
};

}  // namespace snug::shell
