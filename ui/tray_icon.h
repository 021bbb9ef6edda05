// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSystemTrayIcon>
#include <QTimer>
#include <chrono>
#include <memory>

#include "ui/host_status.h"

class QAction;
class QMenu;

namespace snug::ui {

// Snug among the icons of the desktop's tray: what is unread, whether one hosts, and a menu. GUI thread.
// A tray may be missing, and come and go: see isThere().
class TrayIcon : public QObject {
    Q_OBJECT

public:
    explicit TrayIcon(QObject* parent = nullptr);
    ~TrayIcon() override;

    // Whether it is wanted. It shows itself as soon as there is a tray.
    void setWanted(bool wanted);
    // Wanted, and the desktop has a tray that shows it; asks the desktop. Nobody may rely on it for longer:
    // set watched while the program has no window.
    bool isThere() const;
    // While watched, vanished() tells within kWatchEvery that it is there no more, and then it is not
    // watched.
    void setWatched(bool watched);

    void setUnread(int count, bool mentioned);
    void setHost(const HostStatus& status);
    // A sentence of the program's own, shown beside the tray for a moment.
    void tell(const QString& sentence);

    static constexpr std::chrono::seconds kWatchEvery{3};
    static constexpr std::chrono::seconds kLookEvery{30};  // for a tray that is not there yet

Q_SIGNALS:
    void openWanted();
    void hostPanelWanted();
    void stopHostingWanted();
    void quitWanted();
    void vanished();

private:
    void look();
    void refresh();
    QIcon icon() const;

    const std::unique_ptr<QMenu> menu_;
    QSystemTrayIcon tray_;  // goes before its menu
    QAction* host_ = nullptr;
    QAction* stop_ = nullptr;
    QTimer timer_;
    bool wanted_ = false;
    bool watched_ = false;
    int unread_ = 0;
    bool mentioned_ = false;
    HostStatus status_;
};

}  // namespace snug::ui
