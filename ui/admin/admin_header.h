// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace snug::ui {

class ElidedLabel;
class StatusDot;
class Theme;
struct ServerOverview;

// The head of the administration window: which server this is, whether it is well, and how fresh what the
// window shows is. GUI thread; borrows the theme.
class AdminHeader : public QWidget {
    Q_OBJECT

public:
    explicit AdminHeader(const Theme& theme, QWidget* parent = nullptr);

    // Counts as news of now.
    void setOverview(const ServerOverview& overview);
    void setHealth(int warnings, int failures);
    void setConnected(bool connected);
    void setWaiting(bool waiting);
    // "Updated 2 s ago", "Waiting for the server…", "Connection lost".
    QString freshness() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();

    const Theme& theme_;
    ElidedLabel* name_ = nullptr;
    ElidedLabel* facts_ = nullptr;
    StatusDot* dot_ = nullptr;
    QLabel* health_ = nullptr;
    QLabel* freshness_ = nullptr;
    QElapsedTimer sinceNews_;  // invalid until there was news
    QTimer beat_;              // only while it is seen
    bool connected_ = true;
    bool waiting_ = false;
    bool stale_ = false;
    int warnings_ = 0;
    int failures_ = 0;
};

}  // namespace snug::ui
