// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/host_status.h"

class QLabel;
class QListWidget;
class QPushButton;

namespace snug::ui {

class ElidedLabel;
class StatusDot;
class Theme;

// The server inside: its state, what to tell others so that they can join, why they cannot, and Stop.
class HostPanel : public QDialog {
    Q_OBJECT

public:
    explicit HostPanel(const Theme& theme, QWidget* parent = nullptr);

    void setStatus(const HostStatus& status);

Q_SIGNALS:
    void stopWanted();
    void doctorWanted();  // why can't they connect?

private:
    void copyAddress();
    void copyInvite();
    void copy(const QString& text);
    void refresh();

    StatusDot* dot_ = nullptr;
    ElidedLabel* state_ = nullptr;
    QLabel* message_ = nullptr;
    QListWidget* addresses_ = nullptr;
    QLabel* figures_ = nullptr;
    QPushButton* copy_ = nullptr;
    QPushButton* copyInvite_ = nullptr;
    QPushButton* doctor_ = nullptr;
    QPushButton* stop_ = nullptr;
    HostStatus status_;
};

}  // namespace snug::ui
