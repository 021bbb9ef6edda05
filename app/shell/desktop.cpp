// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/desktop.h"

#include <QGuiApplication>

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
    const auto quit = [this] {
        if (host_.mayStop()) {
            Q_EMIT quitWanted();
        } else {
            window_.show();
        }
    };
    connect(&window_, &ui::MainWindow::quitWanted, this, quit);
    connect(&window_, &ui::MainWindow::closed, this, quit);
    if (const QByteArray geometry = settings_.windowGeometry(); !geometry.isEmpty()) {
        window_.restoreGeometry(geometry);
    }
}

void Desktop::begin(const CommandLine& line)
{
    const QString nick = line.nick.isEmpty() ? settings_.preferences().nick : line.nick;
    window_.startPage()->setNick(nick);
    window_.showStart();
    window_.show();
    if (line.host) {
        hostAndJoin(nick);
    } else if (!line.address.isEmpty()) {
        join(line.address, nick);
    }
}

void Desktop::hostAndJoin(const QString& nick)
{
    if (nick.trimmed().isEmpty()) {
        window_.startPage()->showNickError(tr("Choose a name first."));
        return;
    }
    host_.host(nick);
}

void Desktop::join(const QString& address, const QString& nick)
{
    const auto parsed = client::ServerAddress::parse(address);
    if (!parsed) {
        window_.startPage()->setAddress(address);
        window_.startPage()->showJoinError(parsed.error().message);
        return;
    }
    if (nick.trimmed().isEmpty()) {
        window_.startPage()->setAddress(address);
        window_.startPage()->showNickError(tr("Choose a name first."));
        return;
    }
    connectTo(*parsed, nick);
}

void Desktop::connectTo(const client::ServerAddress& address, const QString& nick)
{
    leaveServer();
    address_ = address.text();
    host_.setJoined(address_);
    client::Workspace::Options options{address, nick, QStringLiteral("snug " SNUG_VERSION),
                                       folders_.stateFolder};
    workspace_ = std::make_unique<client::Workspace>(std::move(options), files_);
    connect(workspace_.get(), &client::Workspace::stateChanged, this, &Desktop::onFirstState);
    window_.startPage()->setBusy(tr("Connecting to %1…").arg(address_));
    workspace_->start();
}

// Until the first welcome the start page waits; a failure is told there, and nothing is tried again.
void Desktop::onFirstState(const client::ConnectionState& state)
{
    using client::ConnectionPhase;
    if (state.phase != ConnectionPhase::Online && state.phase != ConnectionPhase::Waiting &&
        state.phase != ConnectionPhase::Stopped) {
        return;
    }
    disconnect(workspace_.get(), &client::Workspace::stateChanged, this, &Desktop::onFirstState);
    // Later, because the workspace is still telling others of it.
    QMetaObject::invokeMethod(
        workspace_.get(),
        [this, state] {
            if (state.phase == ConnectionPhase::Online) {
                enterChat();
            } else {
                giveUp(state);
            }
        },
        Qt::QueuedConnection);
}

void Desktop::enterChat()
{
    window_.startPage()->setBusy(QString());
    recent_.use({workspace_->server().name, address_, QDateTime::currentDateTimeUtc()});
    ui::ChatPage& page = *window_.chatPage();
    page.restoreLayout(settings_.chatLayout());
    page.showPeople(settings_.peopleShown());
    page.composer()->setEnterSends(settings_.preferences().enterSends);
    connection_ = std::make_unique<ConnectionBinder>(*workspace_, window_, theme_);
    chat_ = std::make_unique<ChatBinder>(*workspace_, window_, theme_, settings_.lastRoom(address_));
    admin_ =
        std::make_unique<AdminBinder>(*workspace_, window_, theme_, [this] { return host_.ownerCode(); });
    if (away_.isAway()) {
        workspace_->setStatus(protocol::PresenceState::Away);
    }
    window_.showChat();
}

void Desktop::giveUp(const client::ConnectionState& state)
{
    const bool aboutNick = state.error && (state.error->code == protocol::ErrorCode::NickTaken ||
                                           state.error->code == protocol::ErrorCode::BadName);
    leaveServer();
    if (aboutNick) {
        window_.startPage()->showNickError(state.reason);
    } else {
        window_.startPage()->showJoinError(state.reason);
    }
}

void Desktop::leaveServer()
{
    if (workspace_) {
        rememberWindow();
        if (chat_) {
            settings_.setLastRoom(address_, chat_->currentRoom());
        }
        admin_.reset();
        chat_.reset();
        connection_.reset();
        workspace_->stop();
        workspace_.reset();
        host_.setJoined(QString());
    }
    window_.startPage()->setBusy(QString());
    window_.setTitle(QString(), QString());
    window_.showStart();
}

void Desktop::showStatistics()
{
    if (connection_) {
        connection_->showStatistics();
    }
}

void Desktop::showSettings()
{
    auto* dialog = new ui::SettingsDialog(settings_.preferences(), &window_);
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
