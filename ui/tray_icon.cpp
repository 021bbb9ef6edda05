// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tray_icon.h"

#include <QMenu>
#include <QPainter>

#include "ui/colours.h"
#include "ui/icons.h"

namespace snug::ui {

TrayIcon::TrayIcon(QObject* parent)
    : QObject(parent)
    , menu_(std::make_unique<QMenu>())
{
    menu_->addAction(tr("&Open Snug"), this, &TrayIcon::openWanted);
    menu_->addSeparator();
    host_ = menu_->addAction({}, this, &TrayIcon::hostPanelWanted);
    stop_ = menu_->addAction(tr("&Stop hosting"), this, &TrayIcon::stopHostingWanted);
    menu_->addSeparator();
    menu_->addAction(tr("&Quit"), this, &TrayIcon::quitWanted);
    tray_.setContextMenu(menu_.get());
    connect(&tray_, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick) {
            Q_EMIT openWanted();
        }
    });
    connect(&tray_, &QSystemTrayIcon::messageClicked, this, &TrayIcon::openWanted);
    connect(&timer_, &QTimer::timeout, this, &TrayIcon::look);
    refresh();
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setWanted(bool wanted)
{
    if (wanted_ != wanted) {
        wanted_ = wanted;
        look();
    }
}

bool TrayIcon::isThere() const
{
    return wanted_ && tray_.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::setWatched(bool watched)
{
    watched_ = watched;
    look();
}

// Nothing of Qt tells that a tray comes or goes, so it is looked for; but only while that matters.
void TrayIcon::look()
{
    const bool available = wanted_ && QSystemTrayIcon::isSystemTrayAvailable();
    if (tray_.isVisible() != wanted_ && (available || !wanted_)) {
        tray_.setVisible(wanted_);
    }
    if (watched_ && !available) {
        watched_ = false;
        Q_EMIT vanished();
    }
    if (watched_ || (wanted_ && !available)) {
        timer_.start(watched_ ? kWatchEvery : kLookEvery);
    } else {
        timer_.stop();
    }
}

void TrayIcon::setUnread(int count, bool mentioned)
{
    if (count != unread_ || mentioned != mentioned_) {
        unread_ = count;
        mentioned_ = mentioned;
        refresh();
    }
}

void TrayIcon::setHost(const HostStatus& status)
{
    if (status != status_) {
        status_ = status;
        refresh();
    }
}

void TrayIcon::tell(const QString& sentence)
{
    tray_.showMessage(tr("Snug"), sentence, applicationIcon());
}

void TrayIcon::refresh()
{
    const bool hosting = status_.state == HostStatus::State::Running;
    const QString host = tr("Hosting on port %1, %n connected", nullptr, status_.connected).arg(status_.port);
    if (hosting) {
        host_->setText(host);
    }
    host_->setVisible(hosting);
    stop_->setVisible(hosting);
    QStringList lines{tr("Snug")};
    if (unread_ > 0) {
        lines.append(mentioned_ ? tr("%n unread, you are mentioned", nullptr, unread_)
                                : tr("%n unread", nullptr, unread_));
    }
    if (hosting) {
        lines.append(host);
    }
    tray_.setToolTip(lines.join(u'\n'));
    tray_.setIcon(icon());
}

// A dot in the corner: what is unread goes before that one hosts. Its colours are the same in both themes,
// because the panel may be dark or light whatever the program is.
QIcon TrayIcon::icon() const
{
    const bool hosting = status_.state == HostStatus::State::Running;
    if (unread_ == 0 && !hosting) {
        return applicationIcon();
    }
    const QColor colour = mentioned_    ? colourOf(Colour::DangerFill, false)
                          : unread_ > 0 ? colourOf(Colour::Warning, true)
                                        : colourOf(Colour::Success, true);
    QIcon marked;
    for (const int side : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap = applicationIcon().pixmap(QSize(side, side), 1.0);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        // A clear rim sets it off from whatever the icon has there.
        const double dot = side * 0.44;
        const QRectF box(side - dot, side - dot, dot, dot);
        painter.setCompositionMode(QPainter::CompositionMode_Clear);
        painter.setBrush(Qt::black);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(box.adjusted(-side / 16.0, -side / 16.0, 0, 0));
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        painter.setBrush(colour);
        painter.drawEllipse(box);
        painter.end();
        marked.addPixmap(pixmap);
    }
    return marked;
}

}  // namespace snug::ui
