// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QListWidget;
class QStackedWidget;

namespace snug::ui {

class AdminHeader;
class AuditPage;
class ConnectionsPage;
class InstancesPage;
class LogsPage;
class NoticeBar;
class OverviewPage;
class RoomsPage;
class SanctionsPage;
class SettingsPage;
class Theme;
struct ServerOverview;

// In the order of the window's list; Ctrl+1 … Ctrl+8.
enum class AdminPage : int {
    Overview,
    Connections,
    Rooms,
    Sanctions,
    Audit,
    Logs,
    Settings,
    Instances,
    Count
};

// The administration of one server, a window of its own: a list of pages left, the chosen page right, above
// them which server this is, how it is and how fresh what is shown is. GUI thread; borrows the theme. Owns
// the pages and arranges them; what they show and wish passes between each page and whoever binds it. To be
// made when it is first asked for: a program that never administers does not pay for it.
class AdminWindow : public QWidget {
    Q_OBJECT

public:
    explicit AdminWindow(const Theme& theme, QWidget* parent = nullptr);

    OverviewPage* overview() const { return overview_; }
    ConnectionsPage* connections() const { return connections_; }
    RoomsPage* rooms() const { return rooms_; }
    SanctionsPage* sanctions() const { return sanctions_; }
    AuditPage* audit() const { return audit_; }
    LogsPage* logs() const { return logs_; }
    SettingsPage* settings() const { return settings_; }
    InstancesPage* instances() const { return instances_; }

    // The head's and the overview's figures; counts as news of now.
    void setOverview(const ServerOverview& overview);
    void setConnected(bool connected);
    // True from a wish that is on its way until its answer.
    void setWaiting(bool waiting);
    // Why the server did not do something: a line that goes after a while. The newest replaces the one
    // before.
    void setRefusal(const QString& sentence);

    void showPage(AdminPage page);
    AdminPage page() const;

Q_SIGNALS:
    // What is looked at from now on, so that only that need be asked for. Also when the window is shown.
    void pageShown(snug::ui::AdminPage page);
    // The window is not looked at any more.
    void hidden();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makePages();
    void addPage(const QString& icon, const QString& word, QWidget* page);
    void arrange();
    void dress();
    void makeShortcuts();
    void focusFilter();

    const Theme& theme_;
    AdminHeader* header_ = nullptr;
    NoticeBar* notices_ = nullptr;
    QListWidget* navigation_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    OverviewPage* overview_ = nullptr;
    ConnectionsPage* connections_ = nullptr;
    RoomsPage* rooms_ = nullptr;
    SanctionsPage* sanctions_ = nullptr;
    AuditPage* audit_ = nullptr;
    LogsPage* logs_ = nullptr;
    SettingsPage* settings_ = nullptr;
    InstancesPage* instances_ = nullptr;
    QTimer refusalGoes_;
};

}  // namespace snug::ui
