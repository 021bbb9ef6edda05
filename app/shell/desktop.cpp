// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/desktop.h"

#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSysInfo>

#include "ui/chat_page.h"
#include "ui/composer.h"
#include "ui/connection_bar.h"
#include "ui/host_panel.h"
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
    , host_(host)
    , window_(dressed(theme_, settings_.preferences()))
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
    bindHost();
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
        nickForHost_.clear();
        leaveServer();
    });
}

void Desktop::bindWindow()
{
    connect(&window_, &ui::MainWindow::disconnectWanted, this, &Desktop::leaveServer);
    connect(&window_, &ui::MainWindow::settingsWanted, this, &Desktop::showSettings);
    connect(&window_, &ui::MainWindow::statisticsWanted, this, &Desktop::showStatistics);
    connect(&window_, &ui::MainWindow::hostPanelWanted, this, &Desktop::showHostPanel);
    const auto quit = [this] {
        if (mayStopHosting()) {
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

void Desktop::bindHost()
{
    connect(&host_, &HostController::statusChanged, this, [this](const ui::HostStatus& status) {
        window_.connectionBar()->setHost(status);
        if (hostPanel_) {
            hostPanel_->setStatus(status);
        }
    });
    connect(&host_, &HostController::started, this, [this](quint16 port) {
        if (!nickForHost_.isEmpty()) {
            join(QStringLiteral("127.0.0.1:%1").arg(port), std::exchange(nickForHost_, QString()));
        }
    });
    connect(&host_, &HostController::failed, this, [this](const QString& sentence) {
        nickForHost_.clear();
        window_.startPage()->setBusy(QString());
        window_.startPage()->showHostError(sentence);
    });
    const auto stop = [this] {
        if (mayStopHosting()) {
            host_.stop();
        }
    };
    connect(window_.connectionBar(), &ui::ConnectionBar::stopHostingWanted, this, stop);
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
    if (host_.isRunning()) {
        join(QStringLiteral("127.0.0.1:%1").arg(host_.status().port), nick);
        return;
    }
    nickForHost_ = nick;
    window_.startPage()->setBusy(tr("Starting the server…"));
    host_.start(tr("%1's room").arg(nick));
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
        chat_.reset();
        connection_.reset();
        workspace_->stop();
        workspace_.reset();
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

void Desktop::showHostPanel()
{
    if (!hostPanel_) {
        hostPanel_ = new ui::HostPanel(theme_, &window_);
        hostPanel_->setAttribute(Qt::WA_DeleteOnClose);
        connect(hostPanel_, &ui::HostPanel::stopWanted, this, [this] {
            if (mayStopHosting()) {
                host_.stop();
            }
        });
        hostPanel_->setStatus(host_.status());
    }
    hostPanel_->show();
    hostPanel_->raise();
}

// Others may be talking in this program's server: ending it is asked for.
bool Desktop::mayStopHosting()
{
    const bool joinedHere = workspace_ != nullptr && host_.isRunning() &&
                            address_ == QStringLiteral("127.0.0.1:%1").arg(host_.status().port);
    const int others = host_.status().connected - (joinedHere ? 1 : 0);
    if (!host_.isRunning() || others <= 0) {
        return true;
    }
    QMessageBox box(QMessageBox::Question, tr("Stop hosting"),
                    tr("%n other(s) are connected to the server in this program. Stop it?", nullptr, others),
                    QMessageBox::Cancel, &window_);
    box.setTextFormat(Qt::PlainText);
    const QAbstractButton* const stop = box.addButton(tr("Stop the server"), QMessageBox::DestructiveRole);
    box.exec();
    return box.clickedButton() == stop;
}

void Desktop::rememberWindow()
{
    const bool chat = window_.isChatShown();
    settings_.setWindow(window_.saveGeometry(),
                        chat ? window_.chatPage()->saveLayout() : settings_.chatLayout(),
                        chat ? window_.chatPage()->peopleShown() : settings_.peopleShown());
}

}  // namespace snug::shell
