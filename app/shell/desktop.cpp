// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/desktop.h"

#include <QGuiApplication>

#include "platform/activation.h"
#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/icons.h"
#include "ui/notice_bar.h"
#include "ui/settings_dialog.h"
#include "ui/start_page.h"

namespace snug::shell {

namespace {

// The theme must be applied before the first widget is made.
ui::Theme& dressed(ui::Theme& theme, const ui::Preferences& preferences)
{
    theme.set(preferences.theme, preferences.fontScale);
    return theme;
}

}  // namespace

Desktop::Desktop(const Folders& folders, const host::ServerConfig& host, QObject* parent)
    : QObject(parent)
    , folders_(folders)
    , settings_(folders.settingsFile)
    , window_(dressed(theme_, settings_.preferences()))
    , host_(host, window_, theme_)
    , tray_(settings_, window_, host_)
    , news_(settings_, window_, theme_)
    , autostart_(folders.autostartFile)
{
    recent_.setServers(settings_.recentServers());
    connect(&recent_, &models::RecentServersModel::changed, this,
            [this] { settings_.setRecentServers(recent_.servers()); });
    connect(&files_, &client::StateFiles::writeFailed, this, [this](const QString&, const QString& reason) {
        window_.notices()->notify(ui::Severity::Error,
                                  tr("What you write cannot be kept on disk: %1").arg(reason));
    });
    connect(&away_, &AwayWatcher::awayChanged, this, [this](bool away) {
        if (workspace_) {
            workspace_->setStatus(away ? protocol::PresenceState::Away : protocol::PresenceState::Active);
        }
    });
    QGuiApplication::setWindowIcon(ui::applicationIcon());
    bindStartPage();
    bindWindow();
    connect(&host_, &HostBinder::ready, this, &Desktop::join);
}

Desktop::~Desktop()
{
    rememberWindow();
    leaveServer();
}

void Desktop::bindStartPage()
{
    ui::StartPage& page = *window_.startPage();
    page.setRecentServers(&recent_);
    page.setNick(settings_.preferences().nick);
    connect(&page, &ui::StartPage::hostWanted, this, &Desktop::hostAndJoin);
    connect(&page, &ui::StartPage::joinWanted, this, &Desktop::join);
    connect(&page, &ui::StartPage::forgetServer, &recent_, &models::RecentServersModel::forget);
    connect(&page, &ui::StartPage::nickEdited, this, [this](const QString& nick) {
        ui::Preferences preferences = settings_.preferences();
        preferences.nick = nick;
        settings_.setPreferences(preferences);
    });
    connect(&page, &ui::StartPage::cancelWanted, this, [this] {
        host_.forgetWish();
        leaveServer();
    });
}

void Desktop::bindWindow()
{
    connect(&window_, &ui::MainWindow::disconnectWanted, this, &Desktop::leaveServer);
    connect(&window_, &ui::MainWindow::settingsWanted, this, &Desktop::showSettings);
    connect(&window_, &ui::MainWindow::statisticsWanted, this, &Desktop::showStatistics);
    connect(&window_, &ui::MainWindow::inviteWanted, this, &Desktop::copyInvite);
    connect(&window_, &ui::MainWindow::quitWanted, this, &Desktop::quitIfAllowed);
    connect(&window_, &ui::MainWindow::closed, this, [this] {
        if (!tray_.goesOn()) {
            quitIfAllowed();
        }
    });
    connect(&tray_, &TrayBinder::quitWanted, this, &Desktop::quitIfAllowed);
    connect(&tray_, &TrayBinder::shown, &news_, &NewsBinder::showAfterUpgrade);
    if (const QByteArray geometry = settings_.windowGeometry(); !geometry.isEmpty()) {
        window_.restoreGeometry(geometry);
    }
}

void Desktop::begin(const CommandLine& line)
{
    const QString nick = line.nick.isEmpty() ? settings_.preferences().nick : line.nick;
    window_.startPage()->setNick(nick);
    window_.showStart();
    tray_.begin(line.hidden);
    follow(handOver(line));
}

void Desktop::open(const platform::HandOver& wish)
{
    platform::useActivationToken(wish.activationToken);
    if (!wish.hidden) {
        tray_.showWindow();
    }
    follow(wish);
}

void Desktop::quitIfAllowed()
{
    if (host_.mayStop()) {
        Q_EMIT quitWanted();
    } else if (!window_.isVisible()) {
        tray_.showWindow();
    }
}

void Desktop::showStatistics()
{
    if (connection_) {
        connection_->showStatistics();
    }
}

void Desktop::showSettings()
{
    ui::Preferences preferences = settings_.preferences();
    preferences.autostart = autostart_.isOn();
    auto* dialog = new ui::SettingsDialog(preferences, {autostart_.isOffered()}, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::SettingsDialog::previewWanted, this, &Desktop::show);
    connect(dialog, &ui::SettingsDialog::saved, this, &Desktop::apply);
    dialog->open();
}

void Desktop::apply(const ui::Preferences& preferences)
{
    settings_.setPreferences(preferences);
    window_.startPage()->setNick(preferences.nick);
    if (workspace_) {
        workspace_->setNick(preferences.nick);
    }
    if (autostart_.isOffered() && preferences.autostart != autostart_.isOn()) {
        if (const auto why = autostart_.set(preferences.autostart)) {
            window_.notices()->notify(ui::Severity::Error, *why);
        }
    }
    tray_.apply(preferences);
    show(preferences);
}

void Desktop::show(const ui::Preferences& preferences)
{
    theme_.set(preferences.theme, preferences.fontScale);
    if (chat_) {
        window_.chatPage()->composer()->setEnterSends(preferences.enterSends);
    }
}

void Desktop::rememberWindow()
{
    const bool chat = window_.isChatShown();
    settings_.setWindow(window_.saveGeometry(),
                        chat ? window_.chatPage()->saveLayout() : settings_.chatLayout(),
                        chat ? window_.chatPage()->peopleWanted() : settings_.peopleShown());
}

}  // namespace snug::shell
