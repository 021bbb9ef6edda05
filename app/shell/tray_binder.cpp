// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/tray_binder.h"

#include "ui/main_window.h"
#include "ui/tray_icon.h"

namespace snug::shell {

namespace {

constexpr std::chrono::milliseconds kSoon{300};

}  // namespace

TrayBinder::TrayBinder(Settings& settings, ui::MainWindow& window, HostBinder& host, QObject* parent)
    : QObject(parent)
    , settings_(settings)
    , window_(window)
    , host_(host)
{
    countSoon_.setSingleShot(true);
    countSoon_.setInterval(kSoon);
    connect(&countSoon_, &QTimer::timeout, this, &TrayBinder::count);
}

TrayBinder::~TrayBinder() = default;

void TrayBinder::begin(bool hidden)
{
    if (hidden) {
        makeIcon();
        if (icon_->isThere()) {
            icon_->setWatched(true);
            return;
        }
    }
    showWindow();
    if (!icon_) {
        QTimer::singleShot(kSoon, this, &TrayBinder::makeIcon);
    }
}

void TrayBinder::makeIcon()
{
    icon_ = std::make_unique<ui::TrayIcon>();
    connect(icon_.get(), &ui::TrayIcon::openWanted, this, &TrayBinder::showWindow);
    connect(icon_.get(), &ui::TrayIcon::vanished, this, &TrayBinder::showWindow);
    connect(icon_.get(), &ui::TrayIcon::hostPanelWanted, &host_, &HostBinder::showPanel);
    connect(icon_.get(), &ui::TrayIcon::stopHostingWanted, &host_, &HostBinder::stopIfAllowed);
    connect(icon_.get(), &ui::TrayIcon::quitWanted, this, &TrayBinder::quitWanted);
    connect(&host_.controller(), &HostController::statusChanged, icon_.get(), &ui::TrayIcon::setHost);
    icon_->setHost(host_.controller().status());
    count();
    apply(settings_.preferences());
}

void TrayBinder::showWindow()
{
    if (icon_) {
        icon_->setWatched(false);
    }
    window_.setWindowState(window_.windowState() & ~Qt::WindowMinimized);
    window_.show();
    window_.raise();
    window_.activateWindow();
    Q_EMIT shown();
}

bool TrayBinder::goesOn()
{
    const bool wanted = settings_.preferences().keepInTray || host_.controller().isRunning();
    if (!wanted || !icon_ || !icon_->isThere()) {
        return false;
    }
    icon_->setWatched(true);
    if (!settings_.knowsTray()) {
        icon_->tell(tr("Snug goes on here. Its menu ends it."));
        settings_.setKnowsTray();
    }
    return true;
}

void TrayBinder::apply(const ui::Preferences& preferences)
{
    if (icon_) {
        icon_->setWanted(preferences.showInTray);
    }
}

void TrayBinder::setWorkspace(client::Workspace* workspace)
{
    workspace_ = workspace;
    if (workspace_ != nullptr) {
        connect(workspace_, &client::Workspace::roomAdded, this, &TrayBinder::follow);
        connect(workspace_, &client::Workspace::roomRemoved, &countSoon_, qOverload<>(&QTimer::start));
        for (const QString& room : workspace_->roomNames()) {
            follow(room);
        }
    }
    count();
}

void TrayBinder::follow(const QString& room)
{
    // Not restarted by each, or a room that never rests would keep it from counting.
    connect(workspace_->room(room), &client::RoomState::unreadChanged, &countSoon_, [this] {
        if (!countSoon_.isActive()) {
            countSoon_.start();
        }
    });
    countSoon_.start();
}

void TrayBinder::count()
{
    int unread = 0;
    bool mentioned = false;
    if (workspace_ != nullptr) {
        for (const QString& name : workspace_->roomNames()) {
            const client::Unread& room = workspace_->room(name)->unread();
            unread += room.count();
            mentioned = mentioned || room.mentioned();
        }
    }
    if (icon_) {
        icon_->setUnread(unread, mentioned);
    }
}

}  // namespace snug::shell
