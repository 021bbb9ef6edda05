// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "client/workspace.h"
#include "ui/connection_sample.h"

namespace snug::ui {
class MainWindow;
class StatisticsWindow;
class Theme;
}  // namespace snug::ui

namespace snug::shell {

// A workspace's connection shown in the window: status bar, statistics, what was recovered, what went wrong.
// GUI thread. Borrows all; goes before the workspace.
class ConnectionBinder : public QObject {
    Q_OBJECT

public:
    ConnectionBinder(client::Workspace& workspace, ui::MainWindow& window, const ui::Theme& theme,
                     QObject* parent = nullptr);
    ~ConnectionBinder() override;

    void showStatistics();

private:
    void onState(const client::ConnectionState& state);
    void onSample(const client::StatisticsSample& sample);
    void onRecovered(const client::RecoveryReport& report);
    void showSecondsToRetry();

    client::Workspace& workspace_;
    ui::MainWindow& window_;
    const ui::Theme& theme_;
    std::unique_ptr<ui::StatisticsWindow> statistics_;  // made when first asked for
    QTimer countdown_;
    bool wasOnline_ = false;
};

}  // namespace snug::shell
